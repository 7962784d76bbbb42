/** Figures as a file has them, and the indicators that they come to before anything is recorded. */
import type { Period, Published, Unit } from '@improvement-ledger/domain';

/** One figure as it stands in the file. */
export interface Figure {
  readonly row: number;
  /** The section or table, and what is measured in it. */
  readonly section: string;
  readonly category: string;
  readonly measure: string;
  readonly unit: Unit;
  /** The period as it is written. */
  readonly written: string;
  /** `null`: the cell is blank. */
  readonly value: string | null;
}

export interface ProposedReading {
  readonly row: number;
  readonly period: Period;
  readonly published: Published;
}
export interface ProposedIndicator {
  readonly name: string;
  readonly section: string;
  readonly unit: Unit;
  readonly kind: Period['kind'];
  /** The indicator, by name, of which this one is the year to date, or the other part of all. */
  readonly relation: { readonly kind: 'year-to-date-of' | 'complement-of'; readonly name: string } | null;
  readonly readings: readonly ProposedReading[];
}
