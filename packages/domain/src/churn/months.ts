/** Months of the calendar, and how many lie between them. */

/** A month as a number: twelve for each year, and one for each month. */
export const monthNumber = (month: string): number => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return year * 12 + number - 1;
};

/** A month so many months later or, negative, earlier. */
export const monthsAfter = (month: string, months: number): string => {
  const count = monthNumber(month) + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
};
