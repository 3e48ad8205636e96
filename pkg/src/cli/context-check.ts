/** Whether a JSON value is a context, field by field: a mistyped field must not be passed over in silence. */

import type { Build, Context, Links, Taxonomy, TestField } from "../types.js";

/** What a field must hold, and how to say it. */
interface Shape {
  words: string;
  holds(value: unknown): boolean;
}

type Fields = Readonly<Record<string, Shape>>;

const ID: Shape = {
  words: "an id",
  holds: (value) => Number.isSafeInteger(value) || (typeof value === "string" && /^-?\d{1,19}$/.test(value)),
};

const TEXT: Shape = { words: "a text", holds: (value) => typeof value === "string" };

const FIELD_TYPE: Shape = {
  words: "Test_Level, Test_Type, Testing_Tool_Type or Framework",
  holds: (value) => ["Test_Level", "Test_Type", "Testing_Tool_Type", "Framework"].includes(value as string),
};

const BUILD = {
  serverId: TEXT,
  jobId: TEXT,
  buildId: TEXT,
  jobName: TEXT,
  buildName: TEXT,
  subType: TEXT,
  artifactId: TEXT,
} satisfies Record<keyof Build, Shape>;

const TAXONOMY = { type: TEXT, value: TEXT } satisfies Record<keyof Taxonomy, Shape>;
const TEST_FIELD = { type: FIELD_TYPE, value: TEXT } satisfies Record<keyof TestField, Shape>;
const SUITE = { id: ID, externalRunId: TEXT, component: TEXT } satisfies Record<
  keyof NonNullable<Links["suite"]>,
  Shape
>;

const CONTEXT = {
  build: object("serverId, jobId and buildId", BUILD, ["serverId", "jobId", "buildId"]),
  suite: object("id, and externalRunId and component where wanted", SUITE, ["id"]),
  program: ID,
  release: oneOf(object("id", { id: ID }, ["id"]), object("name", { name: TEXT }, ["name"])),
  milestone: ID,
  backlogItems: list(ID),
  productAreas: list(ID),
  testFields: list(object("type and value", TEST_FIELD, ["type", "value"])),
  environment: list(object("type and value", TAXONOMY, ["type", "value"])),
} satisfies Record<keyof Context, Shape>;

/** Why the value is no context; `undefined` where it is one. */
export function contextFault(value: unknown): string | undefined {
  if (!isObject(value)) return "it is not a JSON object";
  const fields: Fields = CONTEXT;
  for (const [name, held] of Object.entries(value)) {
    const shape = fields[name];
    if (shape === undefined) return `"${name}" is no field of a context: ${Object.keys(CONTEXT).join(", ")}`;
    if (!shape.holds(held)) return `"${name}" is not ${shape.words}`;
  }
  return undefined;
}

function object(words: string, fields: Fields, required: readonly string[]): Shape {
  const holds = (value: unknown) =>
    isObject(value) &&
    required.every((name) => name in value) &&
    Object.entries(value).every(([name, held]) => fields[name]?.holds(held) === true);
  return { words: `an object of ${words}`, holds };
}

function list(item: Shape): Shape {
  return {
    words: `a list, each ${item.words}`,
    holds: (value) => Array.isArray(value) && value.every(item.holds),
  };
}

function oneOf(one: Shape, other: Shape): Shape {
  return {
    words: `${one.words} or ${other.words}`,
    holds: (value) => one.holds(value) || other.holds(value),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
