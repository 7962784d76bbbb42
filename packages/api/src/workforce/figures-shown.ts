/** How readings are shown: those of a window of time, in order, each with all that was published of it. */
import type { FigureReading, PeriodKind, PeriodValue } from '@improvement-ledger/domain';
import { agreementOf, computedPercent, periodName, rounded } from '@improvement-ledger/domain';
import { ArgsType, Field } from 'type-graphql';
import { apiError } from '../errors.js';
import { globalId } from '../ids.js';
import { READINGS_SHOWN_MAX } from '../limits.js';
import { checkMonth } from '../months.js';
import { PeriodKindEnum } from '../reading.enums.js';
import { EffectiveTimeScalar } from '../scalars.js';
import type { FigureReadingType } from './figures.types.js';

@ArgsType()
export class WindowArguments {
  @Field(() => EffectiveTimeScalar, {
    nullable: true,
    description: 'Only periods that end in this month or later.',
  })
  readonly from?: string | null;

  @Field(() => EffectiveTimeScalar, {
    nullable: true,
    description: 'Only periods that end in this month or earlier.',
  })
  readonly to?: string | null;

  @Field(() => PeriodKindEnum, { nullable: true, description: 'Only periods of this kind.' })
  readonly kind?: PeriodKind | null;
}

/** The readings that are asked for; refused where they are more than are shown. */
export const within = (
  all: readonly FigureReading[],
  { from, to, kind }: WindowArguments,
): FigureReading[] => {
  const [first, last] = [checkMonth(from ?? null, 'from'), checkMonth(to ?? null, 'to')];
  const found = all.filter(({ period }) => {
    const month = period.to.slice(0, 7);
    return (first ?? '') <= month && month <= (last ?? '9999') && (kind ?? period.kind) === period.kind;
  });
  if (found.length <= READINGS_SHOWN_MAX) return found;
  throw apiError(
    'BAD_USER_INPUT',
    `There are ${found.length} readings; at most ${READINGS_SHOWN_MAX} are shown. Ask in parts, with from and to.`,
    'from',
  );
};

const lastOf = ({ statements }: FigureReading) => statements.at(-1);
export const valuesOf = (readings: readonly FigureReading[]): PeriodValue[] =>
  readings.map((reading) => ({ period: reading.period, value: lastOf(reading)?.published.value ?? null }));

export const readingNodes = (reading: FigureReading, tenant: string): FigureReadingType[] => {
  const last = lastOf(reading);
  const { period, statements } = reading;
  if (last === undefined) return [];
  const computed = computedPercent(last.published);
  return [
    {
      ...last.published,
      kind: period.kind,
      period: periodName(period),
      from: period.from,
      to: period.to,
      computedPercent: computed === null ? null : rounded(computed, 2),
      agreement: agreementOf(last.published),
      since: last.since,
      firstValue: statements[0]?.published.value ?? null,
      statements: statements.map(({ published: { value, printed }, since, root }) => ({
        value,
        printed,
        since,
        change: globalId('Change', tenant, root),
      })),
    },
  ];
};

export const shown = (found: PeriodValue | null) =>
  found?.value === undefined || found.value === null
    ? null
    : { period: periodName(found.period), value: found.value };

/** By the end of the period, and of those that end together the longest first. */
export const inTime = (readings: Iterable<FigureReading>): FigureReading[] =>
  [...readings].toSorted(({ period: a }, { period: b }) => {
    const [one, other] = [`${a.to} ${a.from}`, `${b.to} ${b.from}`];
    return one === other ? 0 : one < other ? -1 : 1;
  });
