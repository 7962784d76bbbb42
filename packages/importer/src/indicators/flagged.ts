/** What of proposed figures contradicts itself, by the rules by which recorded ones are looked at. */
import type { Entries, IndicatorEventType } from '@improvement-ledger/domain';
import { contradictionsOf, periodName } from '@improvement-ledger/domain';
import type { Problem, Report } from '../problems.js';
import type { ProposedIndicator } from './proposed-indicator.js';

/** As much of a record as the rules look at. */
const entriesOf = ({ unit, readings }: ProposedIndicator): Entries<IndicatorEventType> =>
  ({
    said: [
      { type: 'IndicatorDefined', data: { unit } },
      ...readings.map(({ period, published }) => ({ type: 'ReadingFinalised', data: { period, published } })),
    ],
  }) as unknown as Entries<IndicatorEventType>;

const sentences = {
  'year-to-date': (said: string, computed: string) =>
    `The year to date is ${said}; its months add up to ${computed}.`,
  share: (said: string, computed: string) =>
    `${said} is printed; numerator and denominator come to ${computed}.`,
  'more-than-all': (said: string) => `Together with its other part it is ${said}%, more than all.`,
} as const;

export const flagged = (indicators: readonly ProposedIndicator[], report: Report): Problem[] =>
  indicators.flatMap((indicator) => {
    const other = indicators.find(({ name }) => name === indicator.relation?.name);
    const relation =
      indicator.relation === null || other === undefined
        ? null
        : { kind: indicator.relation.kind, of: entriesOf(other) };
    return contradictionsOf(entriesOf(indicator), relation).map(({ kind, name, said, computed }) => {
      const row = indicator.readings.find(({ period }) => periodName(period) === name)?.row ?? 0;
      const detail = `${indicator.name}, ${name}: ${sentences[kind](said, computed)}`;
      return report('figures-contradict', { row, column: 'value', detail });
    });
  });
