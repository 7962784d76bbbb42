/** From the register of indicators to their wire shape. */
import type { IndicatorEventType, ReadingHistory } from '@improvement-ledger/domain';
import {
  apart,
  computedPercent,
  definitionOf,
  indicatorEvents,
  linksOf,
  RAG_RULE,
  ragAgainst,
  readingsOf,
  standingOf,
  textOf,
} from '@improvement-ledger/domain';
import type { RegisterRecord, SaidAt } from '@improvement-ledger/projections';
import { recordsAt, registerEntries } from '@improvement-ledger/projections';
import type { People } from '../person/people.js';
import type { View } from '../view.js';
import { once } from '../view.js';
import type { ReadingStage } from './indicator.enums.js';

export type IndicatorRecord = RegisterRecord<IndicatorEventType>;
type IndicatorSaid = SaidAt<IndicatorEventType>;
type ReadingSaid = ReadingHistory<IndicatorSaid>;
type ValueSaid = ReadingSaid['values'][number];

const CATEGORY = 'indicator';
/** All but values: these are read of one indicator at a time. */
const definitions = (Object.keys(indicatorEvents) as IndicatorEventType[]).filter((type) =>
  type.startsWith('Indicator'),
);

/** What indicators there are, without their values. */
export const indicatorsIn = async (view: View): Promise<IndicatorRecord[]> =>
  once(view, 'indicators', async () =>
    view.read([registerEntries], async (tx) =>
      recordsAt<IndicatorEventType>(tx, view.tenant, view.at, { category: CATEGORY, types: definitions }),
    ),
  );

/** An indicator with all its values. */
export const seriesIn = async (view: View, id: string): Promise<IndicatorRecord | null> =>
  once(view, `series ${id}`, async () => {
    const [record = null] = await view.read([registerEntries], async (tx) =>
      recordsAt<IndicatorEventType>(tx, view.tenant, view.at, { category: CATEGORY, ids: [id] }),
    );
    return record;
  });

const number = (decimal: string | null | undefined): number | null =>
  decimal === null || decimal === undefined ? null : Number(decimal);

export const presentIndicator = (record: IndicatorRecord, view: View) => {
  const definition = definitionOf(record);
  if (definition === null) throw new Error(`The indicator ${record.id} was not defined.`);
  const { unit, kind, series, direction, clock, relation } = definition;
  return {
    view,
    record,
    definition,
    id: record.id,
    name: textOf(definition.name),
    meaning: textOf(definition.meaning),
    formula: textOf(definition.formula),
    population: textOf(definition.population),
    source: textOf(definition.source),
    unit,
    kind,
    series,
    direction,
    clock,
    belongsTo: relation,
    target: number(definition.target),
    tolerance: number(definition.tolerance),
    ragRule: RAG_RULE,
    version: record.version,
  };
};
export type IndicatorNode = ReturnType<typeof presentIndicator>;

const stages: Readonly<Record<string, ReadingStage>> = {
  ReadingDrafted: 'draft',
  ReadingFinalised: 'final',
  ReadingRestated: 'restated',
};

const presentValue = ({ type, data: { published }, by, from, recordedAt }: ValueSaid, people: People) => ({
  stage: stages[type],
  value: number(published.value),
  printed: published.printed,
  numerator: number(published.numerator),
  denominator: number(published.denominator),
  computed: number(computedPercent(published)),
  by: { id: by, people },
  at: from,
  recordedAt,
});

/** What is known of each period. */
export const presentReadings = (record: IndicatorRecord, view: View) => {
  const definition = definitionOf(record);
  const people: People = { view, ids: record.said.map(({ by }) => by) };
  const rated = (value: string | null | undefined) =>
    definition === null ? null : ragAgainst(value ?? null, definition);
  return readingsOf<IndicatorSaid>(record).map((history) => {
    const { draft, published, known } = standingOf<IndicatorSaid>(history);
    const [drafted, signed, now] = [draft, published, known].map(
      (each) => each?.data.published.value ?? null,
    );
    return {
      period: history.name,
      from: history.period.from,
      to: history.period.to,
      draft: draft === null ? null : presentValue(draft, people),
      published: published === null ? null : presentValue(published, people),
      known: known === null ? null : presentValue(known, people),
      isFinal: published !== null,
      draftToFinal: number(apart(drafted ?? null, signed ?? null)),
      finalToKnown: number(apart(signed ?? null, now ?? null)),
      ragPublished: rated(signed),
      rag: rated(now),
      values: history.values.map((each) => presentValue(each, people)),
      reviews: history.reviews.map(({ data, by, from }) => ({
        by: { id: by, people },
        at: from,
        comment: textOf(data.comment),
        remedy: textOf(data.remedy),
      })),
    };
  });
};
export type ReadingNode = ReturnType<typeof presentReadings>[number];

/** The indicators that were linked to an action or a success measure. */
export const indicatorsAbout = async (view: View, targetId: string): Promise<IndicatorRecord[]> =>
  (await indicatorsIn(view)).filter((record) =>
    linksOf(record).some(({ data }) => data.targetId === targetId),
  );
