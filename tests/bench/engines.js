/** The engines that are compared, and how each is started. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/**
 * @typedef {{ valid: boolean, seconds: number, peak: number, wasm?: number }} Answer of a batch: the verdict, the
 *   seconds of one validation, and the most memory so far, in bytes
 * @typedef {{ batch: () => Promise<Answer>, end: () => void }} Host an engine at work on one document
 * @typedef {{ name: string, home: "wasm" | "native", isLimit: boolean,
 *   start: (schema: string, document: string) => Host }} Engine
 */

const BATCH_SECONDS = 0.3;
const HERE = fileURLToPath(new URL(".", import.meta.url));

/**
 * Every engine that is there.
 *
 * @param {string} native the program of `native.rs`
 * @returns {Engine[]}
 */
export function engines(native) {
  return [
    ...["octane-payload", "quick-xml", "libxml2-wasm", "xmllint-wasm", "xmllint-wasm --stream"].map((name) =>
      obeying(name, "wasm", [process.execPath, `${HERE}host.js`, name]),
    ),
    obeying("octane-payload", "native", [native, "validate"]),
    obeying("quick-xml", "native", [native, "raw"]),
    ...(isInstalled("xmllint") ? [xmllint([]), xmllint(["--stream"])] : []),
    ...(isInstalled("java") ? [obeying("Xerces of the JDK", "native", ["java", `${HERE}Xerces.java`])] : []),
  ];
}

/** Which engines are not there, and so are left out. */
export function missing() {
  return ["xmllint", "java"].filter((program) => !isInstalled(program));
}

/** @param {string} program */
function isInstalled(program) {
  return spawnSync(program, ["--version"]).error === undefined;
}

/**
 * An engine that works for a while for each line it is given, and answers with one.
 *
 * @param {string} name
 * @param {Engine["home"]} home
 * @param {string[]} command
 * @returns {Engine}
 */
function obeying(name, home, [program = "", ...args]) {
  return {
    name,
    home,
    isLimit: name === "quick-xml",
    start(schema, document) {
      const child = spawn(program, [...args, schema, document], { stdio: ["pipe", "pipe", "inherit"] });
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const answer = async () => {
        const { value, done } = await lines.next();
        if (done) throw new Error(`${name} ended without an answer on ${document}`);
        return JSON.parse(value);
      };
      const compiled = answer();
      return {
        async batch() {
          await compiled;
          child.stdin.write("\n");
          return answer();
        },
        end: () => child.stdin.end(),
      };
    },
  };
}

/**
 * The command as it is: each validation is a process, which compiles the schema too.
 *
 * @param {string[]} options
 * @returns {Engine}
 */
function xmllint(options) {
  const name = ["xmllint", ...options].join(" ");
  return {
    name,
    home: "native",
    isLimit: false,
    start(schema, document) {
      let peak = 0;
      const validate = async () => {
        const one = await watched("xmllint", [...options, "--noout", "--schema", schema, document]);
        peak = Math.max(peak, one.peak);
        if (one.code !== 0 && one.code !== 3)
          throw new Error(`${name} ended with ${one.code} on ${document}`);
        return one.code === 0;
      };
      return { batch: async () => ({ ...(await batch(validate)), peak }), end: () => undefined };
    },
  };
}

/** @param {() => Promise<boolean>} validate */
async function batch(validate) {
  const start = performance.now();
  let [times, seconds, valid] = [0, 0, false];
  while (seconds < BATCH_SECONDS) {
    valid = await validate();
    times += 1;
    seconds = (performance.now() - start) / 1000;
  }
  return { valid, seconds: seconds / times };
}

/**
 * Runs a program to its end, looking at its memory on the way.
 *
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<{ code: number | null, peak: number }>}
 */
function watched(program, args) {
  const child = spawn(program, args, { stdio: "ignore" });
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, peakOf(child.pid));
  };
  const timer = setInterval(look, 5);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      clearInterval(timer);
      resolve({ code, peak });
    });
  });
}

/**
 * Most bytes that a process has had in memory; 0 where the system does not say.
 *
 * @param {number | undefined} pid
 */
function peakOf(pid) {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return 0;
  return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(status, "utf8"))?.[1] ?? 0) * 1024;
}
