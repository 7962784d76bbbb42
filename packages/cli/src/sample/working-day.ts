import { addDays, startOfLondonDay } from '@improvement-ledger/domain';

/** The day itself, or the Friday before it. */
export const workingDay = (day: string): string => {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  if (weekday === 6) return addDays(day, -1);
  return weekday === 0 ? addDays(day, -2) : day;
};

/** An instant on a day in London, so many minutes after midnight. */
export const londonTime = (day: string, minutes: number): string =>
  new Date(Date.parse(startOfLondonDay(day)) + minutes * 60_000).toISOString();
