/** Payloads as files of a command: what the file system refuses is a usage failure, since the user named the folder. */

import { type StagedParts, stageParts as stage } from "../part-files.js";
import { unwritable } from "./files.js";

export { type PartFile, partPath, type StagedParts } from "../part-files.js";

/** Begins to write parts into a folder. */
export function stageParts(folder: string): StagedParts {
  const { add, publish, discard } = stage(folder);
  const told = (work: () => void) => {
    try {
      work();
    } catch (error) {
      throw unwritable(folder, error);
    }
  };
  return { add: (part) => told(() => add(part)), publish: () => told(publish), discard };
}
