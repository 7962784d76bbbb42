/** What was said of the records of every register on the one skeleton, and what each record comes to at a point. */
import type { At, Entries, EventType, Recorded, Said } from '@improvement-ledger/domain';
import { registers } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import type { Fragment } from 'postgres';
import type { PageFound } from './page.js';
import { projection } from './projection.js';
import { inForce, inForceOfAny } from './visible.js';

const beginnings: ReadonlySet<EventType> = new Set<EventType>(registers.map(({ begins }) => begins));
const beginningsSql = [...beginnings].map((type) => `'${type}'`).join(', ');

/** Of what larger thing a record is: an audit of its programme, a reading of its indicator. */
const parentOf = (data: { readonly indicatorId?: string; readonly programmeId?: string }): string | null =>
  data.indicatorId ?? data.programmeId ?? null;

export const registerEntries = projection({
  name: 'register_entries',
  version: 1,
  types: registers.flatMap(({ types }): readonly EventType[] => types),
  columns: `category text collate "C" not null, record_id uuid not null, parent_id uuid, begins boolean not null, type text not null,
    said_by uuid not null, value jsonb not null`,
  indexes: [
    '% (tenant, record_id)',
    '% (tenant, parent_id, category)',
    '% (tenant, category, root) where begins',
  ],
  rows: ({ type, data, stream, actor }: Recorded) => {
    const [category = '', ...id] = stream.split('-');
    return [
      {
        facet: '',
        category,
        record_id: id.join('-'),
        parent_id: parentOf(data as object),
        begins: beginnings.has(type),
        type,
        said_by: actor.id,
        value: data,
      },
    ];
  },
  asSet: {
    facets: `'{""}'::text[]`,
    columns: `split_part(e.stream, '-', 1), substr(e.stream, strpos(e.stream, '-') + 1)::uuid,
      coalesce(e.data ->> 'indicatorId', e.data ->> 'programmeId')::uuid, e.type in (${beginningsSql}), e.type,
      (convert_from(e.body, 'UTF8')::jsonb -> 'actor' ->> 'id')::uuid, e.data`,
  },
});

/** One thing that was said, with when the ledger learned it. */
export type SaidAt<Type extends EventType> = Said<Type> & {
  /** The position of the event, or of the correction that replaced it. */
  readonly position: number;
  /** When it, or its correction, was recorded. */
  readonly recordedAt: string;
};
/** A record of a register at a point. */
export interface RegisterRecord<Type extends EventType = EventType> extends Entries<Type> {
  readonly id: string;
  /** The position of the event that began it. */
  readonly root: number;
  /** The number of events in its stream, for `expectedVersion`. */
  readonly version: number;
  readonly said: readonly SaidAt<Type>[];
}

type EntryRow = SaidAt<EventType> & { readonly recordId: string };

const recordsFrom = <Type extends EventType>(
  rows: readonly EntryRow[],
  begun: readonly { readonly id: string; readonly root: number; readonly version: number }[],
): RegisterRecord<Type>[] => {
  const said = new Map<string, SaidAt<Type>[]>(begun.map(({ id }) => [id, []]));
  for (const { recordId, ...each } of rows) said.get(recordId)?.push(each as unknown as SaidAt<Type>);
  return begun.map((each) => ({ ...each, said: said.get(each.id) ?? [] }));
};

const entriesSql = (tx: Tx, tenant: string, at: At, among: Fragment) => tx<EntryRow[]>`
  select e.record_id as "recordId", e.type, e.value as data, e.effective_from as "from", e.root,
         e.known_from as position, e.recorded_at as "recordedAt",
         case when e.root = e.known_from then e.said_by
              else (select f.said_by from read.register_entries f
                     where f.tenant = e.tenant and f.known_from = e.root and f.facet = '') end as by
    from read.register_entries e
   where e.tenant = ${tenant} and ${among} and ${inForceOfAny(tx, 'e', at)}
   order by e.effective_from, e.root`;

