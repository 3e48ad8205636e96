/**
 * A link to a context: what the form and the policies say, packed into the fragment of an address, there and back.
 *
 * Owns the form of the link: the context as the text of a context file, and the policies, as JSON, deflated, in base64url. Takes
 * nothing else, so no report, no server and no secret can be in it. Runs in the worker.
 */

import { contentOf, readContextText } from "octane-payload/context-file";
import { boundedBlob } from "./packed/bounded-blob.js";
import type { ContextLink, LinkPolicies, LinkRead, LinkWritten } from "./protocol.js";
import { linkKinds, linkPolicies } from "./rule-form.js";

/** Letters of a link's text: programs that people send links with cut longer addresses off. */
export const longestLink = 8000;

/** Bytes that a link may unpack to. */
const mostUnpacked = 256_000;

/** What is packed. */
interface Packed {
  /** As it stands in a file: long ids are no numbers of JavaScript. */
  readonly context: string;
  readonly policies: LinkPolicies;
}

/** Packs a context. */
export async function writeLink({ content, policies }: ContextLink): Promise<LinkWritten> {
  const packed: Packed = { context: JSON.stringify(content), policies };
  const stream = new Blob([JSON.stringify(packed)])
    .stream()
    .pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const length = Math.ceil((bytes.length * 4) / 3);
  return length > longestLink
    ? { refused: "too-long", length, most: longestLink }
    : { link: base64url(bytes) };
}

/** Unpacks a context: checked like a file, and refused where it is none. */
export async function readLink(link: string): Promise<LinkRead> {
  const { length } = link;
  if (length > longestLink) return { refused: "too-long", length, most: longestLink };
  const packed = await unpacked(link).catch(() => undefined);
  if (!isPacked(packed)) return { refused: "broken" };
  const { file, faults } = await readContextText("link.json", packed.context);
  if (faults.length > 0) return { faults };
  return { content: contentOf(file), policies: packed.policies };
}

async function unpacked(link: string): Promise<unknown> {
  const stream = new Blob([bytesIn(link)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const bytes = await (await boundedBlob(stream, mostUnpacked)).arrayBuffer();
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
}

function isPacked(read: unknown): read is Packed {
  const { context, policies } = (read ?? {}) as Readonly<Record<string, unknown>>;
  const { default: byDefault, ...others } = (policies ?? {}) as Readonly<Record<string, unknown>>;
  const isKind = (name: string) => linkKinds.some((kind) => kind === name);
  const areKinds = Object.keys(others).every(isKind) && Object.values(others).every(isPolicy);
  return typeof context === "string" && isPolicy(byDefault) && areKinds;
}

function isPolicy(value: unknown): boolean {
  return linkPolicies.some((policy) => policy === value);
}

function base64url(bytes: Uint8Array): string {
  const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function bytesIn(link: string): Uint8Array<ArrayBuffer> {
  const letters = atob(link.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}
