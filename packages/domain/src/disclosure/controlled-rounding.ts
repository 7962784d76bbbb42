/**
 * What is published of counts, so that nobody is made out by them: multiples of a base, and parts that add up to the whole.
 * Whatever is added to or taken from another of them is a multiple again, and never a number of people below the base.
 */

/** Whether a count is of so few that it is not told. Nobody at all is as few as that: it is told of nobody that they did not move. */
export const isSmall = (count: number, threshold: number): boolean => count < threshold;

/** A whole and its parts. */
export interface Rounded {
  readonly whole: number;
  readonly parts: readonly number[];
}

/**
 * The whole is rounded to the nearest multiple of the base; each part to one of the two multiples beside it, those up
 * that lack least, until the parts add up to the whole. A part is never a base away from what it is.
 *
 * Why it gives nothing away: had every part been the multiple itself, or some part up to half a base more or less, the
 * same would have been published. The test looks at every such world.
 */
export const controlledRounding = (counts: readonly number[], base: number): Rounded => {
  const remainders = counts.map((count) => count % base);
  const rest = remainders.reduce((sum, remainder) => sum + remainder, 0);
  const ups = Math.round(rest / base);
  const up = new Set(
    remainders
      .map((remainder, index) => ({ remainder, index }))
      .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index)
      .slice(0, ups)
      .map(({ index }) => index),
  );
  const parts = counts.map((count, index) => count - (count % base) + (up.has(index) ? base : 0));
  return { whole: parts.reduce((sum, part) => sum + part, 0), parts };
};
