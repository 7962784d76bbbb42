/**
 * An action of the plan: who must do what by when, how it stands, and whether its completion was checked. Each
 * subject of its life has a file of its own beside this one.
 */
import type { Commitment } from '../commitment/commitment.js';
import { commitment } from '../commitment/commitment.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { CorrectEvent, RetractEvent } from '../correction.js';
import type { Aggregate, Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { ActionEventType, DataOf } from '../events.js';
import type { Entry } from '../fold.js';
import { fold, LATEST } from '../fold.js';
import type { Owners } from '../owner.js';
import type { Plan } from '../plan/plan.js';
import { plan } from '../plan/plan.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import type { Completion, CompletionCommand } from './completion.js';
import { changeCompletion, completionFault, evolveCompletion, notClaimed } from './completion.js';
import type { DueDateCommand, DueDates } from './due-date.js';
import { changeDueDate, dueDateFault, evolveDueDate, notDue } from './due-date.js';
import { keepingRules } from './keeping.js';
import type { ReassignOwner } from './owners.js';
import { reassignOwner } from './owners.js';
import type { Standing, StatusCommand } from './status.js';
import { evolveStatus, notReported, ratingFault, recordStatus } from './status.js';

export type ActionCommand =
  | ({ readonly type: 'AddAction' } & DataOf<'ActionAdded'>)
  | StatusCommand
  | ReassignOwner
  | DueDateCommand
  | CompletionCommand
  | CorrectEvent<ActionEventType>
  | RetractEvent;

export interface Action extends DueDates, Standing {
  readonly added: DataOf<'ActionAdded'> | null;
  readonly owners: Owners | null;
  readonly completion: Completion;
}

type ActionSetting = Setting<ActionEventType>;
interface ActionRelated {
  readonly plan: Plan;
  readonly commitment: Commitment;
}

const types = [
  'ActionAdded',
  'ActionStatusRecorded',
  'ActionOwnerReassigned',
  'ActionDueDateChanged',
  'ActionDueDateChangeRequested',
  'ActionDueDateChangeApproved',
  'ActionDueDateChangeRefused',
  'ActionCompletionClaimed',
  'ActionCompletionVerified',
  'ActionCompletionSentBack',
  'ActionReopened',
] as const satisfies readonly ActionEventType[];
/** Events that may be retracted; an action itself is not unmade. */
const retractable: ReadonlySet<ActionEventType> = new Set(types.filter((type) => type !== 'ActionAdded'));
/** What a correction leaves as it is: which record, and which request, an entry is about. */
const fixed = ['planId', 'actionId', 'requestId'];

/** The commitment that an action is put under, or is said to belong under. */
const commitmentNamedBy = (command: ActionCommand): string | undefined => {
  if (command.type === 'AddAction') return command.commitmentId;
  return command.type === 'CorrectEvent' && command.replacement.type === 'ActionAdded'
    ? command.replacement.data.commitmentId
    : undefined;
};

export const action: Aggregate<Action, ActionCommand, ActionEventType, ActionRelated> = {
  category: 'action',
  types,
  initial: { added: null, owners: null, ...notDue, ...notReported, completion: notClaimed },

  related(command, { added }) {
    const planId = 'planId' in command ? command.planId : added?.planId;
    return {
      plan: { aggregate: plan, id: planId },
      commitment: { aggregate: commitment, id: commitmentNamedBy(command) ?? added?.commitmentId },
    };
  },

  decide(command, state, setting, related) {
    if (command.type === 'AddAction') return add(command, state, related);
    if (state.added === null || ('planId' in command && state.added.planId !== command.planId)) {
      return refused(refuse('action-not-found', 'actionId'));
    }
    switch (command.type) {
      case 'RecordStatus':
        return recordStatus(command, state, setting, related);
      case 'ReassignOwner':
        return reassignOwner(command, stateThen(setting).owners);
      case 'ChangeDueDate':
      case 'RequestDueDateChange':
      case 'ApproveDueDateChange':
      case 'RefuseDueDateChange':
        return changeDueDate(command, {
          state,
          dueThen: stateThen(setting).due,
          setting,
          plan: related.plan,
        });
      case 'ClaimCompletion':
      case 'VerifyCompletion':
      case 'SendBackCompletion':
      case 'ReopenAction':
        return changeCompletion(command, state.completion, setting);
      case 'CorrectEvent':
        return keepingRules(rules, correct(command, setting, related), setting);
      case 'RetractEvent':
        return keepingRules(rules, retractEvent(command, setting, retractable), setting);
    }
  },

  evolve(state, entry) {
    const { event } = entry;
    switch (event.type) {
      case 'ActionAdded':
        return {
          ...state,
          added: event.data,
          owners: event.data.owners,
          due: event.data.due,
          originalDue: event.data.due,
        };
      case 'ActionStatusRecorded':
        return { ...state, ...evolveStatus(state, event.data) };
      case 'ActionOwnerReassigned':
        return { ...state, owners: event.data.owners };
      case 'ActionDueDateChanged':
      case 'ActionDueDateChangeRequested':
      case 'ActionDueDateChangeApproved':
      case 'ActionDueDateChangeRefused':
        return { ...state, ...evolveDueDate(state, event, entry.first.actor.id) };
      case 'ActionCompletionClaimed':
      case 'ActionCompletionVerified':
      case 'ActionCompletionSentBack':
      case 'ActionReopened':
        return { ...state, completion: evolveCompletion(state.completion, entry) };
    }
  },
};

/** What stays true of an action, whatever is corrected or retracted. */
const rules = {
  initial: action.initial,
  evolve: (state: Action, entry: Entry<ActionEventType>): Action => action.evolve(state, entry),
  faultOf: (state: Action, entry: Entry<ActionEventType>): Refusal | null =>
    completionFault(state.completion, entry) ?? dueDateFault(state, entry.event),
};

const isWithin = ({ added }: Commitment, named: DataOf<'ActionAdded'>): boolean =>
  added?.planId === named.planId && added.workstreamId === named.workstreamId;

const add = (
  { type: _, ...data }: Extract<ActionCommand, { type: 'AddAction' }>,
  { added }: Action,
  { commitment: within }: ActionRelated,
): Decision<ActionEventType> => {
  if (!isWithin(within, data)) {
    return refused(refuse('commitment-not-found', 'commitmentId'));
  }
  if (added === null) return record({ type: 'ActionAdded', data });
  return same(added, data) ? nothing : refused(refuse('action-exists', 'actionId'));
};

/** The state at the time from which a change is to hold: a back-dated change is compared with what held then. */
const stateThen = ({ recorded, circumstances }: ActionSetting): Action =>
  fold(action, recorded, { ...LATEST, asOf: effectiveFrom(circumstances.effectiveAt) ?? LATEST.asOf });

const correct = (
  command: CorrectEvent<ActionEventType>,
  setting: ActionSetting,
  related: ActionRelated,
): Decision<ActionEventType> => {
  const { replacement } = command;
  if (replacement.type === 'ActionAdded' && !isWithin(related.commitment, replacement.data)) {
    return refused(refuse('commitment-not-found', 'commitmentId'));
  }
  const unknown = ratingFault(command, related);
  if (unknown !== null) return refused(unknown);
  // What was approved is what was asked for: another date is another request.
  const kept = replacement.type === 'ActionDueDateChangeApproved' ? [...fixed, 'due'] : fixed;
  return correctEvent(command, setting, kept);
};
