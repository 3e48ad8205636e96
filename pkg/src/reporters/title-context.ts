/**
 * What a title says besides the name, for tools that have nothing else to say it in: `adds [octane.backlog_item=5001]` is the
 * test `adds`, so that another link makes no other test of it; words such as `@smoke` are tags, and stay in the name.
 */

/** A title, read. */
export interface ReadTitle {
  /** Without the properties. */
  title: string;
  properties: [string, string][];
  tags: string[];
}

const PROPERTY = /\s*\[(octane\.[\w.]+)=([^\]]*)\]/g;
const TAG = /(?<=^|\s)@([\w:.-]+)/g;

/** Reads a title. */
export function contextInTitle(text: string): ReadTitle {
  const properties = Array.from(text.matchAll(PROPERTY), ([, name = "", value = ""]): [string, string] => [
    name,
    value.trim(),
  ]);
  const title = properties.length === 0 ? text : text.replace(PROPERTY, "").trim();
  return { title, properties, tags: Array.from(title.matchAll(TAG), ([, tag = ""]) => tag) };
}
