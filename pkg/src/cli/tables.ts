/** Plain aligned columns, two blanks apart. */

/** How a column stands: words to the left, numbers to the right. */
export interface Column {
  title: string;
  align?: "left" | "right";
}

/** The rows under their titles, one line each, without a line end after the last. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map((column) => column.title), ...rows.map((row) => row.map(printable))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => width(line[index]))));
  const cell = (text: string, index: number) => {
    const gap = " ".repeat((widths[index] ?? 0) - width(text));
    return columns[index]?.align === "right" ? gap + text : text + gap;
  };
  return lines.map((line) => line.map(cell).join("  ").trimEnd()).join("\n");
}

/** The text without characters that would move the cursor or turn the direction of reading. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, "\uFFFD");
}

/** The same for a text of many lines, which keep their ends. */
export function printableLines(text: string): string {
  return text.split(/\r?\n/).map(printable).join("\n");
}

function width(text = ""): number {
  return [...text].length;
}
