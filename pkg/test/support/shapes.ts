/** What data looks like on both sides of the boundary: the fields of Rust's structs in JSON, and those of TypeScript's interfaces. */

/** Fields by name, and whether each may be absent. */
export type Shape = Record<string, "always" | "optional">;

const PLACE: Shape = { line: "always", column: "always", offset: "always" };

/** The JSON fields of a struct with serde's derived form. A place that is flattened counts by its own fields. */
export function shapeOfStruct(source: string, name: string): Shape {
  const { attributes, body } = rustItem(source, "struct", name);
  const isCamel = attributes.includes('rename_all = "camelCase"');
  const hasDefaults = /serde\([^)]*\bdefault\b/.test(attributes);
  const shape: Shape = {};
  for (const [, tags = "", field = "", type = ""] of body.matchAll(
    /((?:#\[[^\n]*\]\s*)*)(?:pub(?:\([^)]*\))? )?(\w+): ([^\n]+),\n/g,
  )) {
    if (/serde\(skip\)/.test(tags)) continue;
    const isOptional = hasDefaults || type.startsWith("Option<") || tags.includes("skip_serializing_if");
    if (tags.includes("flatten")) Object.assign(shape, isOptional ? optional(PLACE) : PLACE);
    else shape[rename(tags) ?? (isCamel ? camel(field) : field)] = isOptional ? "optional" : "always";
  }
  return shape;
}

/** The words of an enum without content, as JSON has them. */
export function wordsOfEnum(source: string, name: string): string[] {
  const { attributes, body } = rustItem(source, "enum", name);
  const style = /rename_all = "(.+?)"/.exec(attributes)?.[1];
  const variants = [...body.matchAll(/((?:#\[[^\n]*\]\s*)*)^ {4}([A-Z]\w*),$/gm)];
  return variants.map(([, tags = "", variant = ""]) => rename(tags) ?? styled(variant, style)).sort();
}

/** The fields of an interface; those of another that it extends are its own business. */
export function shapeOfInterface(source: string, name: string): Shape {
  const text = withoutComments(source);
  const start = new RegExp(`^export interface ${name}\\b[^{]*\\{`, "m").exec(text);
  if (start === null) throw new Error(`there is no interface ${name}`);
  const shape: Shape = {};
  for (const line of outerLines(text.slice(start.index + start[0].length))) {
    const member = /^\s*(?:readonly )?(\w+)(\??)[:(]/.exec(line);
    if (member?.[1] !== undefined) shape[member[1]] = member[2] === "?" ? "optional" : "always";
  }
  return shape;
}

/** The words of a union of texts: of a type, or of a field, such as `LinkSource.kind`. */
export function wordsOfType(source: string, name: string): string[] {
  const text = withoutComments(source);
  const [type = "", field] = name.split(".");
  const start = text.search(new RegExp(`^export (?:type|interface) ${type}\\b`, "m"));
  if (start < 0) throw new Error(`there is no type ${type}`);
  const rest = field === undefined ? text.slice(start) : text.slice(text.indexOf(`  ${field}`, start));
  const union = rest.slice(0, rest.indexOf(";"));
  return [...union.matchAll(/"([^"]+)"/g)].map(([, word = ""]) => word).sort();
}

function rustItem(source: string, kind: "struct" | "enum", name: string) {
  const pattern = new RegExp(
    `((?:^#\\[[^\\n]*\\]\\n)*)^(?:pub(?:\\([^)]*\\))? )?${kind} ${name}\\b[^{;]*\\{\\n`,
    "m",
  );
  const found = pattern.exec(source);
  if (found === null) throw new Error(`there is no ${kind} ${name}`);
  const start = found.index + found[0].length;
  const body = source.slice(start, source.indexOf("\n}", start) + 1).replace(/^\s*\/\/.*\n/gm, "");
  return { attributes: found[1] ?? "", body };
}

/** The lines at the depth of the members, up to the brace that closes them. */
function outerLines(text: string): string[] {
  const lines: string[] = [];
  let depth = 0;
  for (const line of text.split("\n")) {
    if (depth === 0 && line.startsWith("}")) break;
    if (depth === 0) lines.push(line);
    depth += (line.match(/[{(]/g)?.length ?? 0) - (line.match(/[})]/g)?.length ?? 0);
  }
  return lines;
}

function optional(shape: Shape): Shape {
  return Object.fromEntries(Object.keys(shape).map((field) => [field, "optional"]));
}

function rename(tags: string): string | undefined {
  return /rename = "(.+?)"/.exec(tags)?.[1];
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function styled(variant: string, style: string | undefined): string {
  if (style === "lowercase") return variant.toLowerCase();
  if (style === "camelCase") return variant.replace(/^./, (letter) => letter.toLowerCase());
  if (style !== "kebab-case") return variant;
  return variant.replace(/(?<!^)([A-Z])/g, "-$1").toLowerCase();
}
