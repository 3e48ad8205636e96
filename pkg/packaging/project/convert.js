import { readFile } from "node:fs/promises";
import { compileSchema, convert, OctaneClient } from "octane-payload";

const report = { name: "report.xml", content: await readFile("report.xml") };
const schemaText = await readFile(new URL(import.meta.resolve("octane-payload/test-results.xsd")), "utf8");
const schema = await compileSchema(schemaText);
const { inputs, parts } = await convert(report, { schema });
const client = typeof OctaneClient;
process.stdout.write(
  JSON.stringify({ client, runs: inputs[0].runs, parts: parts.length, valid: parts[0].valid }),
);
