/** For how long those in post at the end of a month have been employed, in bands. */
import type { MonthFlow } from './flow.js';
import { monthNumber } from './months.js';

/** Each band by its name and by the whole months with which it begins. */
export const tenureBands = [
  { name: 'under-6-months', from: 0 },
  { name: 'from-6-months', from: 6 },
  { name: 'from-1-year', from: 12 },
  { name: 'from-2-years', from: 24 },
  { name: 'from-5-years', from: 60 },
  { name: 'from-10-years', from: 120 },
] as const;
export type TenureBand = (typeof tenureBands)[number]['name'];

const YEAR_MONTHS = 12;

const bandOf = (months: number): number =>
  Math.max(
    0,
    tenureBands.findLastIndex(({ from }) => from <= months),
  );

/** Of those in bands, how many are employed for twelve months or more. */
export const forYear = (tenure: readonly number[]): number =>
  tenure.reduce((sum, heads, band) => ((tenureBands[band]?.from ?? 0) < YEAR_MONTHS ? sum : sum + heads), 0);

/**
 * Heads by band at the end of each of these months. Who is employed since the first instant of a month is counted with
 * the month before, so that whole months are complete at the end of a month.
 */
export const tenureOver = (
  ends: readonly string[],
): ((flows: readonly MonthFlow[]) => readonly (readonly number[])[]) => {
  const numbered = ends
    .map((end, index) => ({ end: monthNumber(end), index }))
    .toSorted((a, b) => a.end - b.end);
  return (flows) => {
    const ordered = flows
      .map((flow) => ({ flow, month: monthNumber(flow.month) }))
      .toSorted((a, b) => a.month - b.month);
    const standing = new Map<number, number>();
    const found: (readonly number[])[] = [];
    let next = 0;
    for (const { end, index } of numbered) {
      for (; next < ordered.length && (ordered[next]?.month ?? 0) <= end; next += 1) {
        for (const [since, heads] of ordered[next]?.flow.since ?? []) {
          standing.set(since, (standing.get(since) ?? 0) + heads);
        }
      }
      found[index] = inBands(standing, end);
    }
    return found;
  };
};

const inBands = (standing: ReadonlyMap<number, number>, end: number): number[] => {
  const bands = tenureBands.map(() => 0);
  for (const [since, heads] of standing) {
    const band = bandOf(end - since);
    bands[band] = (bands[band] ?? 0) + heads;
  }
  return bands;
};
