/** Numbers by which the flows of recruitment churn are told apart and dated. */

/**
 * What a flow counts as, in one number, so that a query sums by it and need not look at words: the kind of movement, 10 more
 * for an agency worker, 20 more where the post is supernumerary.
 */
export const classes = {
  filled: 0,
  start: 1,
  leave: 2,
  movedIn: 3,
  movedOut: 4,
  convert: 5,
  hours: 6,
  post: 7,
  /** The end of an assignment before three months. */
  earlyEnd: 8,
  absence: 9,
} as const;
export const AGENCY = 10;
export const SUPERNUMERARY = 20;

/**
 * What flows are summed by besides the month, in one number, for that is twice as fast as by three: the class, the month
 * since when somebody is employed (0 where that is not told apart), and one more than the months after which the flow counts
 * as a visit (0 where it does not).
 */
export const KEY_SINCE = 100_000;
export const KEY_VISIT = 32;
