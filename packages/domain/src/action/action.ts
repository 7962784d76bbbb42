/**
 * An action of the plan: who must do what by when, how it stands, and whether its completion was checked.
 * A claim is not a fact: only somebody else's verification closes an action.
 */
import type { Commitment } from '../commitment/commitment.js';
import { commitment } from '../commitment/commitment.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { CorrectEvent, RetractEvent } from '../correction.js';
import type { Aggregate, Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { Due } from '../due.js';
import { effectiveFrom } from '../effective-time.js';
import type { ActionEventType, DataOf } from '../events.js';
import { fold, LATEST } from '../fold.js';
import type { Owners } from '../owner.js';
import type { Plan } from '../plan/plan.js';
import { plan } from '../plan/plan.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import type { SealedText } from '../sealed.js';
import { isBlank } from '../sealed.js';
import type { Completion } from './completion.js';
import { changeCompletion, evolveCompletion, keepingCompletion, notClaimed } from './completion.js';
import { isRepeated } from './repetition.js';

interface Named {
  readonly planId: string;
  readonly actionId: string;
}
export type ActionCommand =
  | ({ readonly type: 'AddAction' } & DataOf<'ActionAdded'>)
  | ({
      readonly type: 'RecordStatus';
      /** Record nothing when the action already stands so, whenever it was reported; for repeated imports. */
      readonly onlyIfChanged?: boolean;
    } & DataOf<'ActionStatusRecorded'>)
  | ({ readonly type: 'ReassignOwner'; readonly owners: Owners } & Named)
  | ({ readonly type: 'ChangeDueDate'; readonly due: Due } & Named)
  | ({ readonly type: 'ClaimCompletion'; readonly note: SealedText | null } & Named)
  | ({ readonly type: 'VerifyCompletion'; readonly note: SealedText | null } & Named)
  | ({ readonly type: 'SendBackCompletion'; readonly note: SealedText | null } & Named)
  | ({ readonly type: 'ReopenAction'; readonly note: SealedText | null } & Named)
  | CorrectEvent<ActionEventType>
  | RetractEvent;

export interface Action {
  readonly added: DataOf<'ActionAdded'> | null;
  readonly owners: Owners | null;
  readonly due: Due | null;
  readonly originalDue: Due | null;
  /** How often the due date was moved. */
  readonly dueChanges: number;
  /** `null`: not stated. */
  readonly rag: string | null;
  readonly narrative: SealedText | null;
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
  'ActionCompletionClaimed',
  'ActionCompletionVerified',
  'ActionCompletionSentBack',
  'ActionReopened',
] as const satisfies readonly ActionEventType[];
/** Events that may be retracted; an action itself is not unmade. */
const retractable: ReadonlySet<ActionEventType> = new Set(types.filter((type) => type !== 'ActionAdded'));

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
  initial: {
    added: null,
    owners: null,
    due: null,
    originalDue: null,
    dueChanges: 0,
    rag: null,
    narrative: null,
    completion: notClaimed,
  },

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
        return reassignOwner(command, setting);
      case 'ChangeDueDate':
        return changeDueDate(command, setting);
      case 'ClaimCompletion':
      case 'VerifyCompletion':
      case 'SendBackCompletion':
      case 'ReopenAction':
        return changeCompletion(command, state.completion, setting);
      case 'CorrectEvent':
        return keepingCompletion(correct(command, setting, related), setting);
      case 'RetractEvent':
        return keepingCompletion(retractEvent(command, setting, retractable), setting);
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
        return {
          ...state,
          rag: event.data.rag === undefined ? state.rag : event.data.rag,
          narrative: event.data.narrative ?? state.narrative,
        };
      case 'ActionOwnerReassigned':
        return { ...state, owners: event.data.owners };
      case 'ActionDueDateChanged':
        return { ...state, due: event.data.due, dueChanges: state.dueChanges + 1 };
      case 'ActionCompletionClaimed':
      case 'ActionCompletionVerified':
      case 'ActionCompletionSentBack':
      case 'ActionReopened':
        return { ...state, completion: evolveCompletion(state.completion, entry) };
    }
  },
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

const unknownRating = (rag: string | null | undefined, { vocabulary }: Plan): Refusal | null =>
  rag === undefined || rag === null || vocabulary.ratings.some(({ key }) => key === rag)
    ? null
    : refuse(
        'rag-unknown',
        'rag',
        `"${rag}" is not one of ${vocabulary.ratings.map(({ key }) => key).join(', ')}.`,
      );

const isEmpty = ({ rag, narrative }: DataOf<'ActionStatusRecorded'>): boolean =>
  rag === undefined && isBlank(narrative);

const recordStatus = (
  { type: _, onlyIfChanged = false, ...data }: Extract<ActionCommand, { type: 'RecordStatus' }>,
  state: Action,
  setting: ActionSetting,
  related: ActionRelated,
): Decision<ActionEventType> => {
  if (isEmpty(data)) {
    return refused(refuse('status-empty', 'rag'));
  }
  const unknown = unknownRating(data.rag, related.plan);
  if (unknown !== null) return refused(unknown);
  const standsSo =
    (data.rag === undefined || data.rag === state.rag) &&
    (data.narrative === undefined || same(data.narrative, state.narrative));
  if (onlyIfChanged && standsSo) return nothing;
  const fact = { type: 'ActionStatusRecorded', data } as const;
  // The same report by the same person for the same time is a repetition, not a second report.
  return isRepeated(fact, setting) ? nothing : record(fact);
};

/** The state at the time from which a change is to hold: a back-dated change is compared with what held then. */
const stateThen = ({ recorded, circumstances }: ActionSetting): Action =>
  fold(action, recorded, { ...LATEST, asOf: effectiveFrom(circumstances.effectiveAt) ?? LATEST.asOf });

const reassignOwner = (
  { type: _, ...data }: Extract<ActionCommand, { type: 'ReassignOwner' }>,
  setting: ActionSetting,
): Decision<ActionEventType> =>
  same(stateThen(setting).owners, data.owners) ? nothing : record({ type: 'ActionOwnerReassigned', data });

const changeDueDate = (
  { type: _, ...data }: Extract<ActionCommand, { type: 'ChangeDueDate' }>,
  setting: ActionSetting,
): Decision<ActionEventType> => {
  if (isBlank(setting.circumstances.reason)) {
    return refused(refuse('reason-required', 'reason'));
  }
  return same(stateThen(setting).due, data.due) ? nothing : record({ type: 'ActionDueDateChanged', data });
};

const correct = (
  command: CorrectEvent<ActionEventType>,
  setting: ActionSetting,
  related: ActionRelated,
): Decision<ActionEventType> => {
  const { replacement } = command;
  if (replacement.type === 'ActionAdded' && !isWithin(related.commitment, replacement.data)) {
    return refused(refuse('commitment-not-found', 'commitmentId'));
  }
  const unknown =
    replacement.type === 'ActionStatusRecorded' ? unknownRating(replacement.data.rag, related.plan) : null;
  return unknown === null ? correctEvent(command, setting, ['planId', 'actionId']) : refused(unknown);
};
