/** Where the package's own files are: in one place, because modules move when they are bundled. */

/** The address of a file of the package, by its path from the package's folder. */
export function packageFile(path: string): URL {
  return new URL(`../${path}`, import.meta.url);
}
