/**
 * From a JUnit report to payloads, each validated against the bundled schema: the whole way but the network.
 */
import { bundledSchema, compileSchema, convert } from "octane-payload";
import { measured, written } from "./measure.js";
import { joined, junitReport } from "./reports.js";

const schema = await compileSchema(await bundledSchema());

for (const cases of [1_000, 10_000, 100_000]) {
  const content = joined(junitReport(cases));
  const { seconds, result } = await measured(() => convert({ name: "report.xml", content }, { schema }));
  const runs = result.parts.reduce((sum, part) => sum + part.runs, 0);
  if (runs !== cases || result.parts.some((part) => !part.valid)) throw new Error("the conversion is wrong");
  written(`convert and validate ${cases} cases`, content.length, seconds);
}
