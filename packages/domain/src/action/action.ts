/**
 * An action of the plan: who must do what by when, how it stands, and whether its completion was checked. Each
 * subject of its life has a file of its own beside this one.
 */
import type { Commitment } from '../commitment/commitment.js';
import { commitment } from '../commitment/commitment.js';
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { retractEvent } from '../correction.js';
import type { Aggregate, Decision, RelatedStreams, Setting } from '../decider.js';
import { refused } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { ActionEventType, DataOf } from '../events.js';
import type { Entry } from '../fold.js';
import { fold, LATEST } from '../fold.js';
import type { Plan } from '../plan/plan.js';
import { plan } from '../plan/plan.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import type { Completion, CompletionCommand } from './completion.js';
import { changeCompletion, completionFault, evolveCompletion, notClaimed } from './completion.js';
import { correctAction } from './correcting.js';
import type { AddAction } from './definition.js';
import { addAction } from './definition.js';
import type { DueDateCommand, DueDates } from './due-date.js';
import { changeDueDate, dueDateFault, evolveDueDate, notDue } from './due-date.js';
import type { Attached, EvidenceCommand } from './evidence.js';
import { changeEvidence, evidenceFault, evolveEvidence, notShown } from './evidence.js';
import { keepingRules } from './keeping.js';
import type { LinkCommand, Linked, Links } from './links.js';
import { changeLinks, evolveLinks, linkFault, notLinked } from './links.js';
import type { OwnerCommand, Ownership } from './owners.js';
import { changeOwners, coverFault, evolveCovers, notOwned } from './owners.js';
import type { Standing, StatusCommand } from './status.js';
import { evolveStatus, notReported, recordStatus } from './status.js';
import type { Withdrawal, WithdrawalCommand } from './withdrawal.js';
import { changeWithdrawal, notWithdrawn, withdrawalFault } from './withdrawal.js';

export type ActionCommand =
  | AddAction
  | StatusCommand
  | OwnerCommand
  | DueDateCommand
  | CompletionCommand
  | WithdrawalCommand
  | LinkCommand
  | EvidenceCommand
  | CorrectEvent<ActionEventType>
  | RetractEvent;

export interface Action extends DueDates, Standing, Ownership {
  readonly added: DataOf<'ActionAdded'> | null;
  readonly completion: Completion;
  readonly withdrawal: Withdrawal;
  readonly links: Links;
  readonly evidence: Attached;
}

type ActionSetting = Setting<ActionEventType>;
interface ActionRelated {
  readonly plan: Plan;
  readonly commitment: Commitment;
  /** The other end of a link. */
  readonly other: Linked;
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
  'ActionCoverBegun',
  'ActionCoverEnded',
  'ActionWithdrawn',
  'ActionReinstated',
  'ActionLinked',
  'ActionUnlinked',
  'EvidenceAttached',
  'EvidenceWithdrawn',
] as const satisfies readonly ActionEventType[];
/** Events that may be retracted; an action itself is not unmade, and what was unlinked is linked anew. */
const retractable: ReadonlySet<ActionEventType> = new Set(
  types.filter((type) => type !== 'ActionAdded' && type !== 'ActionUnlinked'),
);

/** The commitment that an action is put under, or is said to belong under. */
const commitmentNamedBy = (command: ActionCommand): string | undefined => {
  if (command.type === 'AddAction') return command.commitmentId;
  return command.type === 'CorrectEvent' && command.replacement.type === 'ActionAdded'
    ? command.replacement.data.commitmentId
    : undefined;
};

/** The action at the other end of a link that is made, or said to have been made. */
const otherNamedBy = (command: ActionCommand): string | undefined => {
  if (command.type === 'LinkAction') return command.to;
  return command.type === 'CorrectEvent' && command.replacement.type === 'ActionLinked'
    ? command.replacement.data.to
    : undefined;
};

