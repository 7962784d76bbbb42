/**
 * Reported values beside what movements come to. The two are never mixed: this is the one place where they meet, and both are
 * named. What movements cannot say (a span that is not of whole months, a time before they are known) is not guessed.
 */
import type {
  Churn,
  DataOf,
  FigureMeasure,
  MeasureName,
  Period,
  PeriodValue,
} from '@improvement-ledger/domain';
import {
  addsUp,
  churnOver,
  differenceOf,
  endOfLondonDay,
  lastDayOfMonth,
  measureOf,
  monthsAfter,
  parseDecimal,
  periodName,
  placesOf,
  rounded,
  truncated,
} from '@improvement-ledger/domain';
import { churnBeginsAt, flowsAt, recruitmentChurn } from '@improvement-ledger/projections';
import type { View } from '../view.js';
import { once } from '../view.js';
import type { FigureComparisonType } from './figures.types.js';

const hundredths = (amount: number): string => parseDecimal((amount / 100).toFixed(2)) ?? '0';

/** The counts that movements have a name for. */
const counted: Partial<Readonly<Record<FigureMeasure, (churn: Churn) => string>>> = {
  starters: ({ starters }) => String(starters),
  leavers: ({ leavers }) => String(leavers),
  establishment: ({ establishmentFte }) => hundredths(establishmentFte),
  'in-post': ({ inPostFte }) => hundredths(inPostFte),
  'agency-cover': ({ establishedAgencyFte }) => hundredths(establishedAgencyFte),
  vacancies: ({ vacancyFte }) => hundredths(vacancyFte),
};
const rates: ReadonlySet<FigureMeasure> = new Set<MeasureName & FigureMeasure>([
  'agency-share-of-establishment',
  'agency-worker-rate',
  'vacancy-rate',
  'turnover-rate',
]);

interface Computed {
  readonly value: string | null;
  readonly formula: string | null;
}

const computedOf = (measure: FigureMeasure, churn: Churn): Computed => {
  if (!rates.has(measure)) return { value: counted[measure]?.(churn) ?? null, formula: null };
  const { formula, percent } = measureOf(measure as MeasureName, churn);
  return { formula, value: percent === null ? null : parseDecimal(percent.toFixed(2)) };
};

/** The months over which movements are counted for a period; `null` where they do not fit. */
const monthsOf = ({ from, to }: Period, isOfEvents: boolean): { first: string; last: string } | null => {
  const [first, last] = [from.slice(0, 7), to.slice(0, 7)];
  if (!isOfEvents) return { first: last, last };
  return from.endsWith('-01') && to === lastDayOfMonth(last) ? { first, last } : null;
};

const COMPUTES = 'Movements do not say it.';

/** Whether a value is neither the computed one rounded to its places, nor that with its places cut off. */
const isOther = (value: string, computed: string): boolean =>
  ![rounded(computed, placesOf(value)), truncated(computed, placesOf(value))].includes(value);

interface Asked {
  readonly teamId: string | null;
  readonly roleId: string | null;
}

/** Counts of one stretch of months, as things stood at the end of a day. */
const churnUpTo = async (
  view: View,
  { teamId, roleId }: Asked,
  { first, last }: { readonly first: string; readonly last: string },
  day: string,
): Promise<Churn | null> =>
  once(view, `churn ${teamId ?? ''} ${roleId ?? ''} ${first} ${last} ${day}`, async () => {
    const end = endOfLondonDay(day);
    const at = { ...view.at, asOf: end < view.at.asOf ? end : view.at.asOf };
    const asked = { by: [], teamId, roleId, employment: null, from: monthsAfter(first, -12), to: last };
    const flows = await view.read([recruitmentChurn], async (tx) => flowsAt(tx, view.tenant, at, asked));
    return churnOver([{ first, last }])(flows)[0] ?? null;
  });

const compare = async (
  view: View,
  figure: DataOf<'FigureDefined'>,
  { period, value }: PeriodValue,
  began: string | null,
): Promise<FigureComparisonType[]> => {
  if (value === null) return [];
  const { measure } = figure;
  const named = { period: periodName(period), reported: value };
  const without = (incomplete: string): FigureComparisonType[] => [
    { ...named, computed: null, formula: null, difference: null, differs: false, incomplete },
  ];
  const months = monthsOf(period, addsUp(measure));
  if (counted[measure] === undefined && !rates.has(measure)) return without(COMPUTES);
  if (figure.of !== null && figure.roleId === null && figure.teamId === null) {
    return without('Whom the source means is not a team or a role in the ledger.');
  }
  if (months === null) return without('Movements are counted by whole months.');
  if (began === null || months.first < began)
    return without(`Movements are known from ${began ?? 'no time'} on.`);
  const churn = await churnUpTo(view, figure, months, period.to);
  const { value: computed, formula } =
    churn === null ? { value: null, formula: null } : computedOf(measure, churn);
  if (computed === null) return without('There is nothing to divide by.');
  const difference = differenceOf(value, computed);
  return [{ ...named, computed, formula, difference, differs: isOther(value, computed), incomplete: null }];
};

export const compared = async (
  view: View,
  figure: DataOf<'FigureDefined'>,
  values: readonly PeriodValue[],
): Promise<FigureComparisonType[]> => {
  const began = await once(view, 'churn begins', async () =>
    view.read([recruitmentChurn], async (tx) => churnBeginsAt(tx, view.tenant, view.at)),
  );
  const found: FigureComparisonType[] = [];
  // One after the other: an answer's reads share one transaction.
  for (const each of values) found.push(...(await compare(view, figure, each, began)));
  return found;
};
