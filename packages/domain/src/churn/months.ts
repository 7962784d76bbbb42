/** Months of the calendar, and how many lie between them. */

/** A month as a number: twelve for each year, and one for each month. */
export const monthNumber = (month: string): number => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return year * 12 + number - 1;
};

/** The month of a number. */
export const monthName = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;

/** A month so many months later or, negative, earlier. */
export const monthsAfter = (month: string, months: number): string => monthName(monthNumber(month) + months);
