/**
 * When a fact was true. It is written as EDTF (ISO 8601-2), as exactly as it is known: a year, a season,
 * a month, a day or an instant; `effectiveFrom` is the first instant it may mean, in London.
 */
import { z } from 'zod';
import { londonDay, startOfLondonDay } from './london.js';

/** First months of the EDTF seasons 21 (spring) to 24 (winter), by the meteorological calendar. */
const seasonStarts = new Map([
  ['21', '03'],
  ['22', '06'],
  ['23', '09'],
  ['24', '12'],
]);

// Made once: to make one costs more than to use it.
const [dateForm, instantForm] = [z.iso.date(), z.iso.datetime({ offset: true })];
const isDate = (text: string): boolean => dateForm.safeParse(text).success;
const isInstant = (text: string): boolean => instantForm.safeParse(text).success;

/** The years that the ledger takes: London's clock has kept Greenwich time since long before, and years have four digits. */
const isWithinYears = (instant: string): boolean => instant >= '1900';

const firstInstant = (edtf: string): string | null => {
  if (isInstant(edtf)) return new Date(edtf).toISOString();
  if (isDate(edtf)) return startOfLondonDay(edtf);
  const [, year, part] = /^(\d{4})(?:-(\d{2}))?$/.exec(edtf) ?? [];
  if (year === undefined) return null;
  const month = part === undefined ? '01' : (seasonStarts.get(part) ?? part);
  const day = `${year}-${month}-01`;
  return isDate(day) ? startOfLondonDay(day) : null;
};

/**
 * The first instant an EDTF string may mean, or `null` when it is not one of the forms the ledger takes:
 * `2015`, `2015-23` (a season), `2015-07`, `2015-07-20`, `2015-07-20T09:30:00Z`; from 1900 to 9999.
 */
export const effectiveFrom = (edtf: string): string | null => {
  const instant = firstInstant(edtf);
  return instant !== null && isWithinYears(instant) ? instant : null;
};

/**
 * The effective time of a change asked for at the instant `now`. Nothing said means as of now, and so does today's
 * date in London: taken as its first instant, it would come before whatever was said earlier in the day.
 */
export const effectiveAtMeant = (given: string | undefined, now: string): string =>
  given === undefined || given === londonDay(now) ? now : given;

export const effectiveTime = z
  .string()
  .max(40)
  .refine((text) => effectiveFrom(text) !== null, 'is not a year, season, month, date or instant (EDTF)');
