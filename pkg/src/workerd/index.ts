/** The library in Cloudflare Workers. */
import "./provide.js";

export * from "../index.js";
