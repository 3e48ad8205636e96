/**
 * How far a scroll bar stands for which row. A browser draws no element higher than some 30 million pixels, so a million rows
 * are given less height than they would take, and the bar moves by several rows at a time. Pure.
 */

/** Most height of all rows together, in pixels. */
const most = 8_000_000;

/** The sizes that count. */
export interface Sizes {
  /** All rows. */
  readonly rows: number;
  /** Rows in sight. */
  readonly inSight: number;
  /** Height of one row, in pixels. */
  readonly row: number;
}

/** The height that all rows are given, in pixels. */
export function heightOf({ rows, row }: Sizes): number {
  return Math.min(rows * row, most);
}

/** The first row in sight where the bar stands at `top`. */
export function rowAt(top: number, sizes: Sizes): number {
  const furthest = sizes.rows - sizes.inSight;
  return furthest <= 0 ? 0 : Math.min(furthest, Math.max(0, Math.round((top / wayOf(sizes)) * furthest)));
}

/** Where the bar stands for a first row in sight. */
export function topOf(first: number, sizes: Sizes): number {
  const furthest = sizes.rows - sizes.inSight;
  return furthest <= 0 ? 0 : (first / furthest) * wayOf(sizes);
}

/** How far the bar can go. */
function wayOf(sizes: Sizes): number {
  return heightOf(sizes) - sizes.inSight * sizes.row;
}
