/** Archives that somebody made to do harm: each is refused with its reason, what is sound in it is read, and the page goes on. */

import { deflateRawSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { calculator } from "./support/reports.js";
import { expect, test } from "./support/test.js";

const report = strToU8('<testsuite><testcase classname="a" name="sound"/></testsuite>');

/** An archive whose one entry says that it is smaller than it is, in its own header and in the directory. */
function lying(): Uint8Array {
  const archive = zipSync({ "lies.xml": report });
  const view = new DataView(archive.buffer, archive.byteOffset);
  const directory = view.getUint32(archive.length - 6, true);
  view.setUint32(22, 1, true);
  view.setUint32(directory + 24, 1, true);
  return archive;
}

/** An entry as it stands in an archive: its header, and its content behind it. */
function entry(name: string, { packed = new Uint8Array(), size = 0 } = {}): Uint8Array {
  const bytes = new Uint8Array(30 + name.length + packed.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x04034b50, true);
  view.setUint16(8, packed.length > 0 ? 8 : 0, true);
  view.setUint32(18, packed.length, true);
  view.setUint32(22, size, true);
  view.setUint16(26, name.length, true);
  bytes.set(strToU8(name), 30);
  bytes.set(packed, 30 + name.length);
  return bytes;
}

/** Entries without a directory: each bound is met before one would come. */
function entries(count: number): Uint8Array {
  return Buffer.concat(Array.from({ length: count }, (_, index) => entry(`${index}.xml`)));
}

function swollen(size: number): Uint8Array {
  return entry("bomb.xml", { packed: deflateRawSync(Buffer.alloc(size, " ")), size });
}

const inner = zipSync({ "deep.xml": report });

const bombs: readonly { what: string; make: () => Uint8Array; says: string }[] = [
  {
    what: "an entry that unpacks to a thousand times its size",
    make: () => swollen(100_000_000),
    says: 'entry "bomb.xml" passes the limit "ratio" of 500 when it is unpacked',
  },
  {
    what: "more entries than an archive may have",
    make: () => entries(100_001),
    says: 'passes the limit "entries" of 100000',
  },
  {
    what: "archives in an archive",
    make: () => zipSync({ "one.zip": inner, "two.zip": inner, "sound.xml": report }),
    says: '2 entries are archives themselves and are not read, such as "one.zip"',
  },
  {
    what: "an entry that says it is smaller than it is",
    make: lying,
    says: 'entry "lies.xml" is damaged',
  },
];

for (const { what, make, says } of bombs) {
  test(`${what}: the reason is shown, and the next report is read`, async ({ tester, page }) => {
    const archive = { name: "bomb.zip", mimeType: "application/zip", buffer: Buffer.from(make()) };
    await page.locator("#choose-files").setInputFiles(archive);
    await expect(tester.file("bomb.zip").getByRole("cell").first()).toHaveText("Zip archive");
    await tester.goTo("Check");
    await expect(tester.findings().filter({ hasText: says })).toBeVisible({ timeout: 20_000 });
    await tester.drop(calculator);
    await tester.sees(calculator.name, 6);
  });
}
