/**
 * The checks of one engagement of an agency worker, and the induction of any: what was done, when and by whom. What is due,
 * missing or late follows from when the engagement began and ended, which is the worker's record.
 */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, findCorrectable, retractEvent } from '../correction.js';
import type { Aggregate, Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { DataOf, EventType, Fact, JoiningEventType } from '../events.js';
import type { Person } from '../person/person.js';
import { person, standsForNobody } from '../person/person.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import { isBlank } from '../sealed.js';
import type { Engagement, Worker } from '../worker/worker.js';
import { worker } from '../worker/worker.js';

export type JoiningCommand =
  | ({ readonly type: 'RecordInterview' } & DataOf<'InterviewHeld'>)
  | ({ readonly type: 'ApproveReferences' } & DataOf<'ReferencesApproved'>)
  | ({ readonly type: 'ReviewExitReference' } & DataOf<'ExitReferenceReviewed'>)
  | ({ readonly type: 'ReportDiscrepancy' } & DataOf<'DiscrepancyReported'>)
  | ({ readonly type: 'CompleteInduction' } & DataOf<'InductionCompleted'>)
  | CorrectEvent<JoiningEventType>
  | RetractEvent;

/** What stands, by what it is: the last of each kind. */
export interface Joining {
  readonly done: ReadonlyMap<string, DataOf<JoiningEventType>>;
  readonly hasDiscrepancy: boolean;
}

interface Related {
  readonly worker: Worker;
  readonly approver: Person;
}

export const joining: Aggregate<Joining, JoiningCommand, JoiningEventType, Related> = {
  category: 'joining',
  types: [
    'InterviewHeld',
    'ReferencesApproved',
    'ExitReferenceReviewed',
    'DiscrepancyReported',
    'InductionCompleted',
  ],
  initial: { done: new Map(), hasDiscrepancy: false },

  related: (command) => ({
    worker: { aggregate: worker, id: 'personId' in command ? command.personId : undefined },
    approver: { aggregate: person, id: approverIn(command) },
  }),

  decide(command, state, setting, related) {
    if (command.type === 'CorrectEvent') return correct(command, setting, related);
    return command.type === 'RetractEvent'
      ? retractEvent(command, setting, retractable)
      : doneOnce(command, state, setting, related);
  },

  evolve(state, { event }) {
    const done = new Map(state.done).set(kindOf(event), event.data);
    const hasDiscrepancy =
      event.type === 'ExitReferenceReviewed' ? !isBlank(event.data.discrepancy) : state.hasDiscrepancy;
    return { done, hasDiscrepancy };
  },
};

const approverIn = (command: JoiningCommand): string | undefined => {
  if (command.type === 'ApproveReferences') return command.approvedBy;
  return command.type === 'CorrectEvent' && command.replacement.type === 'ReferencesApproved'
    ? command.replacement.data.approvedBy
    : undefined;
};

/** Another approver has to be somebody, as the first had to; one who stays may have been merged since. */
const correct = (
  command: CorrectEvent<JoiningEventType>,
  setting: Setting<JoiningEventType>,
  related: Related,
): Decision<JoiningEventType> => {
  const decided = correctEvent(command, setting, ['personId', 'engagementId', 'milestone', 'reportedTo']);
  const { position, replacement } = command;
  if (decided.refusal !== undefined || replacement.type !== 'ReferencesApproved') return decided;
  const found = findCorrectable(setting.recorded, position);
  const before = found?.inForce ?? found?.named;
  if (before?.type === 'ReferencesApproved' && before.data.approvedBy === replacement.data.approvedBy)
    return decided;
  const fault = approverFault(replacement.data, setting, related);
  return fault === null ? decided : refused(fault);
};

const retractable: ReadonlySet<EventType> = new Set(joining.types);

/** Of what there is one each: a milestone, a report to somebody. */
const kindOf = ({ type, data }: Fact<JoiningEventType>): string => {
  if ('milestone' in data) return data.milestone;
  return 'reportedTo' in data ? `${type} ${data.reportedTo}` : type;
};

type Said = Exclude<JoiningCommand, CorrectEvent<JoiningEventType> | RetractEvent>;

const factOf = (command: Said): Fact<JoiningEventType> => {
  const { type, ...data } = command;
  const types = {
    RecordInterview: 'InterviewHeld',
    ApproveReferences: 'ReferencesApproved',
    ReviewExitReference: 'ExitReferenceReviewed',
    ReportDiscrepancy: 'DiscrepancyReported',
    CompleteInduction: 'InductionCompleted',
  } as const;
  return { type: types[type], data } as Fact<JoiningEventType>;
};

const doneOnce = (
  command: Said,
  state: Joining,
  setting: Setting<JoiningEventType>,
  related: Related,
): Decision<JoiningEventType> => {
  const engagement = related.worker.engagements.get(command.engagementId);
  if (engagement === undefined) return refused(refuse('engagement-not-found', 'engagementId'));
  const at = effectiveFrom(setting.circumstances.effectiveAt) ?? '';
  const fault = faultOf(command, engagement, at) ?? partyFault(command, state, setting, related);
  if (fault !== null) return refused(fault);
  const fact = factOf(command);
  const before = state.done.get(kindOf(fact));
  // A milestone is reached once; what was said again with another content is another interview or approval.
  return before !== undefined && same(before, fact.data) ? nothing : record(fact);
};

const faultOf = (command: Said, { started, since, until }: Engagement, at: string): Refusal | null => {
  if (command.type === 'CompleteInduction') {
    return at < since ? refuse('before-it-began', 'effectiveAt', `The worker started at ${since}.`) : null;
  }
  if (started.employment !== 'agency') return refuse('agency-only', 'engagementId');
  const isOfExit = command.type === 'ReviewExitReference' || command.type === 'ReportDiscrepancy';
  return isOfExit && (until === null || at < until) ? refuse('engagement-not-over', 'engagementId') : null;
};

const partyFault = (
  command: Said,
  { hasDiscrepancy }: Joining,
  setting: Setting<JoiningEventType>,
  related: Related,
): Refusal | null => {
  if (command.type === 'ReportDiscrepancy' && !hasDiscrepancy) return refuse('discrepancy-not-found');
  return command.type === 'ApproveReferences' ? approverFault(command, setting, related) : null;
};

const approverFault = (
  { personId, approvedBy }: DataOf<'ReferencesApproved'>,
  setting: Setting<JoiningEventType>,
  { approver }: Related,
): Refusal | null => {
  const nobody = standsForNobody(approver, 'approvedBy');
  if (nobody !== null) return nobody;
  const isOwn = setting.humanOf(approvedBy) === setting.humanOf(personId);
  return isOwn ? refuse('own-references', 'approvedBy') : null;
};
