/**
 * Made-up inputs for the benchmarks: the same bytes each time, in chunks, of any length, and nobody's data.
 */
const CHUNK = 64 * 1024;

/**
 * A JUnit report with `cases` test cases in suites of 100: one in 20 fails with a stack trace, one in 50 is skipped.
 *
 * @param {number} cases
 * @returns {Generator<Uint8Array>} chunks of about 64 kB
 */
export function* junitReport(cases) {
  yield* chunks(suites(cases));
}

/**
 * A report of the same kind that ends after the suite in which it reaches so many bytes.
 *
 * @param {number} bytes
 * @returns {Generator<Uint8Array>} chunks of about 64 kB
 */
export function* endlessReport(bytes) {
  let length = 0;
  for (const chunk of chunks(suites(Number.POSITIVE_INFINITY, () => length >= bytes))) {
    length += chunk.length;
    yield chunk;
  }
}

/**
 * @param {number} cases
 * @param {() => boolean} isEnough
 */
function* suites(cases, isEnough = () => false) {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="bench">\n';
  for (let first = 0; first < cases && !isEnough(); first += 100) {
    const size = Math.min(100, cases - first);
    yield `  <testsuite name="com.example.Suite${first / 100}" tests="${size}" timestamp="2026-01-02T03:04:05Z">\n`;
    for (let index = first; index < first + size; index += 1) yield testCase(index);
    yield "  </testsuite>\n";
  }
  yield "</testsuites>\n";
}

/** @param {number} index */
function testCase(index) {
  const suite = Math.floor(index / 100);
  const start = `    <testcase classname="com.example.pkg${suite % 50}.Class${suite}" name="does thing ${index} &amp; more" time="${(index % 997) / 1000}"`;
  if (index % 20 === 0) {
    const trace = Array.from(
      { length: 12 },
      (_, line) => `\tat com.example.Class.method${line}(Class.java:${line})`,
    );
    return `${start}>\n      <failure type="java.lang.AssertionError" message="expected ${index} &lt; 0">${trace.join("\n")}</failure>\n    </testcase>\n`;
  }
  if (index % 50 === 1) return `${start}><skipped/></testcase>\n`;
  return `${start}/>\n`;
}

/**
 * The same cases as a CTRF report, and as one of `go test -json`: a document, and a stream of them.
 *
 * @param {number} cases
 * @returns {{ ctrf: Uint8Array, goTest: Uint8Array }}
 */
export function jsonReports(cases) {
  const tests = Array.from({ length: cases }, (_, index) => {
    const name = `does thing ${index} & more`;
    const status = index % 20 === 0 ? "failed" : "passed";
    const why =
      status === "failed"
        ? { message: `expected ${index} < 0`, trace: "\tat Class.java:1\n".repeat(12) }
        : {};
    return {
      name,
      status,
      duration: index % 997,
      suite: [`com.example.Suite${Math.floor(index / 100)}`],
      ...why,
    };
  });
  const results = { tool: { name: "bench" }, summary: { tests: cases }, tests };
  const lines = tests.flatMap(({ name, status, duration, suite }) => {
    const test = { Time: "2026-01-02T03:04:05Z", Package: suite[0], Test: name };
    const [Action, Elapsed] = [status === "failed" ? "fail" : "pass", duration / 1000];
    return [
      { ...test, Action: "run" },
      { ...test, Action, Elapsed },
    ];
  });
  const encoder = new TextEncoder();
  return {
    ctrf: encoder.encode(JSON.stringify({ reportFormat: "CTRF", specVersion: "0.0.0", results })),
    goTest: encoder.encode(lines.map((line) => JSON.stringify(line)).join("\n")),
  };
}

/** @param {Iterable<string>} texts */
function* chunks(texts) {
  const encoder = new TextEncoder();
  let held = "";
  for (const text of texts) {
    held += text;
    if (held.length < CHUNK) continue;
    yield encoder.encode(held);
    held = "";
  }
  if (held) yield encoder.encode(held);
}

/**
 * The chunks of a generator in one piece.
 *
 * @param {Iterable<Uint8Array>} pieces
 */
export function joined(pieces) {
  return new Uint8Array(Buffer.concat([...pieces]));
}
