/** From what a correction says to the event that is to hold instead: what it leaves out stays. */
import type { EventType, Recorded, Refusal, SealedText } from '@improvement-ledger/domain';
import { effectiveFrom, refuse, seal } from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import { detailsOf } from '../action/details-of.js';
import { dueOf } from '../action/due-of.js';
import { ownersOf } from '../action/owners-of.js';
import { inForceFrom, settle } from '../commands/home.js';
import type { ApiContext } from '../context.js';
import { digestCorrectable } from '../digest/digest-rules.js';
import { correctableOfRecords } from '../plan-record/correctable.js';
import { ratingsOf } from '../plan/ratings-of.js';
import type { CorrectEventInput } from './correction.inputs.js';

export interface Replaced {
  readonly replacement: { readonly type: EventType; readonly data: object };
  /** Registrations of the people who are new. */
  readonly registrations: readonly Step[];
}

const fields = [
  'name',
  'gssCode',
  'dfeNumber',
  'from',
  'until',
  'audience',
  'title',
  'inForceFrom',
  'ratings',
  'reference',
  'place',
  'owners',
  'due',
  'rag',
  'narrative',
  'note',
  'dueDateChangesNeedApproval',
  'ownApprovalAllowed',
  'details',
  'question',
  'answer',
  'url',
  'sha256',
  'mediaType',
  'size',
  'fte',
  'budgetNote',
  'agency',
  'employment',
  'plannedEnd',
  'leavingReason',
  'destination',
  'endedBy',
  'endReason',
  'days',
] as const;
type CorrectableField = (typeof fields)[number];

/** The fields of each type of event that a correction can put right. */
const correctable: Readonly<Record<EventType, readonly CorrectableField[]>> = {
  CouncilRegistered: ['name', 'gssCode'],
  CouncilAttributesChanged: ['name', 'gssCode', 'dfeNumber'],
  PersonRegistered: ['name'],
  PersonMerged: [],
  AccessGranted: ['from', 'until'],
  AccessEnded: [],
  InvitationMade: [],
  InvitationAccepted: [],
  InvitationRevoked: [],
  IssuerTrusted: ['audience'],
  IssuerDistrusted: [],
  SubjectLinked: [],
  SubjectUnlinked: [],
  TokenIssued: [],
  TokenRevoked: [],
  RoleDefined: ['name'],
  TeamDefined: ['name'],
  BodyDefined: ['name'],
  HolderAppointed: [],
  HolderEnded: [],
  TeamClosed: [],
  PlanDrafted: ['title', 'inForceFrom'],
  RagVocabularySet: ['ratings'],
  PlanRulesSet: ['dueDateChangesNeedApproval', 'ownApprovalAllowed'],
  WorkstreamAdded: ['reference', 'place', 'title'],
  CommitmentAdded: ['reference', 'place', 'title'],
  ActionAdded: ['reference', 'place', 'title', 'owners', 'due', 'details'],
  ActionStatusRecorded: ['rag', 'narrative'],
  ActionOwnerReassigned: ['owners'],
  ActionDueDateChanged: ['due'],
  ActionDueDateChangeRequested: ['due'],
  ActionDueDateChangeApproved: ['note'],
  ActionDueDateChangeRefused: ['note'],
  ActionCompletionClaimed: ['note'],
  ActionCompletionVerified: ['note'],
  ActionCompletionSentBack: ['note'],
  ActionReopened: ['note'],
  ActionCoverBegun: ['from', 'until'],
  ActionCoverEnded: [],
  ActionWithdrawn: [],
  ActionReinstated: [],
  ActionLinked: [],
  ActionUnlinked: [],
  EvidenceAttached: ['title', 'url', 'sha256', 'mediaType', 'size'],
  EvidenceWithdrawn: [],
  ChallengeRaised: ['question'],
  ChallengeAnswered: ['answer'],
  ChallengeClosed: ['note'],
  PostOpened: ['fte', 'budgetNote'],
  PostChanged: ['fte', 'budgetNote'],
  PostClosed: ['budgetNote'],
  VacancyAdvertised: [],
  VacancyOffered: [],
  VacancyFilled: [],
  WorkerStarted: ['employment', 'fte', 'agency', 'plannedEnd'],
  WorkerLeft: ['leavingReason', 'destination'],
  WorkerMoved: [],
  WorkingHoursChanged: ['fte'],
  WorkerConverted: ['employment'],
  AssignmentExtended: ['plannedEnd'],
  AssignmentEnded: ['endedBy', 'endReason'],
  PostCoverBegun: [],
  PostCoverEnded: [],
  AbsenceReported: ['days'],
  MovementPlanned: ['employment', 'fte'],
  MovementCancelled: [],
  ...digestCorrectable,
  ...correctableOfRecords,
};
/** The fields that may be put right to nothing. */
const canBeEmpty: ReadonlySet<CorrectableField> = new Set([
  'rag',
  'note',
  'gssCode',
  'dfeNumber',
  'inForceFrom',
  'until',
  'size',
  'details',
  'budgetNote',
  'agency',
  'plannedEnd',
]);