export const action: Aggregate<Action, ActionCommand, ActionEventType, ActionRelated> = {
  category: 'action',
  types,
  initial: {
    added: null,
    ...notOwned,
    ...notDue,
    ...notReported,
    completion: notClaimed,
    withdrawal: notWithdrawn,
    links: notLinked,
    evidence: notShown,
  },

  related(command, { added }): RelatedStreams<ActionRelated> {
    const planId = 'planId' in command ? command.planId : added?.planId;
    return {
      plan: { aggregate: plan, id: planId },
      commitment: { aggregate: commitment, id: commitmentNamedBy(command) ?? added?.commitmentId },
      other: { aggregate: action, id: otherNamedBy(command) },
    };
  },

  decide(command, state, setting, related) {
    if (command.type === 'AddAction') return addAction(command, state.added, related.commitment);
    if (state.added === null || ('planId' in command && state.added.planId !== command.planId)) {
      return refused(refuse('action-not-found', 'actionId'));
    }
    const then = stateThen(setting);
    switch (command.type) {
      case 'RecordStatus':
        return unlessWithdrawn(then, recordStatus(command, state, setting, related));
      case 'ReassignOwner':
      case 'BeginCover':
      case 'EndCover': {
        const decision = changeOwners(command, { state, ownersThen: then.owners, setting });
        return unlessWithdrawn(then, keepingRules(rules, decision, setting));
      }
      case 'ChangeDueDate':
      case 'RequestDueDateChange':
      case 'ApproveDueDateChange':
      case 'RefuseDueDateChange': {
        const deciding = { state, dueThen: then.due, setting, plan: related.plan };
        return unlessWithdrawn(then, changeDueDate(command, deciding));
      }
      case 'ClaimCompletion':
      case 'VerifyCompletion':
      case 'SendBackCompletion':
      case 'ReopenAction':
        return unlessWithdrawn(then, changeCompletion(command, state, setting));
      case 'WithdrawAction':
      case 'ReinstateAction':
        return changeWithdrawal(command, state, setting);
      case 'LinkAction':
      case 'UnlinkAction':
        return keepingRules(rules, changeLinks(command, state.links, setting, related.other), setting);
      case 'AttachEvidence':
      case 'WithdrawEvidence':
        return keepingRules(rules, changeEvidence(command, state.evidence, setting), setting);
      case 'CorrectEvent':
        return keepingRules(rules, correctAction(command, setting, related), setting);
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
      case 'ActionCoverBegun':
      case 'ActionCoverEnded':
        return { ...state, covers: evolveCovers(state.covers, event) };
      case 'ActionWithdrawn':
      case 'ActionReinstated':
        return {
          ...state,
          withdrawal: { isWithdrawn: event.type === 'ActionWithdrawn', since: event.effectiveFrom },
        };
      case 'ActionLinked':
      case 'ActionUnlinked':
        return { ...state, links: evolveLinks(state.links, event) };
      case 'EvidenceAttached':
      case 'EvidenceWithdrawn':
        return { ...state, evidence: evolveEvidence(state.evidence, event) };
    }
  },
};

/** What stays true of an action, whatever is corrected or retracted. */
const rules = {
  initial: action.initial,
  evolve: (state: Action, entry: Entry<ActionEventType>): Action => action.evolve(state, entry),
  faultOf: (state: Action, entry: Entry<ActionEventType>, setting: ActionSetting): Refusal | null =>
    completionFault(state, entry, setting) ??
    dueDateFault(state, entry.event) ??
    coverFault(state, entry.event) ??
    withdrawalFault(state.withdrawal, entry.event) ??
    linkFault(state.links, entry.event) ??
    evidenceFault(state.evidence, entry.event),
};

/** Of an action that is withdrawn at the time concerned nothing new holds; what changes nothing stays quiet. */
const unlessWithdrawn = (
  { withdrawal }: Action,
  decision: Decision<ActionEventType>,
): Decision<ActionEventType> =>
  withdrawal.isWithdrawn && (decision.facts ?? []).length > 0
    ? refused(refuse('action-withdrawn', 'actionId'))
    : decision;

/** The state at the time from which a change is to hold: a back-dated change is compared with what held then. */
const stateThen = ({ recorded, circumstances }: ActionSetting): Action =>
  fold(action, recorded, { ...LATEST, asOf: effectiveFrom(circumstances.effectiveAt) ?? LATEST.asOf });
