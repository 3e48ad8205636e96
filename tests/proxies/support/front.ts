/** nginx and Caddy with the configurations that the package brings, changed where a host has to change them. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Authority, Identity } from "./authority.js";
import { type Running, run } from "./program.js";

/** What stands before and behind. */
export interface Surroundings {
  authority: Authority;
  /** The host's own certificate. */
  identity: Identity;
  /** The port of Octane, which is called localhost. */
  octane: number;
  /** The folder of the page. */
  page: string;
}

/** A host that serves the page and leads to Octane. */
export interface Front extends Running {
  /** Origin of the page. */
  origin: string;
}

type Changes = [RegExp, string][];

const deployed = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../pkg/deploy/${name}`, import.meta.url)), "utf8");

/** The text with every change; a change that finds nothing to change is a fault of the test. */
function changed(text: string, changes: Changes): string {
  return changes.reduce((done, [pattern, value]) => {
    if (done.search(pattern) < 0) throw new Error(`nothing matches ${pattern}`);
    return done.replace(pattern, () => value);
  }, text);
}

function common(port: number, { authority, identity, page }: Surroundings): Changes {
  return [
    [/https:\/\/page\.example\.com/gu, `https://localhost:${port}`],
    [/\/etc\/ssl\/certs\/page\.example\.com\.pem/gu, identity.cert],
    [/\/etc\/ssl\/private\/page\.example\.com\.key/gu, identity.key],
    [/\/etc\/ssl\/certs\/ca-certificates\.crt/gu, authority.ca],
    [/\/usr\/share\/octane-payload\/page/gu, page],
  ];
}

/** Starts nginx. */
export async function startNginx(surroundings: Surroundings): Promise<Front> {
  const args = (port: number, folder: string) => {
    const server = changed(deployed("nginx.conf"), [
      ...common(port, surroundings),
      [/listen 443/gu, `listen 127.0.0.1:${port}`],
      [/octane\.example\.com:443/gu, `127.0.0.1:${surroundings.octane}`],
      [/octane\.example\.com/gu, "localhost"],
      [/page\.example\.com/gu, "localhost"],
      [/\/var\/log\/nginx/gu, folder],
    ]);
    writeFileSync(join(folder, "octane-payload.conf"), server);
    writeFileSync(join(folder, "nginx.conf"), nginxMain(folder));
    return ["-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf"), "-g", "daemon off;"];
  };
  const running = await run({ program: "nginx", args });
  return { ...running, origin: `https://localhost:${running.port}` };
}

/** What Debian's own main file says, without its places. */
function nginxMain(folder: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `  ${name}_temp_path ${folder}/${name};`,
  );
  const user = process.getuid?.() === 0 ? "user root;" : "";
  return `${user}
pid ${folder}/nginx.pid;
error_log stderr;
events {}
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log ${folder}/other.log;
${temporary.join("\n")}
  include ${folder}/octane-payload.conf;
}
`;
}

/** Starts Caddy. */
export async function startCaddy(surroundings: Surroundings): Promise<Front> {
  const args = (port: number, folder: string) => {
    const file = changed(deployed("Caddyfile"), [
      ...common(port, surroundings),
      [/^\{\n/mu, "{\n\tadmin off\n\tauto_https disable_redirects\n\tdefault_bind 127.0.0.1\n"],
      [/^:443 \{/mu, `:${port} {`],
      [/page\.example\.com:443/gu, `localhost:${port}`],
      [/octane\.example\.com:443/gu, `localhost:${surroundings.octane}`],
      [/octane\.example\.com/gu, "localhost"],
    ]);
    writeFileSync(join(folder, "Caddyfile"), file);
    return ["run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"];
  };
  const running = await run({ program: "caddy", args });
  return { ...running, origin: `https://localhost:${running.port}` };
}