/** Where the corrected event belongs, and whom or what its texts are about. */
interface Within {
  readonly tenant: string;
  readonly type: EventType;
  readonly planId: string;
  readonly subject: string;
}
interface Corrected {
  readonly value: unknown;
  readonly registrations?: readonly Step[];
}

const sealedIn = (subject: string, text: string | null | undefined): SealedText | null =>
  text === null || text === undefined ? null : seal(subject, text);

/** A grant begins and ends at an instant: that at which a date begins in London. */
const timeIn = (type: EventType, time: string | null | undefined): string | null | undefined =>
  type === 'AccessGranted' && typeof time === 'string' ? effectiveFrom(time) : time;

/** The event's field as the input says it. */
const correctedField = async (
  context: ApiContext,
  { tenant, type, planId, subject }: Within,
  input: CorrectEventInput,
  field: CorrectableField,
): Promise<Corrected | Refusal> => {
  switch (field) {
    case 'rag':
    case 'gssCode':
    case 'dfeNumber':
    case 'audience':
    case 'inForceFrom':
    case 'reference':
    case 'place':
    case 'dueDateChangesNeedApproval':
    case 'ownApprovalAllowed':
    case 'sha256':
    case 'mediaType':
    case 'size':
    case 'fte':
    case 'employment':
    case 'plannedEnd':
    case 'leavingReason':
    case 'destination':
    case 'endedBy':
    case 'endReason':
    case 'days':
      return { value: input[field] };
    case 'from':
    case 'until':
      return { value: timeIn(type, input[field]) };
    case 'name':
    case 'narrative':
    case 'title':
    case 'url':
    case 'question':
    case 'answer':
    case 'note':
    case 'budgetNote':
    case 'agency':
      return { value: sealedIn(subject, input[field]) };
    case 'details':
      return { value: detailsOf(planId, input.details).details };
    case 'ratings':
      return { value: ratingsOf(planId, input.ratings) };
    case 'owners': {
      await settle(context, tenant);
      const understood = await context.read(async (tx) => ownersOf(tx, tenant, planId, input.owners ?? []));
      return 'code' in understood
        ? understood
        : { value: understood.owners, registrations: understood.registrations };
    }
    case 'due': {
      const due = dueOf(input.due ?? {}, planId, await inForceFrom(context, { tenant, planId }));
      return 'code' in due ? due : { value: due };
    }
  }
};

/** The event with what the input says put in; or why that cannot be. */
export const replace = async (
  context: ApiContext,
  { tenant, type, data }: Recorded,
  subject: string,
  input: CorrectEventInput,
): Promise<Replaced | Refusal> => {
  const within = { tenant, type, subject, planId: 'planId' in data ? data.planId : '' };
  const changes: Partial<Record<CorrectableField, unknown>> = {};
  const registrations: Step[] = [];
  for (const field of fields.filter((each) => input[each] !== undefined)) {
    if (!correctable[type].includes(field)) {
      const has = correctable[type].join(', ') || 'none but effectiveAt';
      return refuse('invalid-input', field, `${type} has no such field to correct; it has ${has}.`);
    }
    if (input[field] === null && !canBeEmpty.has(field)) {
      return refuse('invalid-input', field, 'It cannot be empty.');
    }
    const corrected = await correctedField(context, within, input, field);
    if ('code' in corrected) return corrected;
    changes[field] = corrected.value;
    registrations.push(...(corrected.registrations ?? []));
  }
  return { replacement: { type, data: { ...data, ...changes } }, registrations };
};