/** Of which records: all of a register, those of one programme or indicator, or these. */
export interface RecordsAsked {
  readonly category: string;
  readonly parentId?: string | null;
  readonly ids?: readonly string[] | null;
  /** Only what was said by events of these types. */
  readonly types?: readonly EventType[] | null;
  /** Of what was said of a period, only of periods that end within these months. */
  readonly periods?: { readonly from: string; readonly to: string } | null;
}

/** The records of a register at a point, in the order in which they were begun; with all that was said of each. */
export const recordsAt = async <Type extends EventType>(
  tx: Tx,
  tenant: string,
  at: At,
  { category, parentId = null, ids = null, types = null, periods = null }: RecordsAsked,
): Promise<RegisterRecord<Type>[]> => {
  const among =
    ids === null
      ? tx`e.category = ${category} ${parentId === null ? tx`` : tx`and e.parent_id = ${parentId}`}`
      : tx`e.record_id = any (${[...ids]}::uuid[])`;
  const begun = await tx<{ id: string; root: number; version: number }[]>`
    select e.record_id as id, e.root, count(v.*)::integer as version
      from read.register_entries e
      join read.register_entries v
        on v.tenant = e.tenant and v.record_id = e.record_id and v.known_from <= ${at.knownAt}
     where e.tenant = ${tenant} and ${among} and e.begins and ${inForce(tx, 'e', at)}
     group by e.record_id, e.root order by e.root`;
  const ending = tx`left(e.value -> 'period' ->> 'to', 7)`;
  const rows = await entriesSql(
    tx,
    tenant,
    at,
    tx`${among} ${types === null ? tx`` : tx`and e.type = any (${[...types]})`}
       ${periods === null ? tx`` : tx`and (e.value -> 'period' is null or ${ending} between ${periods.from} and ${periods.to})`}`,
  );
  return recordsFrom(await openTexts(tx, tenant, [...rows]), begun);
};

export interface RecordPageAsked {
  readonly category: string;
  /** The fields that the event that began a record must have, each with its value. */
  readonly having: Readonly<Record<string, string | null>>;
  /** The position of the beginning of the last record before; 0: none. */
  readonly after: number;
  readonly first: number;
}

/** A page of a register whose records are many. */
export const recordPageAt = async <Type extends EventType>(
  tx: Tx,
  tenant: string,
  at: At,
  { category, having, after, first }: RecordPageAsked,
): Promise<PageFound<RegisterRecord<Type>>> => {
  const wanted = Object.fromEntries(Object.entries(having).filter(([, value]) => value !== null));
  const begun = await tx<{ id: string; root: number; version: number; total: number }[]>`
    select page.*, (select count(*)::integer from read.register_entries v
                     where v.tenant = ${tenant} and v.record_id = page.id and v.known_from <= ${at.knownAt}) as version
      from (select e.record_id as id, e.root, count(*) over ()::integer as total
              from read.register_entries e
             where e.tenant = ${tenant} and e.category = ${category} and e.begins
               and e.value @> ${tx.json(wanted)} and ${inForce(tx, 'e', at)}
             order by e.root) page
     where page.root > ${after} order by page.root limit ${first}`;
  const among = tx`e.record_id = any (${begun.map(({ id }) => id)}::uuid[])`;
  const rows = await entriesSql(tx, tenant, at, among);
  return {
    total: begun[0]?.total ?? 0,
    rows: recordsFrom<Type>(
      await openTexts(tx, tenant, [...rows]),
      begun.map(({ id, root, version }) => ({ id, root, version })),
    ),
  };
};

/** The indicators with drafts of periods that end within these months. */
export const draftedWithinAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<string[]> => {
  const rows = await tx<{ id: string }[]>`
    select distinct e.record_id as id from read.register_entries e
     where e.tenant = ${tenant} and e.type = 'ReadingDrafted' and ${inForce(tx, 'e', at)}
       and left(e.value -> 'period' ->> 'to', 7) between ${from} and ${to}`;
  return rows.map(({ id }) => id);
};
