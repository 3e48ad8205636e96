/** Forward proxies of Debian's packages that want a user and a password. */

import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Running, run } from "./program.js";

/** Whom the proxies let through. */
export const PROXY_USER = { user: "me", password: "Gate-keeper-7" };

/** A running proxy. */
export interface ForwardProxy extends Running {
  /** Its address, without user and password. */
  url: string;
  /** What it wrote down of requests. */
  log(): string;
}

/** Starts a proxy. */
export type StartProxy = () => Promise<ForwardProxy>;

/** Starts tinyproxy. */
export const startTinyproxy: StartProxy = async () => {
  const { user, password } = PROXY_USER;
  const args = (port: number, folder: string) => {
    const lines = [
      ...[`Port ${port}`, "Listen 127.0.0.1", "Allow 127.0.0.1", "Timeout 60", "MaxClients 20"],
      ...[`BasicAuth ${user} ${password}`, "LogLevel Connect"],
    ];
    writeFileSync(join(folder, "tinyproxy.conf"), `${lines.join("\n")}\n`);
    return ["-d", "-c", join(folder, "tinyproxy.conf")];
  };
  const running = await run({ program: "tinyproxy", args });
  return { ...running, url: `http://127.0.0.1:${running.port}`, log: running.output };
};

/** Where packages put squid's helpers. */
const HELPERS = ["/usr/lib/squid", "/usr/lib64/squid", "/usr/libexec/squid", "/usr/local/libexec/squid"];

/** Starts squid. As root it becomes a user of its own, to whom the folder has to be open. */
export const startSquid: StartProxy = async () => {
  const args = (port: number, folder: string) => {
    chmodSync(folder, 0o777);
    const hash = execFileSync("openssl", ["passwd", "-apr1", PROXY_USER.password], { encoding: "utf8" });
    writeFileSync(join(folder, "users"), `${PROXY_USER.user}:${hash}`);
    writeFileSync(join(folder, "squid.conf"), squidConfiguration(port, folder));
    return ["-N", "-f", join(folder, "squid.conf")];
  };
  const running = await run({ program: "squid", args });
  const log = () => readFileSync(join(running.folder, "access.log"), "utf8");
  return { ...running, url: `http://127.0.0.1:${running.port}`, log };
};

function squidConfiguration(port: number, folder: string): string {
  const helpers = HELPERS.find((place) => existsSync(place)) ?? "";
  return `http_port 127.0.0.1:${port}
visible_hostname localhost
pid_filename ${folder}/squid.pid
cache_log ${folder}/cache.log
access_log stdio:${folder}/access.log
coredump_dir ${folder}
pinger_enable off
cache deny all
shutdown_lifetime 0 seconds
auth_param basic program ${helpers}/basic_ncsa_auth ${folder}/users
auth_param basic children 1
acl known proxy_auth REQUIRED
http_access allow known
http_access deny all
`;
}
