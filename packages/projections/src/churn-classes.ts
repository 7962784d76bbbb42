/** Numbers by which the flows of recruitment churn are told apart and dated. */

/**
 * What a flow counts as, in one number, so that a query sums by it and need not look at words: the kind of movement, 10 more
 * for an agency worker, 20 more where the post is supernumerary.
 */
export const classes = {
  start: 1,
  leave: 2,
  movedIn: 3,
  movedOut: 4,
  convert: 5,
  hours: 6,
  post: 7,
} as const;
export const AGENCY = 10;
export const SUPERNUMERARY = 20;
/** A month as a number: twelve for each year, and one for each month. */
export const monthNumber = (month: string): number => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return year * 12 + number - 1;
};

/** The month of a number. */
export const monthName = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
