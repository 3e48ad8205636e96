/** Dice that fall the same each time. */

/** A number from 0 to one below the sides. */
export type Roll = (sides: number) => number;

/** Dice for a seed that is not 0 (xorshift). */
export function dice(seed: number): Roll {
  let state = seed;
  return (sides) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % sides;
  };
}
