/** The indicators of a council, and what belongs to each. */
import type { IndicatorEventType, SeriesKind } from '@improvement-ledger/domain';
import { contradictionsOf, definitionOf, linksOf, textOf } from '@improvement-ledger/domain';
import { draftedWithinAt, recordsAt, registerEntries } from '@improvement-ledger/projections';
import { Arg, Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { ActionType } from '../action/action.types.js';
import { presentActionsById } from '../action/present.js';
import { MonthsArguments } from '../audit/audit.arguments.js';
import { PageArguments, pageOf } from '../connection.js';
import { CouncilType } from '../council/council.types.js';
import { checkMonth, monthsAsked } from '../months.js';
import type { People } from '../person/people.js';
import { EffectiveTimeScalar } from '../scalars.js';
import { SeriesKindEnum } from './indicator.enums.js';
import {
  ContradictionType,
  IndicatorConnection,
  IndicatorLinkType,
  IndicatorRelationType,
  IndicatorType,
  ReadingConnection,
  ReadingDifferenceConnection,
  ReadingType,
} from './indicator.types.js';
import type { IndicatorNode, ReadingNode } from './present.js';
import { indicatorsAbout, indicatorsIn, presentIndicator, presentReadings, seriesIn } from './present.js';

@Resolver(() => CouncilType)
export class CouncilIndicatorsResolver {
  @FieldResolver(() => IndicatorConnection, {
    nullable: true,
    description: 'What it measures, in the order in which it was defined.',
  })
  async indicators(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('name', () => String, { nullable: true, description: 'Only those whose name has this in it.' })
    name?: string | null,
    @Arg('series', () => SeriesKindEnum, {
      nullable: true,
      description: 'Only those whose values are of these.',
    })
    series?: SeriesKind | null,
  ): Promise<object> {
    const wanted = (name ?? '').toLowerCase();
    const listed = (await indicatorsIn(view)).filter((record) => {
      const definition = definitionOf(record);
      const isNamed = (textOf(definition?.name) ?? '').toLowerCase().includes(wanted);
      return isNamed && (series === null || series === undefined || definition?.series === series);
    });
    return pageOf(
      listed,
      page,
      ({ id }) => id,
      (record) => presentIndicator(record, view),
    );
  }

  @FieldResolver(() => ReadingDifferenceConnection, {
    nullable: true,
    description:
      'Periods that end in these months and whose final value is not their last draft, with who signed.',
  })
  async draftDifferences(
    @Root() { view }: CouncilType,
    @Args(() => MonthsArguments) asked: MonthsArguments,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<object> {
    const periods = monthsAsked(asked, view.present);
    const records = await view.read([registerEntries], async (tx) => {
      const ids = await draftedWithinAt(tx, view.tenant, view.at, periods);
      return recordsAt<IndicatorEventType>(tx, view.tenant, view.at, { category: 'indicator', ids, periods });
    });
    const differences = records.flatMap((record) => {
      const people: People = { view, ids: record.said.map(({ by }) => by) };
      return presentReadings(record, view).flatMap((reading) => {
        const { published } = reading;
        if (published === null || reading.draftToFinal === null) return [];
        const signed = { signedBy: { id: published.by.id, people }, signedAt: published.at };
        const key = `${record.id} ${reading.from} ${reading.to}`;
        return [{ key, indicator: presentIndicator(record, view), reading, ...signed }];
      });
    });
    return pageOf(
      differences,
      page,
      ({ key }) => Buffer.from(key).toString('base64url'),
      (node) => node,
    );
  }
}

@Resolver(() => ActionType)
export class ActionIndicatorsResolver {
  @FieldResolver(() => [IndicatorType], {
    nullable: true,
    description: 'What shows how it fares: its rating beside what is measured.',
  })
  async indicators(@Root() { actionId, view }: ActionType): Promise<object[]> {
    return (await indicatorsAbout(view, actionId)).map((record) => presentIndicator(record, view));
  }
}

@Resolver(() => IndicatorType)
export class IndicatorResolver {
  @FieldResolver(() => ReadingConnection, {
    nullable: true,
    description: 'What is known of each period, in the order in which they end: what a chart shows.',
  })
  async readings(
    @Root() { view, id }: IndicatorNode,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('from', () => EffectiveTimeScalar, {
      nullable: true,
      description: 'Only periods that end in this month or later.',
    })
    from?: string | null,
    @Arg('to', () => EffectiveTimeScalar, {
      nullable: true,
      description: 'Only periods that end in this month or earlier.',
    })
    to?: string | null,
  ): Promise<object> {
    const [first, last] = [checkMonth(from ?? null, 'from'), checkMonth(to ?? null, 'to')];
    const series = await seriesIn(view, id);
    const readings = series === null ? [] : presentReadings(series, view);
    const listed = readings.filter((reading) => {
      const month = reading.to.slice(0, 7);
      return (first === null || month >= first) && (last === null || month <= last);
    });
    return pageOf(
      listed,
      page,
      (reading) => `${reading.from}.${reading.to}`,
      (reading) => reading,
    );
  }

  @FieldResolver(() => ReadingType, {
    nullable: true,
    description: 'The last period of which a value is known.',
  })
  async latest(@Root() { view, id }: IndicatorNode): Promise<ReadingNode | null> {
    const series = await seriesIn(view, id);
    const readings = series === null ? [] : presentReadings(series, view);
    return readings.findLast(({ known }) => known !== null && known.value !== null) ?? null;
  }

  @FieldResolver(() => [ContradictionType], {
    nullable: true,
    description: 'What of it contradicts itself, or the indicator to which it belongs.',
  })
  async contradictions(@Root() { view, id, belongsTo }: IndicatorNode): Promise<object[]> {
    const series = await seriesIn(view, id);
    const other = belongsTo === null ? null : await seriesIn(view, belongsTo.indicatorId);
    if (series === null) return [];
    const found = contradictionsOf(
      series,
      other === null ? null : { kind: belongsTo?.kind ?? '', of: other },
    );
    return found.map(({ kind, name, said, computed, difference }) => ({
      kind,
      period: name,
      said: Number(said),
      computed: Number(computed),
      difference: Number(difference),
    }));
  }

  @FieldResolver(() => IndicatorRelationType, {
    nullable: true,
    description: 'The indicator to which it belongs.',
  })
  async relation(@Root() { view, belongsTo }: IndicatorNode): Promise<object | null> {
    const other = (await indicatorsIn(view)).find(({ id }) => id === belongsTo?.indicatorId);
    return belongsTo === null || other === undefined
      ? null
      : { kind: belongsTo.kind, indicator: presentIndicator(other, view) };
  }

  @FieldResolver(() => [IndicatorType], { nullable: true, description: 'What it is compared with.' })
  async benchmarks(@Root() { view, id }: IndicatorNode): Promise<object[]> {
    return (await indicatorsIn(view))
      .map((record) => presentIndicator(record, view))
      .filter(({ belongsTo }) => belongsTo?.kind === 'benchmark-of' && belongsTo.indicatorId === id);
  }

  @FieldResolver(() => [IndicatorLinkType], { nullable: true, description: 'What it is about.' })
  links(@Root() { record, view }: IndicatorNode): object[] {
    return linksOf(record).map(({ data, from }) => ({
      id: data.linkId,
      since: from,
      successMeasureId: data.to === 'success-measure' ? data.targetId : null,
      linkedActionId: data.to === 'action' ? data.targetId : null,
      view,
    }));
  }
}

interface IndicatorLinkNode {
  readonly linkedActionId: string | null;
  readonly view: IndicatorNode['view'];
}

@Resolver(() => IndicatorLinkType)
export class IndicatorLinkResolver {
  @FieldResolver(() => ActionType, { nullable: true, description: 'The action; null for a success measure.' })
  async action(@Root() { linkedActionId, view }: IndicatorLinkNode): Promise<ActionType | null> {
    if (linkedActionId === null) return null;
    const [found = null] = await presentActionsById(view, [linkedActionId]);
    return found;
  }
}
