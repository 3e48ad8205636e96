/**
 * How large what users load may be, in bytes; `brotli` is what a server sends. A budget is some percent above what stands:
 * whoever needs more says in the commit what for.
 */
export const BUDGET = {
  /** `octane-payload/octane-payload.wasm`. */
  wasm: { raw: 2_480_000, brotli: 735_000 },
  /** All of `octane-payload`, bundled and minified, with what loads the wasm. */
  library: { raw: 48_000, brotli: 13_500 },
  /** All that npm downloads, packed by npm; and what it takes on the disk. */
  tarball: { raw: 6_700_000, packed: 2_420_000 },
} as const;
