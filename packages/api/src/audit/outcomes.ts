/** Counts of audits as they are asked for: cells by what they are counted by, beside what was expected. */
import type { AuditSource, AuditTheme, Outcome } from '@improvement-ledger/domain';
import {
  controlledRounding,
  expectedIn,
  outcomeOf,
  percentIn,
  programmeNow,
} from '@improvement-ledger/domain';
import type { OutcomeDimension, OutcomeRow } from '@improvement-ledger/projections';
import { auditOutcomes, outcomesAt } from '@improvement-ledger/projections';
import { monthsFrom } from '../months.js';
import { officesIn } from '../office/office.resolver.js';
import type { View } from '../view.js';
import type { OutcomeBy } from './audit.enums.js';
import type { ProgrammeRecord } from './present.js';
import { presentProgramme, programmesIn } from './present.js';

export interface OutcomesAskedFor {
  readonly by: readonly OutcomeBy[];
  readonly from: string;
  readonly to: string;
  readonly programmeId: string | null;
  readonly source: AuditSource | null;
  readonly teamId: string | null;
  readonly theme: AuditTheme | null;
  /** Whether numbers are told as they are. */
  readonly isExact: boolean;
}

const dimensionOf: Readonly<Record<OutcomeBy, OutcomeDimension>> = {
  month: 'month',
  team: 'team',
  theme: 'theme',
  tool: 'programme',
  // What a programme says of itself: counted by programme, then put together.
  source: 'programme',
};

interface Cell {
  readonly month: string | null;
  readonly teamId: string | null;
  readonly theme: AuditTheme | null;
  readonly programmeId: string | null;
  readonly source: AuditSource | null;
}
const keyOf = (cell: Cell): string =>
  [cell.month, cell.programmeId, cell.source, cell.teamId, cell.theme].map((part) => part ?? '').join(' ');

/** Of those who may not read single audits, nobody is told a number of grades that is no multiple of this. */
const BASE = 5;

/**
 * How many audits were done tells nothing of anybody's work; how they were graded does. Grades are told in multiples that
 * add up, and so are what is left when one is taken from another.
 */
const rounded = (outcome: Outcome): Outcome & { readonly graded: number } => {
  const { whole, parts } = controlledRounding(
    outcome.grades.map(({ count }) => count),
    BASE,
  );
  const told = outcome.grades.map(({ grade }, index) => ({
    type: 'done' as const,
    grade,
    count: parts[index] ?? 0,
  }));
  const { grades, goodOrBetter, inadequate } = outcomeOf(told);
  return { ...outcome, grades, goodOrBetter, inadequate, graded: whole };
};

/** The cells asked for that hold anything, by month, programme, source, team and theme. */
export const outcomeCells = async (view: View, asked: OutcomesAskedFor) => {
  const programmes = (await programmesIn(view)).filter(
    (each) =>
      (asked.programmeId === null || each.id === asked.programmeId) &&
      (asked.source === null || programmeNow(each)?.source === asked.source),
  );
  const by = [...new Set(asked.by.map((each) => dimensionOf[each]))];
  const { from, to, teamId, theme } = asked;
  const programmeIds = programmes.map(({ id }) => id);
  const rows = await view.read([auditOutcomes], async (tx) =>
    outcomesAt(tx, view.tenant, view.at, { by, from, to, programmeIds, teamId, theme }),
  );
  const cells = new Map<string, { readonly cell: Cell; readonly counts: OutcomeRow[] }>();
  for (const row of rows) {
    const cell = cellOf(row, asked, programmes);
    const known = cells.get(keyOf(cell)) ?? { cell, counts: [] };
    known.counts.push(row);
    cells.set(keyOf(cell), known);
  }
  const months = monthsFrom(from, to);
  const expectedOf = (cell: Cell): number | null => {
    if (asked.by.includes('team') || asked.by.includes('theme') || teamId !== null || theme !== null)
      return null;
    const those = programmes.filter(
      (each) =>
        (cell.programmeId === null || each.id === cell.programmeId) &&
        (cell.source === null || programmeNow(each)?.source === cell.source),
    );
    return expectedOver(those, cell.month === null ? months : [cell.month]);
  };
  const offices = await officesIn(view);
  return [...cells]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { cell, counts }]) => {
      const counted = outcomeOf(counts);
      const { graded, ...outcome } = asked.isExact ? { ...counted, graded: counted.done } : rounded(counted);
      const expected = expectedOf(cell);
      const programme = programmes.find(({ id }) => id === cell.programmeId);
      return {
        key,
        month: cell.month,
        team: cell.teamId === null ? null : (offices.get(cell.teamId) ?? null),
        theme: cell.theme,
        programme: programme === undefined ? null : presentProgramme(programme, view),
        source: cell.source,
        expected,
        ...outcome,
        goodOrBetterShare: percentIn(outcome.goodOrBetter, graded),
        inadequateShare: percentIn(outcome.inadequate, graded),
        completion: expected === null ? null : percentIn(outcome.done, expected),
        isRounded: !asked.isExact,
      };
    });
};

const cellOf = (row: OutcomeRow, { by }: OutcomesAskedFor, programmes: readonly ProgrammeRecord[]): Cell => {
  const programme = programmes.find(({ id }) => id === row.programmeId);
  return {
    month: row.month,
    teamId: row.teamId,
    theme: row.theme,
    programmeId: by.includes('tool') ? row.programmeId : null,
    source:
      by.includes('source') && programme !== undefined ? (programmeNow(programme)?.source ?? null) : null,
  };
};

const expectedOver = (programmes: readonly ProgrammeRecord[], months: readonly string[]): number =>
  programmes
    .flatMap((each) => months.flatMap((month) => [...expectedIn(each, month).values()]))
    .reduce((sum, monthly) => sum + monthly, 0);

/** What each auditor did in each month, of whom anything was expected or who did anything. */
export const completionOf = async (
  view: View,
  { from, to, programmeId }: Pick<OutcomesAskedFor, 'from' | 'to' | 'programmeId'>,
) => {
  const programmes = (await programmesIn(view)).filter(
    ({ id }) => programmeId === null || id === programmeId,
  );
  const rows = await view.read([auditOutcomes], async (tx) =>
    outcomesAt(tx, view.tenant, view.at, {
      by: ['month', 'auditor'],
      from,
      to,
      programmeIds: programmes.map(({ id }) => id),
    }),
  );
  const cells = new Map<
    string,
    { month: string; auditorId: string; expected: number; counts: OutcomeRow[] }
  >();
  const cellIn = (month: string, auditorId: string) => {
    const key = `${month} ${auditorId}`;
    const cell = cells.get(key) ?? { month, auditorId, expected: 0, counts: [] };
    cells.set(key, cell);
    return cell;
  };
  const expected = monthsFrom(from, to).flatMap((month) =>
    programmes.flatMap((each) =>
      [...expectedIn(each, month)].map(([auditorId, monthly]) => ({ month, auditorId, monthly })),
    ),
  );
  for (const { month, auditorId, monthly } of expected) {
    if (monthly > 0) cellIn(month, auditorId).expected += monthly;
  }
  for (const row of rows) {
    if (row.month !== null && row.auditorId !== null) cellIn(row.month, row.auditorId).counts.push(row);
  }
  return [...cells]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { counts, ...cell }]) => ({ key, ...cell, outcome: outcomeOf(counts) }));
};
