/**
 * The whole page as a place to drop and to paste: files, folders and text.
 *
 * Owns the drag's look and the way from a drop to its files. Knows nothing of reports.
 */

/** A file, and whether it came with a folder: what else is in a folder may be no report. */
export interface DroppedFile {
  readonly name: string;
  readonly content: File;
  readonly isOptional: boolean;
}

/** What is told of a drop or a paste. */
export interface DropTarget {
  readonly onFiles: (files: DroppedFile[]) => void;
  readonly onText: (text: string) => void;
  /** Called when what was dropped cannot be read, such as a folder without access. */
  readonly onFailure: (reason: string) => void;
}

/** Listens on the page. */
export function watchDropAndPaste(page: Document, target: DropTarget): void {
  let depth = 0;
  const show = (change: number) => {
    depth = Math.max(0, depth + change);
    page.body.toggleAttribute("data-dragging", depth > 0);
  };
  page.addEventListener("dragenter", () => show(1));
  page.addEventListener("dragleave", () => show(-1));
  page.addEventListener("dragover", (event) => event.preventDefault());
  page.addEventListener("drop", (event) => {
    event.preventDefault();
    show(-depth);
    if (event.dataTransfer) void take(event.dataTransfer, target);
  });
  page.addEventListener("paste", (event) => paste(event, target));
}

function paste(event: ClipboardEvent, target: DropTarget): void {
  const field = event.target instanceof Element && event.target.closest("input, textarea");
  if (field || !event.clipboardData) return;
  event.preventDefault();
  void take(event.clipboardData, target);
}

/** Files first, else text. The entries must be asked for before the first wait: the transfer is empty after it. */
async function take(transfer: DataTransfer, { onFiles, onText, onFailure }: DropTarget): Promise<void> {
  const words = transfer.getData("text/plain");
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const loose = entries.length === 0 ? [...transfer.files].map(alone) : [];
  try {
    const files = [...loose, ...(await Promise.all(entries.map(filesOf))).flat()];
    if (files.length > 0) onFiles(files);
    else onText(words);
  } catch (error) {
    onFailure(error instanceof Error ? error.message : String(error));
  }
}

function alone(content: File): DroppedFile {
  return { name: content.name, content, isOptional: false };
}

/** The files of an entry; those of a folder are named by their way from it. */
async function filesOf(entry: FileSystemEntry): Promise<DroppedFile[]> {
  if (entry.isFile) {
    const content = await fileOf(entry as FileSystemFileEntry);
    const name = entry.fullPath.replace(/^\//, "");
    return [name.includes("/") ? { name, content, isOptional: true } : alone(content)];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  for (let batch = await nextBatch(reader); batch.length > 0; batch = await nextBatch(reader))
    found.push(...batch);
  return (await Promise.all(found.map(filesOf))).flat();
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A folder hands out its entries in batches, and an empty one at its end. */
function nextBatch(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}
