/**
 * Compiling the bundled schema, and validating a payload of 1000 runs against it.
 */
import { bundledSchema, compileSchema, convert } from "octane-payload";
import { measured, written } from "./measure.js";
import { joined, junitReport } from "./reports.js";

const text = await bundledSchema();
const compiled = await measured(() => compileSchema(text));
written("compile the schema", text.length, compiled.seconds);

const report = joined(junitReport(1_000));
const [part] = (await convert({ name: "report.xml", content: report })).parts;
if (part === undefined) throw new Error("the conversion is wrong");
const { seconds, result } = await measured(() => compiled.result.validate(part.bytes));
if (!result.valid) throw new Error("the validation is wrong");
written("validate 1000 runs", part.bytes.length, seconds);
