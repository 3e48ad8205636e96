/** The page made ready for a host: what its HTML says about the way to Octane, and whom its policy lets it ask. */

/** What the page is told. */
export interface Placing {
  /** By which way it reaches Octane at first. */
  way: "gateway" | "relay" | "same-origin";
  /** The gateway's path, or Octane's own address. */
  server?: string | undefined;
  /** The relay's address, with `{url}` or `{+url}`. */
  relay?: string | undefined;
  sharedSpace?: string | undefined;
  workspace?: string | undefined;
}

const CONNECT_SRC = "connect-src 'self'";
const HEAD_END = "</head>";

/** Whether it is the HTML of a built page. */
export function isPage(html: string): boolean {
  return html.includes(CONNECT_SRC) && html.includes(HEAD_END);
}

/** The HTML of the page with these words in it; it is for who asked {@link isPage} before. */
export function placedHtml(html: string, placing: Placing): string {
  const words: [string, string | undefined][] = [
    ["way", placing.way],
    ["server", placing.server],
    ["relay", placing.relay],
    ["shared-space", placing.sharedSpace],
    ["workspace", placing.workspace],
  ];
  const metas = words.flatMap(([name, word]) => (word === undefined ? [] : [meta(name, word)]));
  return html
    .replace(CONNECT_SRC, () => [CONNECT_SRC, ...originsToAsk(placing)].join(" "))
    .replace(HEAD_END, () => `${metas.join("")}${HEAD_END}`);
}

/** A relay of another origin; the page's own is in the policy already. */
function originsToAsk({ relay }: Placing): string[] {
  return relay === undefined || relay.startsWith("/") ? [] : [new URL(relay).origin];
}

function meta(name: string, word: string): string {
  const escaped = word.replace(/[&"<>]/gu, (character) => `&#${character.charCodeAt(0)};`);
  return `  <meta name="octane-${name}" content="${escaped}">\n  `;
}
