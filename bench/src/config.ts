/** How long to measure: `BENCH_ROUNDS` (7) rounds of `BENCH_SECONDS` (2) for each contestant. */
import type { Settings } from './bench.js';

const positive = (name: string, usual: number): number => {
  const value = Number(process.env[name] ?? usual);
  if (value > 0) return value;
  throw new RangeError(`${name} is a positive number, not "${process.env[name] ?? ''}".`);
};

export const settings: Settings = {
  rounds: positive('BENCH_ROUNDS', 7),
  secondsEach: positive('BENCH_SECONDS', 2),
};
