/** The page behind the real gateway, which leads to a real sandbox; each test has its own, on a free port. */

import { fileURLToPath } from "node:url";
import { serveGateway } from "../../../pkg/dist/gateway/serve.js";
import {
  createSandbox,
  type Sandbox,
  type SandboxOptions,
  TRY_USER,
} from "../../../pkg/dist/sandbox/index.js";
import { libxml2Core } from "../../../pkg/test/support/libxml2-core.js";

/** The user that the sandbox knows. */
export const USER = TRY_USER;

/** Answers in the place of Octane, or hands on to it. */
export type Between = (request: Request, octane: Sandbox["fetch"]) => Promise<Response>;

/** How a house is made. */
export interface HouseOptions {
  readonly sandbox?: SandboxOptions;
  readonly between?: Between;
  /** The address of an Octane in the place of the sandbox. */
  readonly octane?: string;
  /** The folder of the page; the built one unless told. */
  readonly page?: string;
}

/** A running gateway and the sandbox behind it. */
export interface House {
  /** The address to open the page by, with the gateway's token. */
  readonly url: string;
  readonly sandbox: Sandbox;
  /** `METHOD path` of every request that reached Octane, in order. */
  readonly requests: readonly string[];
  /** Ends the gateway; a second time is no fault. */
  close(): Promise<void>;
}

/** The built page. */
export const builtPage = fileURLToPath(new URL("../../../pkg/page/", import.meta.url));

/** Starts a house. The sandbox judges by libxml2, so that our own engine never approves of itself. */
export async function openHouse({
  sandbox: options = {},
  between,
  octane,
  page,
}: HouseOptions = {}): Promise<House> {
  const sandbox = createSandbox({ ...options, core: libxml2Core() });
  const requests: string[] = [];
  const upstream = (request: Request) => {
    const { pathname, search } = new URL(request.url);
    requests.push(`${request.method} ${pathname}${search}`);
    return between ? between(request, sandbox.fetch) : sandbox.fetch(request);
  };
  const gateway = await serveGateway({ upstream: octane ?? upstream, pageDirectory: page ?? builtPage });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= gateway.close();
    return closing;
  };
  return { url: gateway.pageUrl, sandbox, requests, close };
}
