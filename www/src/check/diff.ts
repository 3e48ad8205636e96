/** What two texts say differently, line by line, with some lines around each change. Pure. */

import type { DiffHunk, DiffLine } from "./messages.js";

/** Lines around a change. */
const around = 2;

/** Changes that are looked for between two lines that are alike; what differs more is one change as a whole. */
const mostSteps = 400;

/** A stretch of lines that differs: from and to in either text, the end not included. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** The changes, with those that stand close together as one. */
export function diff(before: string, after: string): DiffHunk[] {
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  return gathered(changes(old, fresh)).map((group) => hunk(group, old, fresh));
}

/** Walks both texts; where they part, the nearest line that both have again ends the change. */
function changes(old: readonly string[], fresh: readonly string[]): Change[] {
  const found: Change[] = [];
  let [from, newFrom] = [0, 0];
  while (from < old.length || newFrom < fresh.length) {
    if (old[from] === fresh[newFrom] && from < old.length && newFrom < fresh.length) {
      from += 1;
      newFrom += 1;
      continue;
    }
    const [skip, newSkip] = nextCommon(old, fresh, from, newFrom);
    found.push({ from, to: from + skip, newFrom, newTo: newFrom + newSkip });
    from += skip;
    newFrom += newSkip;
  }
  return found;
}

/** How many lines are to be passed on either side until two are alike, fewest in all first. */
function nextCommon(
  old: readonly string[],
  fresh: readonly string[],
  from: number,
  newFrom: number,
): readonly [number, number] {
  const [rest, newRest] = [old.length - from, fresh.length - newFrom];
  for (let total = 1; total <= Math.min(mostSteps, rest + newRest - 1); total += 1) {
    for (let skip = Math.max(0, total - newRest); skip <= Math.min(total, rest); skip += 1) {
      const [line, other] = [old[from + skip], fresh[newFrom + total - skip]];
      if (line !== undefined && line === other) return [skip, total - skip];
    }
  }
  return [rest, newRest];
}

function gathered(all: readonly Change[]): Change[][] {
  const groups: Change[][] = [];
  for (const change of all) {
    const last = groups.at(-1)?.at(-1);
    if (last && change.from - last.to <= 2 * around) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups;
}

function hunk(group: readonly Change[], old: readonly string[], fresh: readonly string[]): DiffHunk {
  const start = Math.max(0, (group[0]?.from ?? 0) - around);
  const lines: DiffLine[] = [];
  let at = start;
  for (const { from, to, newFrom, newTo } of group) {
    lines.push(
      ...as("same", old.slice(at, from)),
      ...as("out", old.slice(from, to)),
      ...as("in", fresh.slice(newFrom, newTo)),
    );
    at = to;
  }
  lines.push(...as("same", old.slice(at, at + around)));
  return { first: start + 1, lines };
}

function as(kind: DiffLine["kind"], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ kind, text }));
}
