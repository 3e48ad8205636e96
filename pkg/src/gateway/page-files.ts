/** The files of the page, as the gateway sees them. */

/** A file of the page. */
export interface PageFile {
  /** The file, as it is sent. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Media type, by which browsers decide what to do with it. */
  contentType: string;
  /** Whether the name changes with the content, so that it may be kept for ever. */
  isImmutable: boolean;
}

/** Looks a file up by its path, such as `/index.html`; undefined where there is none. */
export type PageFiles = (path: string) => Promise<PageFile | undefined>;

const CONTENT_TYPES: Record<string, string> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  ico: "image/x-icon",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  map: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
  woff2: "font/woff2",
  xml: "application/xml",
  xsd: "application/xml",
};

/** The media type of a file name. */
export function contentTypeOf(name: string): string {
  return CONTENT_TYPES[name.slice(name.lastIndexOf(".") + 1).toLowerCase()] ?? "application/octet-stream";
}
