/** The size of a wasm file, as it is and as servers send it: `node size.js <file> …`. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  const sizes = [bytes, gzipSync(bytes, { level: 9 }), brotli].map(
    ({ length }) => `${(length / 1000).toFixed(1)} kB`,
  );
  process.stdout.write(
    `${basename(file).padEnd(20)} raw ${sizes[0]}, gzip ${sizes[1]}, brotli ${sizes[2]}\n`,
  );
}
