/** Files that the page saves. */

import type { Page } from "@playwright/test";

/** A saved file. */
export interface Saved {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What a button of that name saves. */
export async function saved(page: Page, button: string | RegExp): Promise<Saved> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
}
