/** Reported figures of a council, and where figures that should agree do not. */
import type { FigureMeasure } from '@improvement-ledger/domain';
import {
  addsUp,
  belowThreshold,
  decimal,
  differenceOf,
  parseDecimal,
  periodName,
  periodsMeet,
  textOf,
  unitOf,
  yearsToDate,
} from '@improvement-ledger/domain';
import type { FigureRow } from '@improvement-ledger/projections';
import { figuresAt, reportedFigures } from '@improvement-ledger/projections';
import { Arg, Args, ArgsType, Field, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { checkFirst, connectionOf, PageArguments } from '../connection.js';
import { CouncilType } from '../council/council.types.js';
import { apiError } from '../errors.js';
import { checkUuid } from '../ids.js';
import { READINGS_SHOWN_MAX } from '../limits.js';
import { officesIn } from '../office/office.resolver.js';
import { cursorOf, rootOf } from '../staffing/staffing.resolver.js';
import type { View } from '../view.js';
import { once } from '../view.js';
import { compared } from './comparisons.js';
import { inTime, readingNodes, shown, valuesOf, WindowArguments, within } from './figures-shown.js';
import {
  FigureBelowType,
  FigureComparisonType,
  FigureDisagreementType,
  FigureReadingType,
  FigureYearToDateType,
  ReportedFigureConnection,
  ReportedFigureType,
} from './figures.types.js';
import { FigureMeasureEnum } from './workforce.enums.js';

@ArgsType()
class FigureArguments extends PageArguments {
  @Field(() => [FigureMeasureEnum], {
    defaultValue: [],
    description: 'Only these measures; all, unless given.',
  })
  readonly measures!: FigureMeasure[];

  @Field(() => ID, { nullable: true, description: 'Only those of this team.' })
  readonly teamId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this role.' })
  readonly roleId?: string | null;
}

/** Whom a figure is of, so that figures of the same people are found. */
const populationOf = ({ defined }: FigureRow): string =>
  [defined.measure, defined.teamId, defined.roleId, textOf(defined.of)?.trim().toLowerCase()].join(' ');

/** The most figures that one is held against. */
const HELD_AGAINST_MAX = 500;

const ALL = { after: 0, first: HELD_AGAINST_MAX, teamId: null, roleId: null };

/** The figures of one measure, read once for all of a page. */
const ofMeasure = async (view: View, measure: FigureMeasure): Promise<readonly FigureRow[]> =>
  once(view, `figures ${measure}`, async () => {
    const asked = { ...ALL, measures: [measure] };
    const { rows } = await view.read([reportedFigures], async (tx) =>
      figuresAt(tx, view.tenant, view.at, asked),
    );
    return rows;
  });

@Resolver(() => CouncilType)
export class ReportedFiguresResolver {
  @FieldResolver(() => ReportedFigureConnection, {
    nullable: true,
    description:
      'Figures of its workforce as they were reported, in the order in which they were first recorded.',
  })
  async reportedFigures(
    @Root() { view }: CouncilType,
    @Args(() => FigureArguments) { first, after, measures, teamId, roleId }: FigureArguments,
  ): Promise<ReportedFigureConnection> {
    checkFirst(first);
    const of = { teamId: checkUuid(teamId, 'teamId'), roleId: checkUuid(roleId, 'roleId') };
    const asked = { after: rootOf(after), first: first + 1, measures, ...of };
    const found = await view.read([reportedFigures], async (tx) =>
      figuresAt(tx, view.tenant, view.at, asked),
    );
    const offices = await officesIn(view);
    return connectionOf(found, first, cursorOf, (row: FigureRow): ReportedFigureType => {
      const { defined, readings, version } = row;
      return {
        id: defined.figureId,
        measure: defined.measure,
        unit: unitOf(defined.measure),
        team: defined.teamId === null ? null : (offices.get(defined.teamId) ?? null),
        role: defined.roleId === null ? null : (offices.get(defined.roleId) ?? null),
        of: textOf(defined.of),
        source: textOf(defined.source),
        version,
        view,
        row,
        all: inTime(readings.values()),
      };
    });
  }
}

@Resolver(() => ReportedFigureType)
export class ReportedFigureResolver {
  @FieldResolver(() => [FigureReadingType], {
    description: `Its values by period, the earliest first: at most ${READINGS_SHOWN_MAX}.`,
  })
  readings(
    @Root() { all, view }: ReportedFigureType,
    @Args(() => WindowArguments) window: WindowArguments,
  ): FigureReadingType[] {
    return within(all, window).flatMap((reading) => readingNodes(reading, view.tenant));
  }

  @FieldResolver(() => [FigureYearToDateType], {
    description:
      'Years to date of which all months, or quarters, are known: beside their sum. Only of what adds up.',
  })
  yearsToDate(
    @Root() { all, measure }: ReportedFigureType,
    @Args(() => WindowArguments) window: WindowArguments,
  ): FigureYearToDateType[] {
    const asked = new Set(within(all, window).map(({ period }) => period));
    return addsUp(measure)
      ? yearsToDate(valuesOf(all))
          .filter(({ period }) => asked.has(period))
          .map(({ period, of, ...rest }) => ({ ...rest, period: periodName(period), partKind: of }))
      : [];
  }

  @FieldResolver(() => FigureBelowType, {
    description:
      'When its snapshots or, where it has none, its months came below a threshold, and whether they stayed there.',
  })
  below(
    @Root() { all }: ReportedFigureType,
    @Arg('threshold', () => String, { description: 'The threshold, `20`.' }) given: string,
  ): FigureBelowType {
    const threshold = parseDecimal(given) ?? '';
    if (!decimal.safeParse(threshold).success) {
      throw apiError(
        'BAD_USER_INPUT',
        `threshold is "${given.slice(0, 60)}"; it must be a number such as 20.`,
        'threshold',
      );
    }
    const values = valuesOf(all);
    const snapshots = values.filter(({ period }) => period.kind === 'snapshot');
    const months = values.filter(({ period }) => period.kind === 'month');
    const { first, since, periods, last } = belowThreshold(
      snapshots.length > 0 ? snapshots : months,
      threshold,
    );
    return { threshold, first: shown(first), since: shown(since), periods, last: shown(last) };
  }

  @FieldResolver(() => [FigureDisagreementType], {
    description: 'What other figures of the same measure of the same people say otherwise of its periods.',
  })
  async disagreements(
    @Root() { all, view, row }: ReportedFigureType,
    @Args(() => WindowArguments) window: WindowArguments,
  ): Promise<FigureDisagreementType[]> {
    const others = (await ofMeasure(view, row.defined.measure)).filter(
      (other) => other.root !== row.root && populationOf(other) === populationOf(row),
    );
    return valuesOf(within(all, window))
      .flatMap(({ period, value }) =>
        others.flatMap((other) =>
          valuesOf([...other.readings.values()]).flatMap(({ period: of, value: theirs }) =>
            value === null || theirs === null || value === theirs || !periodsMeet(period, of)
              ? []
              : [
                  {
                    period: periodName(period),
                    value,
                    figureId: other.defined.figureId,
                    source: textOf(other.defined.source),
                    with: theirs,
                    difference: differenceOf(value, theirs),
                  },
                ],
          ),
        ),
      )
      .slice(0, READINGS_SHOWN_MAX);
  }

  @FieldResolver(() => [FigureComparisonType], {
    nullable: true,
    description:
      'Its values beside what the movements in the ledger come to for the same periods and people.',
  })
  async comparisons(
    @Root() { all, view, row }: ReportedFigureType,
    @Args(() => WindowArguments) window: WindowArguments,
  ): Promise<FigureComparisonType[]> {
    return compared(view, row.defined, valuesOf(within(all, window)));
  }
}
