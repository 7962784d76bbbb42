/**
 * What the sample council measures, as its performance manager drafted it, managers reviewed it and the head of assessment
 * signed it off in the spring of 2025: brought into the ledger in July, after the audits.
 */
import type { IndicatorCommand, PeriodKind } from '@improvement-ledger/domain';
import { indicator, periodNamed } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { sampleId } from './identity.js';
import type { Row } from './measures.js';
import { AGENCY, definitions, idOf, IN_TIME, inCouncil, rows, SUPERVISION } from './measures.js';
import { placedActions } from './opening.js';
import type { PersonKey } from './structure.js';
import type { Timeline } from './timeline.js';
import { one } from './timeline.js';
import { londonTime } from './working-day.js';

const BROUGHT_IN = '2025-07-25';
const MINUTES = 20 * 60 + 30;

type Tell = (on: string, by: PersonKey, command: IndicatorCommand, reason?: string) => void;

/** The month after a period that ends in a month, and a day of it. */
const after = (to: string, months: number, day: number): string => {
  const count = Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

const tellReading = (
  tell: Tell,
  name: string,
  kind: PeriodKind,
  [named, draft, final, restated = null, parts]: Row,
): void => {
  const period = periodNamed(kind, named);
  if (period === null) throw new Error(`${named} names no ${kind}.`);
  const of = { indicatorId: idOf(name), period };
  const [numerator, denominator] = parts ?? [null, null];
  const valued = (value: string, isWhole = false) => ({
    ...of,
    published: {
      value,
      printed: null,
      numerator: isWhole ? numerator : null,
      denominator: isWhole ? denominator : null,
    },
  });
  if (draft !== null) {
    tell(after(period.to, 1, 4), 'data2', { type: 'DraftReading', ...valued(draft) });
    if (draft !== final) {
      const comment = inCouncil('Some were counted twice, or after the cut-off.');
      const review = { ...of, comment, remedy: inCouncil('Count each once, by the day of completion.') };
      tell(after(period.to, 1, 7), 'principal2', { type: 'ReviewReading', ...review });
    }
  }
  tell(after(period.to, 1, 11), 'assessment', { type: 'FinaliseReading', ...valued(final, true) });
  if (restated !== null) {
    const told = { type: 'RestateReading', ...valued(restated) } as const;
    tell(
      after(period.to, 2, 11),
      'data2',
      told,
      'The case system was cleaned: some had been closed too early.',
    );
  }
};

/** Which actions an indicator shows the progress of. */
const links: readonly (readonly [string, string])[] = [
  [IN_TIME, 'B1.2'],
  [AGENCY, 'C1.1'],
];

const tellLinks = (tell: Tell): void => {
  for (const [name, reference] of links) {
    const targetId = placedActions.find((each) => each.reference === reference)?.id ?? '';
    const link = { indicatorId: idOf(name), linkId: sampleId(`indicator-link/${reference}`) };
    tell('2025-07-14', 'programme2', { type: 'LinkIndicator', ...link, to: 'action', targetId });
  }
  const wrong = { indicatorId: idOf(SUPERVISION), linkId: sampleId('indicator-link/wrong') };
  const targetId = placedActions.find(({ reference }) => reference === 'B1.1')?.id ?? '';
  tell('2025-07-14', 'programme2', { type: 'LinkIndicator', ...wrong, to: 'action', targetId });
  tell('2025-07-15', 'programme2', { type: 'UnlinkIndicator', ...wrong });
};

/** Tells it all, on one evening. */
export const tellIndicators = (timeline: Timeline): void => {
  let count = 0;
  const tell: Tell = (on, by, command, reason) => {
    const { indicatorId } = command as { indicatorId: string };
    timeline.add({
      at: londonTime(BROUGHT_IN, MINUTES + count / 4),
      by,
      what: `indicator-${(count += 1)}`,
      effectiveAt: on,
      reason,
      steps: [one(step(indicator, indicatorId, command))],
    });
  };
  for (const each of definitions) tell('2024-01-15', 'programme2', { type: 'DefineIndicator', ...each });
  const [inTime] = definitions;
  if (inTime !== undefined) {
    const command = { type: 'RedefineIndicator', ...inTime, target: '85' } as const;
    tell(
      '2025-01-01',
      'programme2',
      command,
      'The board aims at nine in ten by the summer, and at 85% until then.',
    );
    tell('2025-04-01', 'programme2', { ...command, target: '90' }, 'The summer has come.');
  }
  for (const [name, kind, each] of rows) for (const row of each) tellReading(tell, name, kind, row);
  tellLinks(tell);
};
