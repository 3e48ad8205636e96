/** What browsers are told about the gateway's answers. */

/** Strings become markup or addresses of scripts only in lit-html, and in one place of the page. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html octane-payload",
].join("; ");

/** For every answer: no guessing of types, no referrer, no embedding, no other window at ours. */
const COMMON = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

/** For the page and its files. */
export const PAGE_HEADERS: Record<string, string> = {
  ...COMMON,
  "content-security-policy": CONTENT_SECURITY_POLICY,
};

/** For what comes from Octane: should a browser ever show it, it may do nothing in our name. */
export const ANSWER_HEADERS: Record<string, string> = {
  ...COMMON,
  "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
  "cache-control": "no-store",
};
