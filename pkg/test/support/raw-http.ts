/** Requests as bytes on a socket: what no HTTP client would send. */

import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** An answer, as far as refusals need it. */
export interface RawAnswer {
  /** 0 where the connection was closed without a word. */
  status: number;
  head: string;
  body: string;
}

/** Sends the text as it is, and reads until the server closes the connection. */
export async function sendRaw(url: string, text: string): Promise<RawAnswer> {
  const socket = open(new URL(url));
  // A server that refuses early resets the connection while we still write; what it said is read all the same.
  socket.on("error", () => socket.destroy());
  socket.write(text, "latin1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  await new Promise((resolve) => socket.once("close", resolve));
  return parse(Buffer.concat(chunks).toString("utf8"));
}

/** What is sent matters here, and not to whom: certificates are for other tests. */
function open({ protocol, hostname, port }: URL): Socket {
  if (protocol === "http:") return connect(Number(port), hostname);
  return connectTls({
    host: hostname,
    port: Number(port),
    servername: "localhost",
    rejectUnauthorized: false,
  });
}

function parse(answer: string): RawAnswer {
  const end = answer.indexOf("\r\n\r\n");
  const head = end < 0 ? answer : answer.slice(0, end);
  const status = Number(/^HTTP\/1\.1 (\d{3})/u.exec(head)?.[1] ?? 0);
  return { status, head, body: end < 0 ? "" : answer.slice(end + 4) };
}
