/** Made-up context files, of the schema that the package publishes. */
import { readFileSync } from "node:fs";

/** What is used of JSON schemas. */
export interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  minItems?: number;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | false;
}

/** The schema that the package publishes. */
export const CONTEXT_SCHEMA = JSON.parse(
  readFileSync(new URL("../../schema/context.schema.json", import.meta.url), "utf8"),
) as JsonSchema;

const JUNK: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -7,
  1.5,
  "",
  "x",
  "Passed",
  "1001",
  [],
  [1],
  {},
  { a: 1 },
];

/** How values are made. */
interface Making {
  /** A number from 0 up to the sides. */
  readonly roll: (sides: number) => number;
  /** Whether there is a fault now and then. */
  readonly faults: boolean;
}

/** A value of the schema. */
export function madeBy(schema: JsonSchema, making: Making): unknown {
  const { roll, faults } = making;
  if (faults && roll(60) === 0) return JUNK[roll(JUNK.length)];
  if (schema.anyOf) return madeBy(schema.anyOf[roll(schema.anyOf.length)] as JsonSchema, making);
  if ("const" in schema) return schema.const;
  if (schema.enum) return schema.enum[roll(schema.enum.length)];
  if (schema.type === "integer") return roll(5000) - 10;
  if (schema.type === "string") return madeText(schema, making);
  if (schema.type === "array") {
    const least = faults ? 0 : (schema.minItems ?? 0);
    return Array.from({ length: least + roll(3) }, () => madeBy(schema.items as JsonSchema, making));
  }
  return madeObject(schema, making);
}

function madeText({ pattern, minLength = 0, maxLength }: JsonSchema, { roll, faults }: Making): string {
  if (faults) return ["1", "22", "Test", "a".repeat(roll(2) ? 255 : 256)][roll(4)] as string;
  if (pattern !== undefined) return ["7", "+42", "-1", "9007199254740993"][roll(4)] as string;
  const texts = ["1", " a ", "Größe: 1 # 2", "true", "*.pay?", `x${"y".repeat((maxLength ?? 9) - 1)}`];
  return [...texts, ...(minLength === 0 ? [""] : [])][roll(minLength === 0 ? 7 : 6)] as string;
}

function madeObject(schema: JsonSchema, making: Making): object {
  const { roll, faults } = making;
  const names = Object.keys(schema.properties ?? { team: true });
  const isNeeded = (name: string) => schema.required?.includes(name) && (!faults || roll(20) > 0);
  const given = [...names, ...(faults && roll(40) === 0 ? ["unknown"] : [])].filter(
    (name) => roll(3) === 0 || isNeeded(name),
  );
  const value = (name: string) =>
    schema.properties?.[name] ?? (schema.additionalProperties || { type: "string" });
  return Object.fromEntries(given.map((name) => [name, madeBy(value(name), making)]));
}
