/** Contestants run in turn within each round, in another order each time, so that a slow minute hits them all. */
import { performance } from 'node:perf_hooks';
import type { Settings } from './bench.js';

export interface Contestant {
  readonly name: string;
  /** Does one piece of work and says how many events that were. */
  readonly work: (caller: number) => Promise<number>;
  /** Gives its connections back. */
  readonly close: () => Promise<void>;
}

export interface Measured {
  readonly name: string;
  /** Events per second, one figure for each round. */
  readonly perSecond: readonly number[];
}

export const median = (figures: readonly number[]): number => {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
};

/** `callers` callers, each with one piece of work after the other, until the time is up. */
const race = async ({ work }: Contestant, callers: number, seconds: number): Promise<number> => {
  const begun = performance.now();
  const end = begun + seconds * 1_000;
  const caller = async (_: unknown, index: number): Promise<number> => {
    let done = 0;
    while (performance.now() < end) done += await work(index);
    return done;
  };
  const events = (await Promise.all(Array.from({ length: callers }, caller))).reduce(
    (sum, each) => sum + each,
    0,
  );
  return (events * 1_000) / (performance.now() - begun);
};

export const inRounds = async (
  contestants: readonly Contestant[],
  callers: number,
  { rounds, secondsEach }: Settings,
): Promise<Measured[]> => {
  const figures = new Map(contestants.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1) {
    const turn = contestants.map(
      (_, index) => contestants[(index + round) % contestants.length] as Contestant,
    );
    for (const contestant of turn) {
      const figure = await race(contestant, callers, secondsEach);
      if (round > 0) figures.get(contestant.name)?.push(figure);
    }
  }
  return contestants.map(({ name }) => ({ name, perSecond: figures.get(name) ?? [] }));
};

const thousands = (figure: number): string => Math.round(figure).toLocaleString('en-GB');

/** One line of a Markdown table: each contestant's median with its spread, and the first one's ratio to the others. */
export const tableRow = (question: string, [ours, ...others]: readonly Measured[]): string => {
  const told = ({ perSecond }: Measured): string =>
    `${thousands(median(perSecond))} (${thousands(Math.min(...perSecond))}..${thousands(Math.max(...perSecond))})`;
  if (ours === undefined) throw new RangeError('A table row needs a contestant.');
  const ratios = others.map(({ perSecond }) => {
    const each = ours.perSecond.map((figure, round) => figure / (perSecond[round] ?? Number.NaN));
    return `${median(each).toFixed(2)} (${Math.min(...each).toFixed(2)}..${Math.max(...each).toFixed(2)})`;
  });
  return `| ${[question, told(ours), ...others.map(told), ...ratios].join(' | ')} |`;
};

export const tableHead = (first: string, [ours, ...others]: readonly string[]): string => {
  const cells = [first, ours, ...others, ...others.map((other) => `${ours ?? ''} / ${other}`)];
  return `| ${cells.join(' | ')} |\n|${cells.map(() => ' --- |').join('')}`;
};
