/** Recruitment churn of a council, over periods and by what it is counted. Which roles may ask stands in `rules.ts`. */
import type { Churn, ChurnPeriod, Employment, KnownMovements } from '@improvement-ledger/domain';
import {
  churnOver,
  incompleteCounts,
  measureNames,
  measuresOfTerms,
  monthsAfter,
  tenureBands,
} from '@improvement-ledger/domain';
import type { ChurnCell, FlowRow } from '@improvement-ledger/projections';
import { churnBeginsAt, churnCellsAt, flowsAt, recruitmentChurn } from '@improvement-ledger/projections';
import { Args, ArgsType, Field, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { PageArguments, pageOf } from '../connection.js';
import { CouncilType } from '../council/council.types.js';
import { apiError } from '../errors.js';
import { checkUuid } from '../ids.js';
import { MONTHS_MAX } from '../limits.js';
import { checkMonth, monthOf, monthsFrom } from '../months.js';
import { officesIn } from '../office/office.resolver.js';
import { EffectiveTimeScalar } from '../scalars.js';
import { RecruitmentChurnConnection } from './churn.types.js';
import type { ChurnNode } from './churn.types.js';
import type { ChurnBy, ChurnPeriodKind } from './staffing.enums.js';
import { ChurnByEnum, ChurnPeriodEnum, EmploymentEnum } from './staffing.enums.js';

@ArgsType()
class ChurnArguments extends PageArguments {
  @Field(() => EffectiveTimeScalar, {
    nullable: true,
    description: `The first month, \`2015-07\`; unless given, eleven months before the last. At most ${MONTHS_MAX} months.`,
  })
  readonly from?: string | null;

  @Field(() => EffectiveTimeScalar, {
    nullable: true,
    description: 'The last month; unless given, that of the point asked about.',
  })
  readonly to?: string | null;

  @Field(() => ChurnPeriodEnum, {
    defaultValue: 'month',
    description: 'Over what is counted. Quarters and years are whole: those in which the months lie.',
  })
  readonly period!: ChurnPeriodKind;

  @Field(() => [ChurnByEnum], {
    defaultValue: [],
    description: 'By what is counted; all together, unless given.',
  })
  readonly by!: ChurnBy[];

  @Field(() => ID, { nullable: true, description: 'Only posts of this team.' })
  readonly teamId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only posts of this role.' })
  readonly roleId?: string | null;

  @Field(() => EmploymentEnum, { nullable: true, description: 'Only workers on these terms, and no posts.' })
  readonly employment?: Employment | null;
}

/** How many months a period has, and with which month of the year one begins. */
const lengths = { quarter: { months: 3, firstMonth: 1 }, year: { months: 12, firstMonth: 4 } } as const;

/** The whole period in which a month lies. */
const periodAround = (month: string, kind: keyof typeof lengths): ChurnPeriod => {
  const { months, firstMonth } = lengths[kind];
  const into = (Number(month.slice(5)) - firstMonth + 12) % months;
  const first = monthsAfter(month, -into);
  return { first, last: monthsAfter(first, months - 1) };
};

const periodsOf = (kind: ChurnPeriodKind, months: readonly string[]): ChurnPeriod[] => {
  if (kind === 'month') return months.map((month) => ({ first: month, last: month }));
  if (kind === 'rolling-year')
    return months.map((month) => ({ first: monthsAfter(month, -11), last: month }));
  const periods = months.map((month) => periodAround(month, kind));
  return [...new Map(periods.map((period) => [period.first, period])).values()];
};

/** The periods asked for, none of which is still to begin. */
const periodsAsked = ({ from, to, period }: ChurnArguments, present: string): ChurnPeriod[] => {
  const now = monthOf(present);
  const last = checkMonth(to ?? null, 'to') ?? now;
  const first = checkMonth(from ?? null, 'from') ?? monthsAfter(last, -11);
  if (first > last) {
    throw apiError(
      'BAD_USER_INPUT',
      `from (${first}) is after to (${last}). Give the earlier month as from.`,
      'from',
    );
  }
  return periodsOf(period, monthsFrom(first, last < now ? last : now));
};

const keyOf = ({ teamId, roleId, employment }: ChurnCell): string => [teamId, roleId, employment].join(' ');

/** An item of the list before anything is counted: only what is on the page is. */
interface Item {
  readonly key: string;
  readonly cell: ChurnCell;
  readonly period: ChurnPeriod;
}
const WHOLE: ChurnCell = { teamId: null, roleId: null, employment: null };

const itemsOf = (cells: readonly ChurnCell[], periods: readonly ChurnPeriod[]): Item[] =>
  cells.flatMap((cell) =>
    periods.map((period) => ({ cell, period, key: `${keyOf(cell)} ${period.first} ${period.last}` })),
  );

/** The counts of each item of a page. */
const countsOf = (items: readonly Item[], rows: readonly FlowRow[]): Map<string, Churn> => {
  const flows = new Map<string, FlowRow[]>(items.map(({ cell }) => [keyOf(cell), []]));
  for (const row of rows) flows.get(keyOf(row))?.push(row);
  return new Map(
    items.flatMap(({ key, cell, period }) =>
      churnOver([period])(flows.get(keyOf(cell)) ?? []).map((churn) => [key, churn] as const),
    ),
  );
};

@Resolver(() => CouncilType)
export class ChurnResolver {
  @FieldResolver(() => RecruitmentChurnConnection, {
    nullable: true,
    description:
      'Who came, who went and who was there, over periods: by team, role and terms of employment in this order, then by time.',
  })
  async recruitmentChurn(
    @Root() { view }: CouncilType,
    @Args(() => ChurnArguments) args: ChurnArguments,
  ): Promise<RecruitmentChurnConnection> {
    const { by, employment = null } = args;
    const periods = periodsAsked(args, view.present);
    const asked = {
      by,
      teamId: checkUuid(args.teamId, 'teamId'),
      roleId: checkUuid(args.roleId, 'roleId'),
      employment,
      from: monthsAfter(periods[0]?.last ?? '2000-01', -12),
      to: periods.at(-1)?.last ?? '2000-01',
    };
    const { cells, began } = await view.read([recruitmentChurn], async (tx) => ({
      cells: by.length === 0 ? [WHOLE] : await churnCellsAt(tx, view.tenant, view.at, asked),
      began: await churnBeginsAt(tx, view.tenant, view.at),
    }));
    // Posts have no terms of employment.
    const ofWorkers = employment !== null || by.includes('employment');
    const page = pageOf(
      itemsOf(cells, periods),
      args,
      ({ key }) => Buffer.from(key).toString('base64url'),
      (item) => item,
    );
    const items = page.edges.map(({ node }) => node);
    const rows =
      items.length === 0
        ? []
        : await view.read([recruitmentChurn], async (tx) =>
            flowsAt(tx, view.tenant, view.at, asked, [...new Set(items.map(({ cell }) => cell))]),
          );
    const counts = countsOf(items, rows);
    const offices = await officesIn(view);
    const known = { began, present: view.present };
    const nodeOf = ({ key, cell, period }: Item): ChurnNode[] => {
      const churn = counts.get(key);
      if (churn === undefined) return [];
      return [
        {
          ...presentCounts(churn, ofWorkers, known),
          team: cell.teamId === null ? null : (offices.get(cell.teamId) ?? null),
          role: cell.roleId === null ? null : (offices.get(cell.roleId) ?? null),
          employment: cell.employment as Employment | null,
          incomplete: incompleteCounts(period, known),
        },
      ];
    };
    return {
      ...page,
      edges: page.edges.flatMap(({ cursor, node }) => nodeOf(node).map((churn) => ({ cursor, node: churn }))),
    };
  }
}

type Counts = Omit<ChurnNode, 'team' | 'role' | 'employment' | 'incomplete'>;
const presentCounts = (churn: Churn, ofWorkers: boolean, known: KnownMovements): Counts => {
  const { establishmentFte, supernumeraryFte, vacancyFte, tenure, ...counts } = churn;
  const ofPosts = ofWorkers ? null : { establishmentFte, supernumeraryFte, vacancyFte };
  return {
    ...counts,
    ...(ofPosts ?? { establishmentFte: null, supernumeraryFte: null, vacancyFte: null }),
    tenure: tenureBands.map(({ name: band }, index) => ({ band, workers: tenure[index] ?? 0 })),
    counted: { churn, known, names: ofWorkers ? measuresOfTerms : measureNames },
  };
};
