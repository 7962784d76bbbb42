/** Which counts of audits are so small that they would tell of single people's work. */

/** The least number of audits of which an outcome is told where it is counted by team. */
const LEAST = 5;

/** Whether the outcome of so many audits is suppressed. Of none at all there is nothing to tell of anybody. */
export const isSmall = (done: number): boolean => done > 0 && done < LEAST;
