/** A forward proxy as companies run them: absolute-form requests and CONNECT tunnels, with user and password. */
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";

/** A running proxy, and what it was asked. */
export interface ForwardProxy {
  port: number;
  /** `METHOD target`, as the requests came in; refused ones too. */
  requests: string[];
  close(): Promise<void>;
}

/** Starts a proxy on loopback that wants `authorization`, such as `me:secret`; without it, anybody may pass. */
export async function startForwardProxy(authorization?: string): Promise<ForwardProxy> {
  const requests: string[] = [];
  const wanted = authorization && `Basic ${Buffer.from(authorization).toString("base64")}`;
  const isAllowed = (message: IncomingMessage) => {
    requests.push(`${message.method} ${message.url}`);
    return wanted === undefined || message.headers["proxy-authorization"] === wanted;
  };
  const server = createServer((message, response) => {
    if (isAllowed(message)) forward(message, response);
    else response.writeHead(407, { "proxy-authenticate": "Basic" }).end("who are you?");
  });
  server.on("connect", (message: IncomingMessage, socket: Duplex) => {
    if (isAllowed(message)) tunnel(message.url ?? "", socket);
    else socket.end("HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\n\r\n");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { port: (server.address() as AddressInfo).port, requests, close: () => closed(server) };
}

/** Starts a proxy that lets nobody through. */
export async function startForbiddingProxy(): Promise<Pick<ForwardProxy, "port" | "close">> {
  const server = createServer((_, response) => response.writeHead(403).end("not allowed"));
  server.on("connect", (_: IncomingMessage, socket: Duplex) => socket.end("HTTP/1.1 403 Forbidden\r\n\r\n"));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { port: (server.address() as AddressInfo).port, close: () => closed(server) };
}

function forward(message: IncomingMessage, response: ServerResponse) {
  const { "proxy-authorization": _, ...headers } = message.headers;
  const onward = request(message.url ?? "", { method: message.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => response.writeHead(502).end("no answer from there"));
  message.pipe(onward);
}

function tunnel(target: string, socket: Duplex) {
  const [host, port] = target.split(":");
  const onward = connect(Number(port), host, () => {
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    onward.pipe(socket).pipe(onward);
  });
  onward.on("error", () => socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
  socket.on("error", () => onward.destroy());
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
