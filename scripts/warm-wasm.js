/**
 * Gives a wasm module the memory that its first calls would make: they run here, once, and what they leave in the memory is
 * written into the module, so that no instance has to run them. What changes is data alone; the code stays byte for byte.
 */

/** Sections that are written anew, by their numbers in the WebAssembly specification, §5.5. */
const MEMORY = 5;
const DATA = 11;
const DATA_COUNT = 12;

/** Bytes of every module before its first section: magic number and version. */
const HEAD = 8;

/** Bytes that a segment of its own costs: of two changes that are closer, what stands between is written too. */
const APART = 8;

/**
 * The module with the memory that the work leaves. The work calls exports that import nothing; what it allocates and does not
 * need it gives back.
 *
 * @param {Uint8Array<ArrayBuffer>} wasm with one memory that it does not import
 * @param {(exports: any) => void} work
 */
export function warmed(wasm, work) {
  const module = new WebAssembly.Module(wasm);
  const cold = memoryOf(instanceOf(module));
  const { exports } = instanceOf(module);
  work(exports);
  const warm = memoryOf({ exports });
  return rewritten(wasm, warm.length / 65_536, changes(cold, warm));
}

/** @param {WebAssembly.Module} module */
function instanceOf(module) {
  /** @type {Record<string, Record<string, Function>>} */
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = () => {
      throw new Error(`work before the start cannot ask for "${name}"`);
    };
  }
  return new WebAssembly.Instance(module, /** @type {WebAssembly.Imports} */ (imports));
}

/** @param {{ exports: WebAssembly.Exports }} instance */
function memoryOf({ exports }) {
  return new Uint8Array(/** @type {WebAssembly.Memory} */ (exports.memory).buffer);
}

/**
 * Where the memories differ.
 *
 * @param {Uint8Array} cold
 * @param {Uint8Array} warm at least as long
 */
function changes(cold, warm) {
  /** @type {{ start: number, end: number }[]} */
  const found = [];
  for (let at = 0; at < warm.length; at += 1) {
    if (warm[at] === (cold[at] ?? 0)) continue;
    const last = found.at(-1);
    if (last !== undefined && at - last.end < APART) last.end = at + 1;
    else found.push({ start: at, end: at + 1 });
  }
  return found.map(({ start, end }) => ({ start, bytes: warm.subarray(start, end) }));
}

/**
 * @param {Uint8Array} wasm
 * @param {number} pages what the memory begins with
 * @param {{ start: number, bytes: Uint8Array }[]} segments written after those of the module
 */
function rewritten(wasm, pages, segments) {
  const parts = [wasm.subarray(0, HEAD)];
  for (const { id, body } of sections(wasm)) {
    const contents =
      id === MEMORY
        ? grown(body, pages)
        : id === DATA
          ? more(body, segments.length, segments.map(activeSegment))
          : id === DATA_COUNT
            ? more(body, segments.length, [])
            : body;
    parts.push(Uint8Array.of(id), unsigned(contents.length), contents);
  }
  return Buffer.concat(parts);
}

/** @param {Uint8Array} wasm */
function* sections(wasm) {
  for (let at = HEAD; at < wasm.length; ) {
    const id = wasm[at] ?? 0;
    const { value: size, end } = readUnsigned(wasm, at + 1);
    yield { id, body: wasm.subarray(end, end + size) };
    at = end + size;
  }
}

/**
 * One memory that begins larger; its largest size stays.
 *
 * @param {Uint8Array} body
 * @param {number} pages
 */
function grown(body, pages) {
  const { end } = readUnsigned(body, 2);
  return Buffer.concat([body.subarray(0, 2), unsigned(pages), body.subarray(end)]);
}

/**
 * A list with so many more entries.
 *
 * @param {Uint8Array} body
 * @param {number} count
 * @param {Uint8Array[]} entries
 */
function more(body, count, entries) {
  const { value, end } = readUnsigned(body, 0);
  return Buffer.concat([unsigned(value + count), body.subarray(end), ...entries]);
}

/** @param {{ start: number, bytes: Uint8Array }} segment of the only memory, at `i32.const` start */
function activeSegment({ start, bytes }) {
  return Buffer.concat([
    Uint8Array.of(0x00, 0x41),
    signed(start),
    Uint8Array.of(0x0b),
    unsigned(bytes.length),
    bytes,
  ]);
}

/**
 * LEB128, as all numbers of a module.
 *
 * @param {Uint8Array} bytes
 * @param {number} start
 */
function readUnsigned(bytes, start) {
  let [value, at] = [0, start];
  for (let factor = 1; ; factor *= 128, at += 1) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return { value, end: at + 1 };
  }
}

/** @param {number} value */
function unsigned(value) {
  const bytes = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Uint8Array.of(...bytes, rest);
}

/** @param {number} value not negative: the sixth bit of the last byte would be its sign */
function signed(value) {
  const bytes = [];
  let rest = value;
  for (; rest >= 0x40; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Uint8Array.of(...bytes, rest);
}
