/** The signals that stand in a plan at a point, by the rules as the plan has set them, each with its answer. */
import type { At, DataOf, RecordSaid } from '@improvement-ledger/domain';
import {
  lastOfRecord,
  londonDay,
  saidOf,
  signalAnswer,
  signalIdOf,
  signalRule,
} from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { meetingsAt } from '../boards.js';
import { dueListAt } from '../overdue-actions.js';
import { planRecordsAt } from '../plan-records.js';
import { plansAt } from '../plan-register.js';
import { integritySignals } from './list.js';
import type { IntegritySignal, SignalFound } from './signal.js';
import { subjectsAt } from './subjects.js';

/** What was said in answer to a signal, and who was content with it. */
export interface SignalAnswer {
  readonly answered: RecordSaid<'SignalAnswered'>;
  readonly accepted: RecordSaid<'SignalAnswerAccepted'> | null;
}
export interface SignalRow extends SignalFound {
  /** Names the occurrence: the same signal of the same action, triggered by the same event. */
  readonly signalId: string;
  readonly signal: IntegritySignal;
  readonly workstreamId: string;
  readonly answer: SignalAnswer | null;
}

/** A rule as a plan has set it. */
export interface SignalRuleRow {
  readonly signal: IntegritySignal;
  readonly parameters: Readonly<Record<string, number>>;
  readonly set: RecordSaid<'SignalRuleSet'> | null;
}

interface OfPlan {
  readonly tenant: string;
  readonly planId: string;
}

/** Every rule with the parameters that hold for a plan. */
export const signalRulesAt = async (tx: Tx, { tenant, planId }: OfPlan, at: At): Promise<SignalRuleRow[]> => {
  const [row] = await planRecordsAt(tx, tenant, { kind: signalRule, planId }, at);
  return integritySignals.map((signal) => {
    const set =
      saidOf(row ?? { said: [] }, 'SignalRuleSet').findLast(({ data }) => data.signal === signal.key) ?? null;
    const own = Object.fromEntries(
      Object.entries(signal.parameters).map(([name, { value }]) => [name, value]),
    );
    const said = (set?.data.parameters ?? []).map(({ name, value }) => [name, value] as const);
    return { signal, parameters: { ...own, ...Object.fromEntries(said) }, set };
  });
};

const ALL = 100_000;

/** The signals that stand on a day, in the order of the list and then of the actions. */
export const signalsAt = async (
  tx: Tx,
  { tenant, planId }: OfPlan,
  at: At,
  now: string,
  /** Only these; all, unless given. */
  keys: readonly string[] | null = null,
): Promise<SignalRow[]> => {
  const on = londonDay(now);
  // What is to come has not happened.
  const point = { ...at, asOf: at.asOf < now ? at.asOf : now };
  const [plan] = await plansAt(tx, tenant, point, planId);
  if (plan === undefined) return [];
  const due = { state: 'overdue', on, against: 'current' } as const;
  const [subjects, meetings, overdue, rules, answers] = await Promise.all([
    subjectsAt(tx, { tenant, planId }, point),
    meetingsAt(tx, tenant, point),
    dueListAt(tx, { tenant, planId }, due, point, { after: null, first: ALL }),
    signalRulesAt(tx, { tenant, planId }, point),
    answersAt(tx, { tenant, planId }, at),
  ]);
  const scope = {
    tx,
    tenant,
    plan,
    at: point,
    on,
    now,
    subjects,
    meetings: meetings.filter(({ status }) => status !== 'cancelled'),
    overdue: overdue.rows,
  };
  const workstreamOf = new Map(subjects.map(({ actionId, workstreamId }) => [actionId, workstreamId]));
  const found: SignalRow[] = [];
  for (const { signal, parameters } of rules.filter((rule) => keys?.includes(rule.signal.key) ?? true)) {
    for (const each of await signal.find(scope, parameters)) {
      const workstreamId = workstreamOf.get(each.actionId);
      if (workstreamId === undefined) continue;
      const signalId = signalIdOf({
        planId,
        signal: signal.key,
        actionId: each.actionId,
        position: each.positions[0] ?? 0,
      });
      found.push({ ...each, signalId, signal, workstreamId, answer: answers.get(signalId) ?? null });
    }
  }
  return found;
};

/** What was answered, by the occurrence; also to what does not stand any more. */
const answersAt = async (tx: Tx, { tenant, planId }: OfPlan, at: At): Promise<Map<string, SignalAnswer>> =>
  new Map(
    (await planRecordsAt(tx, tenant, { kind: signalAnswer, planId }, at)).flatMap((row) => {
      const answered = lastOfRecord(row, 'SignalAnswered');
      return answered === null
        ? []
        : [[row.id, { answered, accepted: lastOfRecord(row, 'SignalAnswerAccepted') }] as const];
    }),
  );

/** The data of an answer, for whoever answers a signal that was found. */
export type SignalNamed = Pick<DataOf<'SignalAnswered'>, 'planId' | 'signal' | 'actionId' | 'position'>;
