/**
 * The records around plans: all that was said of meetings, inspections, costs and the like, a row for each event. What a
 * record comes to, its kind says in the domain, over the facts that are in force at the point asked about.
 */
import type {
  At,
  EventType,
  PlanRecord,
  PlanRecordEventType,
  Recorded,
  Said,
} from '@improvement-ledger/domain';
import { planRecordKinds } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import { projection } from './projection.js';
import { inForce } from './visible.js';

/** The kind and the id in the name of a stream. */
const partsOf = (stream: string): readonly [string, string] => {
  const hyphen = stream.indexOf('-');
  return [stream.slice(0, hyphen), stream.slice(hyphen + 1)];
};

export const planRecords = projection<PlanRecordEventType>({
  name: 'plan_records',
  version: 1,
  types: planRecordKinds.flatMap(({ types }): readonly PlanRecordEventType[] => types),
  columns:
    'kind text not null, record_id uuid not null, plan_id uuid, said_by uuid not null, value jsonb not null',
  indexes: ['% (tenant, kind, plan_id)', '% (tenant, record_id)'],
  rows: ({ type, stream, data, actor }: Recorded<PlanRecordEventType>) => {
    const [kind, id] = partsOf(stream);
    const planId = 'planId' in data ? data.planId : null;
    return [{ facet: '', kind, record_id: id, plan_id: planId, said_by: actor.id, value: { type, data } }];
  },
});

/** A record as known and true at a point. */
export interface PlanRecordRow<Type extends EventType = PlanRecordEventType> {
  readonly tenant: string;
  readonly id: string;
  readonly said: readonly Said<Type>[];
  /** The number of events in its stream, for `expectedVersion`. */
  readonly version: number;
}

/** Which records are asked for: of one kind and, if given, of one plan or one id. */
interface RecordsAsked<Type extends PlanRecordEventType> {
  readonly kind: { readonly category: string; readonly types: readonly Type[] };
  readonly planId?: string | undefined;
  readonly id?: string | undefined;
}

interface SaidRow {
  readonly id: string;
  readonly value: { readonly type: string; readonly data: object };
  readonly by: string;
  readonly since: string;
  readonly root: number;
  readonly position: number;
  readonly version: number;
}

/** Records at a point, in the order in which they were begun. */
export const planRecordsAt = async <Type extends PlanRecordEventType>(
  tx: Tx,
  tenant: string,
  { kind, planId, id }: RecordsAsked<Type>,
  at: At,
): Promise<PlanRecordRow<Type>[]> => {
  const rows = await tx<SaidRow[]>`
    select r.record_id as id, r.value, first.said_by as by, r.effective_from as since, r.root, r.known_from as position,
           versions.count as version
      from read.plan_records r
      -- Whoever puts something right does not become the one who said it.
      join read.plan_records first on first.tenant = r.tenant and first.known_from = r.root
      join (select v.record_id, count(*)::integer as count from read.plan_records v
             where v.tenant = ${tenant} and v.kind = ${kind.category} and v.known_from <= ${at.knownAt}
             group by v.record_id) versions on versions.record_id = r.record_id
     where r.tenant = ${tenant} and r.kind = ${kind.category} and ${inForce(tx, 'r', at)}
       ${planId === undefined ? tx`` : tx`and r.plan_id = ${planId}`} ${id === undefined ? tx`` : tx`and r.record_id = ${id}`}
     order by r.effective_from, r.root`;
  const opened = await openTexts(tx, tenant, [...rows]);
  const records = new Map<string, { readonly said: Said[]; readonly version: number }>();
  for (const { id: recordId, value, version, ...rest } of opened) {
    const known = records.get(recordId) ?? { said: [], version };
    known.said.push({ ...value, ...rest } as unknown as Said);
    records.set(recordId, known);
  }
  return [...records].map(
    ([recordId, record]) => ({ tenant, id: recordId, ...record }) as unknown as PlanRecordRow<Type>,
  );
};

/** Those whose record was begun: a fact may be told of a time before. */
export const begun = <Row extends PlanRecord<EventType>>(rows: readonly Row[], opening: EventType): Row[] =>
  rows.filter(({ said }) => said.some(({ type }) => type === opening));
