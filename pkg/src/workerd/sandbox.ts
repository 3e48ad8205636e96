/** The sandbox in Cloudflare Workers. */
import "./provide.js";

export * from "../sandbox/index.js";
