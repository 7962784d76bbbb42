/** Facts straight into a council's log, without deciders: a read model must take whatever order they come in. */
import type { Circumstances, Decided } from '@improvement-ledger/domain';
import {
  digestRules,
  disclosure,
  planRecordKindOf,
  recipient,
  registerOfFact,
  streamOf,
} from '@improvement-ledger/domain';
import { ids, sampleCircumstances, sampleData } from '@improvement-ledger/domain/testing';
import { append, bodiesOf } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';

/** A fact with what is particular to its telling. */
export type ToldFact = Decided & {
  readonly told?: Partial<Circumstances> | undefined;
  /** On the council's replayed clock; an hour after the one before, unless given. */
  readonly recordedAt?: string | undefined;
};

/** The stream of a record that is declared by its kind, if the event is of one. */
const declaredStream = (fact: Decided): string | null => {
  const register = registerOfFact(fact);
  if (register !== null) return streamOf(register.category, register.recordId);
  const kind = planRecordKindOf(fact.type);
  if (kind === undefined) return null;
  return streamOf(kind.category, (fact.data as unknown as Record<string, string>)[kind.idField] ?? '');
};

/** That of records whose events are told by their types. */
const namedStream = ({ type, data }: Decided): string | null => {
  if (type === 'AccessGranted') return `grant-${data.grantId}`;
  if (type === 'ActionEscalated') return `escalation-${data.actionId}`;
  if (type === 'EscalationLadderSet') return `ladder-${data.planId}`;
  if (digestRules.types.some((each) => each === type) && 'councilId' in data) {
    return `digests-${data.councilId}`;
  }
  if (disclosure.types.some((each) => each === type) && 'councilId' in data) {
    return streamOf(disclosure.category, data.councilId);
  }
  if ('milestone' in data) return `joining-${data.engagementId}`;
  if ('engagementId' in data || 'movementId' in data) return `worker-${data.personId}`;
  const isRecipients = recipient.types.some((each) => each === type) && 'personId' in data;
  return isRecipients ? `recipient-${data.personId}` : null;
};

/** The kinds of the other records, in the order in which their ids tell: an action's event names its plan besides. */
const kinds = [
  'challenge',
  'action',
  'commitment',
  'workstream',
  'plan',
  'post',
  'office',
  'figure',
  'person',
  'council',
] as const;

/** The record that each kind of event belongs to. */
const streamFor = (fact: Decided): string => {
  const told = declaredStream(fact) ?? namedStream(fact);
  if (told !== null) return told;
  const data = fact.data as Readonly<Record<string, unknown>>;
  const kind = kinds.find((each) => `${each}Id` in data);
  if (kind === undefined) throw new Error(`No stream is known for ${fact.type}.`);
  return streamOf(kind, data[`${kind}Id`] as string);
};

export interface Log {
  readonly tenant: string;
  /** Records each fact by itself; returns their positions. */
  readonly tell: (...facts: readonly ToldFact[]) => Promise<number[]>;
  readonly head: number;
}

const HOUR_MS = 3_600_000;
/** When the first event of a log is recorded. */
const BEGUN = Date.UTC(2026, 3, 1, 9);
let commands = 0;
const idOf = (number: number): string => `0198c0de-0000-7000-9000-${number.toString(16).padStart(12, '0')}`;

/** Goes on with a log of a council with a replayed clock, in records that it does not have yet. */
export const continueLog = (sql: Sql, tenant: string, after: number): Log => {
  const versions = new Map<string, number>();
  let head = after;
  const tellOne = async ({ told, recordedAt, ...fact }: ToldFact): Promise<number> => {
    const stream = streamFor(fact);
    const version = versions.get(stream) ?? 0;
    const circumstances = { ...sampleCircumstances, effectiveAt: '2026-04-01', ...told };
    const commandId = idOf((commands += 1));
    const placed = [{ fact: fact as Decided, stream, version: version + 1 }];
    const answer = await append(sql, [tenant], tenant, {
      principal: circumstances.actor.id,
      key: commandId,
      hash: '00'.repeat(32),
      commandId,
      recordedAt: recordedAt ?? new Date(BEGUN + head * HOUR_MS).toISOString(),
      expected: [{ stream, version }],
      ...bodiesOf(placed, circumstances, commandId),
    });
    if (answer.outcome !== 'recorded') throw new Error(`${fact.type}: ${JSON.stringify(answer)}`);
    versions.set(stream, version + 1);
    head = answer.head;
    return head;
  };
  return {
    tenant,
    tell: async (...facts) => {
      const positions: number[] = [];
      for (const fact of facts) positions.push(await tellOne(fact));
      return positions;
    },
    get head() {
      return head;
    },
  };
};

/** Opens the log of a council with a replayed clock; its registration stands at position 1. */
export const openLog = async (sql: Sql, tenant: string): Promise<Log> => {
  const log = continueLog(sql, tenant, 0);
  const data = { ...sampleData.CouncilRegistered, key: tenant, gssCode: null, clock: 'replayed' } as const;
  await log.tell({ type: 'CouncilRegistered', data });
  return log;
};

/** The sample plan with these actions in it. */
export const planWith = (actionIds: readonly string[] = [ids.action]): ToldFact[] => [
  { type: 'PersonRegistered', data: sampleData.PersonRegistered },
  { type: 'PlanDrafted', data: sampleData.PlanDrafted },
  { type: 'RagVocabularySet', data: sampleData.RagVocabularySet },
  { type: 'WorkstreamAdded', data: sampleData.WorkstreamAdded },
  { type: 'CommitmentAdded', data: sampleData.CommitmentAdded },
  ...actionIds.map((actionId, index) => ({
    type: 'ActionAdded' as const,
    data: { ...sampleData.ActionAdded, actionId, reference: `A1.${index + 1}`, place: index + 1 },
  })),
];

/** Reports of the rating of an action, one for each. */
export const ratings = (rags: readonly (string | null)[], actionId: string = ids.action): ToldFact[] =>
  rags.map((rag) => ({ type: 'ActionStatusRecorded', data: { planId: ids.plan, actionId, rag } }));
