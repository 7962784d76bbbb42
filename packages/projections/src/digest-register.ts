/** What was said of digests: a council's schedules and closure days, its recipients, the ladders of its plans and what was escalated. */
import type {
  At,
  ClosureDays,
  DataOf,
  DigestEventType,
  DigestRules,
  DigestSchedule,
  EventType,
  Ladder,
  Recipient,
  Recorded,
} from '@improvement-ledger/domain';
import { digestRules, escalation, ladder, recipient } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import { projection } from './projection.js';
import { inForce } from './visible.js';

/** Whom or what an event is about: the council, a person, a plan or an action. */
const subjectOf = (data: DataOf<DigestEventType>): string => {
  if ('actionId' in data) return data.actionId;
  if ('planId' in data) return data.planId;
  return 'personId' in data && !('councilId' in data) ? data.personId : councilIn(data);
};
const councilIn = (data: object): string => ('councilId' in data ? String(data.councilId) : '');

export const digestRegister = projection<DigestEventType>({
  name: 'digest_register',
  version: 1,
  types: [...digestRules.types, ...recipient.types, ...ladder.types, ...escalation.types],
  columns: 'subject uuid not null, type text not null, value jsonb not null',
  indexes: ['% (tenant, subject)', `% (tenant) where type <> 'ActionEscalated'`],
  rows: ({ type, data }: Recorded<DigestEventType>) => [
    { facet: '', subject: subjectOf(data), type, value: data },
  ],
});

interface EntryRow {
  readonly root: number;
  readonly subject: string;
  readonly type: EventType;
  readonly data: unknown;
  readonly effectiveFrom: string;
  readonly recordedAt: string;
}

/** What the entries of one record come to, by the aggregate's own fold: the database has applied the corrections. */
const folded = <State>(
  aggregate: {
    readonly types: readonly EventType[];
    readonly initial: State;
    evolve(state: State, entry: never): State;
  },
  rows: readonly EntryRow[],
): Map<string, State> => {
  const states = new Map<string, State>();
  for (const row of rows) {
    if (!aggregate.types.includes(row.type)) continue;
    const state = states.get(row.subject) ?? aggregate.initial;
    states.set(row.subject, aggregate.evolve(state, { root: row.root, event: row } as never));
  }
  return states;
};

/** All that was said of digests but what was escalated. */
export interface DigestSettings {
  readonly rules: DigestRules;
  /** By person's id. */
  readonly recipients: ReadonlyMap<string, Recipient>;
  /** By plan's id. */
  readonly ladders: ReadonlyMap<string, Ladder>;
  /** The number of events in the streams, by their subject: for `expectedVersion`. */
  readonly versions: ReadonlyMap<string, number>;
}

export const digestSettingsAt = async (tx: Tx, tenant: string, at: At): Promise<DigestSettings> => {
  const [rows, versions] = await Promise.all([
    tx<EntryRow[]>`
      select e.root, e.subject, e.type, e.value as data, e.effective_from as "effectiveFrom", e.recorded_at as "recordedAt"
        from read.digest_register e
       where e.tenant = ${tenant} and e.type <> 'ActionEscalated' and ${inForce(tx, 'e', at)}
       order by e.effective_from, e.root`,
    tx<{ subject: string; version: number }[]>`
      select v.subject, count(*)::integer as version from read.digest_register v
       where v.tenant = ${tenant} and v.type <> 'ActionEscalated' and v.known_from <= ${at.knownAt} group by v.subject`,
  ]);
  const opened = await openTexts(tx, tenant, [...rows]);
  const ladders = [...folded(ladder, opened)].flatMap(([planId, { ladder: set }]) =>
    set === null ? [] : [[planId, set] as const],
  );
  return {
    rules: [...folded(digestRules, opened).values()][0] ?? digestRules.initial,
    recipients: folded(recipient, opened),
    ladders: new Map(ladders),
    versions: new Map(versions.map(({ subject, version }) => [subject, version])),
  };
};

/** What a council ruled of its digests, as far as it says when they are due: for whoever asks often. */
export const digestSchedulesAt = async (
  tx: Tx,
  tenant: string,
  at: At,
): Promise<{ readonly schedules: readonly DigestSchedule[]; readonly closures: ClosureDays }> => {
  const rows = await tx<EntryRow[]>`
    select e.root, e.subject, e.type, e.value as data, e.effective_from as "effectiveFrom", e.recorded_at as "recordedAt"
      from read.digest_register e
     where e.tenant = ${tenant} and e.type in ('DigestScheduleSet', 'DigestScheduleEnded', 'ClosureDaysSet') and ${inForce(tx, 'e', at)}
     order by e.effective_from, e.root`;
  const [rules = digestRules.initial] = folded(digestRules, rows).values();
  return { schedules: [...rules.schedules.values()], closures: new Set(rules.closures) };
};

/** A step of the ladder that an action came to. */
export interface EscalationRow extends Pick<
  DataOf<'ActionEscalated'>,
  'actionId' | 'step' | 'lastDay' | 'from' | 'personIds'
> {
  /** From when it holds, and where it was first recorded. */
  readonly since: string;
  readonly position: number;
}

/** The steps that the actions of a council, or some of them, came to, in the order of recording. */
export const escalationsAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  actionIds: readonly string[] | null = null,
): Promise<EscalationRow[]> => tx<EscalationRow[]>`
  select e.subject as "actionId", e.value ->> 'step' as step, e.value ->> 'lastDay' as "lastDay", e.value ->> 'from' as "from",
         e.value -> 'personIds' as "personIds", e.effective_from as since, e.root as position
    from read.digest_register e
   where e.tenant = ${tenant} and e.type = 'ActionEscalated' and ${inForce(tx, 'e', at)}
     ${actionIds === null ? tx`` : tx`and e.subject = any (${[...actionIds]}::uuid[])`}
   order by e.root`;
