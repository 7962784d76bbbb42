/**
 * Days are days in London: a due date passes at midnight there, in winter and in summer time.
 * Instants are ISO 8601 strings in UTC with milliseconds, so that they sort as text.
 */

const londonClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const dayMs = 86_400_000;
const hourMs = 3_600_000;

const KNOWN_MAX = 1_000;

/** Answers that were given before: the same few are asked for again and again, and London's clock is slow to ask. */
const keeping = (find: (asked: string) => string): ((asked: string) => string) => {
  const known = new Map<string, string>();
  return (asked) => {
    const before = known.get(asked);
    if (before !== undefined) return before;
    if (known.size >= KNOWN_MAX) known.clear();
    const found = find(asked);
    known.set(asked, found);
    return found;
  };
};

/** The calendar date in London at an instant, as YYYY-MM-DD. */
export const londonDay = keeping((instant) => {
  const parts = new Map(londonClock.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`;
});

/** The first instant of a calendar date in London. */
export const startOfLondonDay = keeping((day) => findStart(day));

const findStart = (day: string): string => {
  const midnightUtc = Date.parse(`${day}T00:00:00.000Z`);
  // In summer London's midnight is 23:00 UTC of the day before; in the double summers of the 1940s it was 22:00.
  const earlier = [2, 1].map((hours) => new Date(midnightUtc - hours * hourMs).toISOString());
  return earlier.find((instant) => londonDay(instant) === day) ?? new Date(midnightUtc).toISOString();
};

/** The last millisecond of a calendar date in London: what a date means as `asOf` or `knownAt`. */
export const endOfLondonDay = (day: string): string => {
  const lastUtc = Date.parse(`${day}T23:59:59.999Z`);
  const later = [0, 1].map((hours) => new Date(lastUtc - hours * hourMs).toISOString());
  return later.find((instant) => londonDay(instant) === day) ?? new Date(lastUtc - 2 * hourMs).toISOString();
};

const londonTime = (instant: string): string => {
  const parts = new Map(londonClock.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return `${parts.get('hour') ?? ''}:${parts.get('minute') ?? ''}`;
};

/**
 * The instant at which London's clocks show a time (HH:MM) of a day. Of a time that comes twice, as clocks go back, it is
 * the first; a time that is left out, as they go forward, comes an hour later by the clock.
 */
export const instantInLondon = (day: string, time: string): string => {
  const asUtc = Date.parse(`${day}T${time}:00.000Z`);
  const inSummer = new Date(asUtc - hourMs).toISOString();
  return londonDay(inSummer) === day && londonTime(inSummer) === time
    ? inSummer
    : new Date(asUtc).toISOString();
};

/** The calendar date `days` after (or, negative, before) another. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * dayMs).toISOString().slice(0, 10);

export const dayAfter = (day: string): string => addDays(day, 1);

/** Whole calendar days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / dayMs);

/** The last calendar date of a month given as YYYY-MM. */
export const lastDayOfMonth = (month: string): string => {
  const [year = 0, monthNumber = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, monthNumber, 0)).toISOString().slice(0, 10);
};
