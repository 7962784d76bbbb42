/** Figures of a question without peers: one number for each round, shown as the median with its spread. */
import { median } from './rounds.js';

export interface Figure {
  readonly what: string;
  readonly unit: string;
  /** One for each round. */
  readonly rounds: readonly number[];
}

/** The number below which so large a share of them lies. */
export const quantile = (numbers: readonly number[], share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(share * numbers.length))] ??
  Number.NaN;

const told = (figure: number): string =>
  figure < 100 ? figure.toFixed(1) : Math.round(figure).toLocaleString('en-GB');

export const printFigures = (figures: readonly Figure[]): void => {
  console.log('| question | median (spread) | unit |\n| --- | --- | --- |');
  for (const { what, unit, rounds } of figures) {
    console.log(
      `| ${what} | ${told(median(rounds))} (${told(Math.min(...rounds))}..${told(Math.max(...rounds))}) | ${unit} |`,
    );
  }
};
