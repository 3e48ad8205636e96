/**
 * What the fuzzer starts from: the schema and fixtures of the checkout, and, where it is present, the reference
 * material beside it. Read when it runs; nothing of it is kept in the checkout.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { payload } from "../bench/payloads.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SUITE = join(ROOT, "target/tmp/xsts/xsts-a");
const LARGEST = 8192;

/** Of so many cases of the W3C suite one is a seed: it has tens of thousands that are much alike. */
const ONE_IN = 7;

/** @type {Record<string, () => Iterable<Buffer>>} */
const SEEDS = {
  schema: function* () {
    yield* files(["pkg/schema", "../shared/octane/xsd"], ".xsd");
    for (const { schema } of cases()) yield* read(schema);
  },
  document: function* () {
    for (const options of [{}, { faultEvery: 2 }]) yield Buffer.from([...payload(12, options)].join(""));
    yield* files(["tests/fixtures", "../shared/octane", "../shared/corpus"], ".xml");
  },
  json: () => files(["tests/fixtures", "../shared/corpus"], ".json"),
  report: function* () {
    for (const report of reports()) yield* [report, ...encoded(report)];
  },
  input: function* () {
    for (const report of reports()) yield* [report, gzipSync(report), ...encoded(report)];
    for (const ending of [".zip", ".gz", ".tgz", ".jar"]) yield* files(["tests/fixtures/archives"], ending);
  },
  regex: function* () {
    for (const [pattern, value] of patterns()) yield Buffer.from(`${pattern}\n${value}`);
  },
  pair: function* () {
    for (const { schema, instance } of cases()) {
      for (const text of read(schema)) {
        for (const document of read(instance)) yield Buffer.concat([text, Buffer.of(0), document]);
      }
    }
  },
};

/**
 * Writes the seeds of a target into a folder; gives how many there are.
 *
 * @param {string} target
 * @param {string} folder
 */
export function writeSeeds(target, folder) {
  let count = 0;
  for (const seed of SEEDS[target]?.() ?? []) {
    if (seed.length > 2 * LARGEST) continue;
    writeFileSync(join(folder, createHash("sha256").update(seed).digest("hex").slice(0, 16)), seed);
    count += 1;
  }
  return count;
}

/** Reports of all formats. */
function* reports() {
  for (const ending of [".xml", ".json", ".jsonl", ".tap", ".trx"]) {
    yield* files(["tests/fixtures", "../shared/corpus"], ending);
  }
}

/**
 * A short report in UTF-16 of both orders, and with a label of another encoding.
 *
 * @param {Buffer} report
 */
function* encoded(report) {
  if (report.length > LARGEST / 2) return;
  const text = report.toString();
  const units = Buffer.from(`\uFEFF${text}`, "utf16le");
  yield* [units, Buffer.from(units).swap16()];
  for (const label of ["windows-1252", "Shift_JIS"]) {
    if (text.includes("UTF-8")) yield Buffer.from(text.replace("UTF-8", label));
  }
}

/**
 * @param {string[]} folders of the checkout
 * @param {string} ending
 */
function* files(folders, ending) {
  for (const folder of folders.map((name) => join(ROOT, name)).filter((path) => existsSync(path))) {
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (name.endsWith(ending)) yield* read(join(folder, name));
    }
  }
}

/**
 * A file, unless it is too large to be mutated with profit.
 *
 * @param {string | null} path
 */
function* read(path) {
  const found = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
  if (path !== null && found?.isFile() && found.size <= LARGEST) yield readFileSync(path);
}

/** Cases of the W3C suite, which its test unpacks. */
function* cases() {
  const list = join(SUITE, "tests.jsonl");
  if (!existsSync(list)) return;
  const lines = readFileSync(list, "utf8").split("\n").filter(Boolean);
  for (const line of lines.filter((_, index) => index % ONE_IN === 0)) {
    const { schema, instance } = JSON.parse(line);
    yield { schema: schema && join(SUITE, schema), instance: instance && join(SUITE, instance) };
  }
}

/** Patterns of the suite's schemas, each with a value of some document. */
function* patterns() {
  for (const { schema, instance } of cases()) {
    for (const text of read(schema)) {
      const values = [...read(instance)].flatMap((document) => [
        ...document.toString().matchAll(/>([^<]{1,80})</g),
      ]);
      for (const [, pattern] of text.toString().matchAll(/pattern\s+value=["']([^"']{1,200})["']/g)) {
        yield [pattern, values[0]?.[1] ?? ""];
      }
    }
  }
}
