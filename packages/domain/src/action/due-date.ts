/**
 * When an action is due, and how that moves: at a word with a reason, or, where the plan demands it, by a request
 * that somebody else approves or refuses. The first due date stays on record, however often it moves.
 */
import type { Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { Due } from '../due.js';
import type { Recorded } from '../envelope.js';
import type { ActionEventType, DataOf, Fact } from '../events.js';
import type { Plan } from '../plan/plan.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import type { SealedText } from '../sealed.js';
import { isBlank } from '../sealed.js';
import { inOrder, unlessRepeated } from './repetition.js';

export interface DueDates {
  readonly due: Due | null;
  readonly originalDue: Due | null;
  /** How often the due date was moved. */
  readonly dueChanges: number;
  readonly dueRequest: DueRequest;
}
/** The last request for another due date, and what became of it. */
export interface DueRequest {
  readonly status: 'none' | 'pending' | 'approved' | 'refused';
  readonly requestId: string | null;
  readonly due: Due | null;
  readonly requestedBy: string | null;
  /** From when the present status holds. */
  readonly since: string | null;
}
export const notDue: DueDates = {
  due: null,
  originalDue: null,
  dueChanges: 0,
  dueRequest: { status: 'none', requestId: null, due: null, requestedBy: null, since: null },
};

interface Named {
  readonly planId: string;
  readonly actionId: string;
}
type Decide = {
  readonly type: 'ApproveDueDateChange' | 'RefuseDueDateChange';
  readonly requestId: string;
  readonly note: SealedText | null;
} & Named;
type Ask = { readonly type: 'RequestDueDateChange' } & DataOf<'ActionDueDateChangeRequested'>;
export type DueDateCommand = ({ readonly type: 'ChangeDueDate'; readonly due: Due } & Named) | Ask | Decide;

export type DueDateEventType = Extract<ActionEventType, `ActionDueDateChange${string}`>;

/** `asker`: who first said it, since whoever puts a request right does not become the one who asked. */
export const evolveDueDate = (
  state: DueDates,
  event: Recorded<DueDateEventType>,
  asker: string,
): DueDates => {
  const since = event.effectiveFrom;
  const moved = { ...state, dueChanges: state.dueChanges + 1 };
  switch (event.type) {
    case 'ActionDueDateChanged':
      return { ...moved, due: event.data.due };
    case 'ActionDueDateChangeRequested': {
      const { requestId, due } = event.data;
      return { ...state, dueRequest: { status: 'pending', requestId, due, requestedBy: asker, since } };
    }
    case 'ActionDueDateChangeApproved':
      return {
        ...moved,
        due: event.data.due,
        dueRequest: { ...state.dueRequest, status: 'approved', since },
      };
    case 'ActionDueDateChangeRefused':
      return { ...state, dueRequest: { ...state.dueRequest, status: 'refused', since } };
  }
};

/** Why an entry cannot follow what stands before it, whoever made it. */
export const dueDateFault = (
  { dueRequest: { status, requestId } }: DueDates,
  { type, data }: Fact<ActionEventType>,
): Refusal | null => {
  if (type === 'ActionDueDateChangeRequested') {
    return status === 'pending' ? refuse('request-pending', 'due') : null;
  }
  if (type !== 'ActionDueDateChangeApproved' && type !== 'ActionDueDateChangeRefused') return null;
  return status === 'pending' && requestId === data.requestId
    ? null
    : refuse('request-not-pending', 'requestId');
};

interface Deciding {
  readonly state: DueDates;
  /** The due date at the time from which the change is to hold. */
  readonly dueThen: Due | null;
  readonly setting: Setting<ActionEventType>;
  readonly plan: Plan;
}

export const changeDueDate = (command: DueDateCommand, deciding: Deciding): Decision<ActionEventType> => {
  const { state, setting } = deciding;
  switch (command.type) {
    case 'ChangeDueDate':
      return move(command, deciding);
    case 'RequestDueDateChange':
      return ask(command, deciding);
    case 'ApproveDueDateChange':
    case 'RefuseDueDateChange': {
      const fact = decisionOn(command, state);
      const refusal =
        dueDateFault(state, fact) ??
        inOrder(state.dueRequest.since, setting) ??
        ownRequestFault(command, deciding);
      return refusal === null ? record(fact) : unlessRepeated(fact, setting, refusal);
    }
  }
};

const move = (
  { type: _, ...data }: Extract<DueDateCommand, { type: 'ChangeDueDate' }>,
  { dueThen, setting, plan }: Deciding,
): Decision<ActionEventType> => {
  if (isBlank(setting.circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  if (same(dueThen, data.due)) return nothing;
  return plan.rules.dueDateChangesNeedApproval
    ? refused(refuse('approval-required', 'due'))
    : record({ type: 'ActionDueDateChanged', data });
};

const ask = ({ type: _, ...data }: Ask, { state, dueThen, setting }: Deciding): Decision<ActionEventType> => {
  if (isBlank(setting.circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  const fact = { type: 'ActionDueDateChangeRequested', data } as const;
  const refusal = dueDateFault(state, fact) ?? inOrder(state.dueRequest.since, setting);
  if (refusal !== null) return unlessRepeated(fact, setting, refusal);
  return same(dueThen, data.due) ? nothing : record(fact);
};

/** An approval says by itself which date it sets, so that nothing has to be looked up to know when the action is due. */
const decisionOn = ({ type, ...data }: Decide, { dueRequest }: DueDates): Fact<ActionEventType> =>
  type === 'RefuseDueDateChange' || dueRequest.due === null
    ? { type: 'ActionDueDateChangeRefused', data }
    : { type: 'ActionDueDateChangeApproved', data: { ...data, due: dueRequest.due } };

/** Nobody approves what they asked for, under whichever id, unless the plan allows it. */
const ownRequestFault = (
  { type }: Decide,
  { state: { dueRequest }, setting, plan }: Deciding,
): Refusal | null =>
  type === 'ApproveDueDateChange' &&
  dueRequest.requestedBy !== null &&
  setting.humanOf(dueRequest.requestedBy) === setting.humanOf(setting.circumstances.actor.id) &&
  !plan.rules.ownApprovalAllowed
    ? refuse('own-request', 'requestId')
    : null;
