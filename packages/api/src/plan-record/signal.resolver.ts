/** The integrity signals of a plan: those that stand, by which rules, and how many stood over time. */
import { endOfLondonDay, textOf } from '@improvement-ledger/domain';
import { positionAt } from '@improvement-ledger/event-store';
import type { SignalRow } from '@improvement-ledger/projections';
import {
  actionRegister,
  integritySignals,
  overdueActions,
  planRecords,
  planRegister,
  ragHistory,
  signalRulesAt,
  signalsAt,
} from '@improvement-ledger/projections';
import { Arg, Args, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { actionsOf } from '../action/present.js';
import { badCursor, checkFirst, connectionOf, PageArguments } from '../connection.js';
import { apiError } from '../errors.js';
import { globalId, refOf } from '../ids.js';
import type { People } from '../person/people.js';
import { PlanType } from '../plan/plan.types.js';
import { presentWorkstream } from '../plan/present.js';
import { DateScalar } from '../scalars.js';
import type { View } from '../view.js';
import { structureIn } from '../view.js';
import type { Presented } from './object-type.js';
import { IntegritySignalConnection, SignalCountType, SignalRuleType } from './signal.types.js';

const DAYS_MAX = 24;
const models = [actionRegister, overdueActions, planRecords, planRegister, ragHistory];

const checkSignals = (keys: readonly string[] | null | undefined): readonly string[] | null => {
  const unknown = keys?.find((key) => !integritySignals.some((signal) => signal.key === key));
  if (unknown === undefined) return keys ?? null;
  const known = integritySignals.map(({ key }) => key).join(', ');
  throw apiError(
    'BAD_USER_INPUT',
    `"${unknown.slice(0, 60)}" is not a signal; these are: ${known}.`,
    'signals',
  );
};

const presentAnswer = ({ answer }: SignalRow, people: People): Presented | null =>
  answer === null
    ? null
    : {
        note: textOf(answer.answered.data.note),
        by: { id: answer.answered.by, people },
        since: answer.answered.since,
        acceptedBy: answer.accepted === null ? null : { id: answer.accepted.by, people },
        acceptedAt: answer.accepted?.since ?? null,
        acceptance: textOf(answer.accepted?.data.note),
      };

@Resolver(() => PlanType)
export class SignalResolver {
  @FieldResolver(() => IntegritySignalConnection, {
    nullable: true,
    description:
      'What the rules find at the point asked about: by signal, then by action. None is ever deleted.',
  })
  async integritySignals(
    @Root() { planId, view }: PlanType,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Arg('signals', () => [String], { nullable: true, description: 'Only signals with these keys.' })
    signals?: readonly string[] | null,
    @Arg('workstreamId', () => ID, { nullable: true, description: 'Only those in this workstream.' })
    workstreamId?: string | null,
    @Arg('answered', () => Boolean, {
      nullable: true,
      description: 'Only those that are answered, or are not.',
    })
    answered?: boolean | null,
  ): Promise<IntegritySignalConnection> {
    checkFirst(first);
    const within =
      workstreamId === null || workstreamId === undefined ? null : refOf(workstreamId, 'workstreamId').key;
    const keys = checkSignals(signals);
    const all = (await found(view, planId, keys)).filter(
      (row) =>
        (within === null || row.workstreamId === within) &&
        (answered ?? row.answer !== null) === (row.answer !== null),
    );
    const begin =
      after === null || after === undefined ? 0 : 1 + all.findIndex(({ signalId }) => signalId === after);
    if (begin === 0 && after !== null && after !== undefined) throw badCursor(after);
    const page = all.slice(begin, begin + first + 1);
    const actions = await actionsOf(view, page);
    const people: People = {
      view,
      ids: page
        .flatMap(({ answer }) => (answer === null ? [] : [answer.answered.by, answer.accepted?.by ?? '']))
        .filter((id) => id !== ''),
    };
    return connectionOf(
      { rows: page, total: all.length },
      first,
      ({ signalId }) => signalId,
      (row) => ({
        id: row.signalId,
        signal: row.signal.key,
        rule: row.signal.rule,
        action: actions.get(row.actionId),
        since: row.since,
        position: row.positions[0],
        changes: row.positions.map((position) => globalId('Change', view.tenant, position)),
        answer: presentAnswer(row, people),
      }),
    );
  }

  @FieldResolver(() => [SignalCountType], {
    nullable: true,
    description: `How many signals stood at the end of each of up to ${DAYS_MAX} days, as known then, by signal and workstream.`,
  })
  async signalCounts(
    @Root() { planId, view }: PlanType,
    @Arg('on', () => [DateScalar], { description: 'The days, in order.' }) on: readonly string[],
    @Arg('signals', () => [String], { nullable: true, description: 'Only signals with these keys.' })
    signals?: readonly string[] | null,
  ): Promise<Presented[]> {
    if (on.length === 0 || on.length > DAYS_MAX) {
      throw apiError('BAD_USER_INPUT', `on has ${on.length} days; it may have 1 to ${DAYS_MAX}.`, 'on');
    }
    const keys = checkSignals(signals);
    const structure = await structureIn(view, planId);
    const counted: Presented[] = [];
    for (const day of on) {
      const rows = await foundOn(view, planId, day, keys);
      for (const [name, group] of groupsOf(rows)) {
        const [signal, workstreamId] = name.split(' ');
        const row = structure.find(({ id }) => id === workstreamId);
        counted.push({
          on: day,
          signal,
          workstream: row === undefined ? null : presentWorkstream(row, structure, view),
          count: group.length,
          unanswered: group.filter(({ answer }) => answer === null).length,
        });
      }
    }
    return counted;
  }

  @FieldResolver(() => [SignalRuleType], {
    nullable: true,
    description: 'Every integrity signal, with its rule and the parameters that hold for the plan.',
  })
  async signalRules(@Root() { planId, view }: PlanType): Promise<Presented[]> {
    const rules = await view.read([planRecords], async (tx) =>
      signalRulesAt(tx, { tenant: view.tenant, planId }, view.at),
    );
    const people: People = { view, ids: rows(rules.map(({ set }) => set?.by)) };
    return rules.map(({ signal, parameters, set }) => ({
      signal: signal.key,
      rule: signal.rule,
      parameters: Object.entries(signal.parameters).map(([name, { meaning, value }]) => ({
        name,
        meaning,
        value: parameters[name] ?? value,
      })),
      setBy: set === null ? null : { id: set.by, people },
      since: set?.since ?? null,
    }));
  }
}

const rows = (ids: readonly (string | undefined)[]): string[] => ids.filter((id) => id !== undefined);

const found = async (view: View, planId: string, keys: readonly string[] | null): Promise<SignalRow[]> =>
  view.read(models, async (tx) =>
    signalsAt(tx, { tenant: view.tenant, planId }, view.at, view.present, keys),
  );

/** Those that stood at the end of a day, with what was known then. */
const foundOn = async (
  view: View,
  planId: string,
  day: string,
  keys: readonly string[] | null,
): Promise<SignalRow[]> =>
  view.read(models, async (tx) => {
    const end = endOfLondonDay(day);
    const now = end < view.present ? end : view.present;
    const knownAt = Math.min(view.at.knownAt, await positionAt(tx, view.tenant, now));
    return signalsAt(tx, { tenant: view.tenant, planId }, { asOf: now, knownAt }, now, keys);
  });

const groupsOf = (all: readonly SignalRow[]): Map<string, SignalRow[]> => {
  const groups = new Map<string, SignalRow[]>();
  for (const row of all) {
    const name = `${row.signal.key} ${row.workstreamId}`;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return groups;
};
