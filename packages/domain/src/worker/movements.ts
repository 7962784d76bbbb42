/** What each movement demands, one after the other: who, where, and what came before. */
import type { Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { DataOf, Fact, WorkerEventType } from '../events.js';
import { teamFault } from '../office/office.js';
import { standsForNobody } from '../person/person.js';
import { postFault } from '../post/post.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import { isBlank } from '../sealed.js';
import type { Engagement, Placement, Worker } from './engagement.js';
import { fteOf } from './engagement.js';
import type { RelatedToWorker } from './related.js';

/** The data of a movement as a command says it: what the post says of itself is added from its record. */
type Said<Type extends WorkerEventType> = Omit<DataOf<Type>, 'roleId' | 'postKind'>;
type Command<Name extends string, Type extends WorkerEventType> = { readonly type: Name } & Said<Type>;

export type MovementCommand =
  | Command<'StartWorker', 'WorkerStarted'>
  | Command<'RecordLeaving', 'WorkerLeft'>
  | Command<'MoveWorker', 'WorkerMoved'>
  | Command<'ChangeWorkingHours', 'WorkingHoursChanged'>
  | Command<'ConvertWorker', 'WorkerConverted'>
  | Command<'ExtendAssignment', 'AssignmentExtended'>
  | Command<'EndAssignment', 'AssignmentEnded'>
  | Command<'BeginPostCover', 'PostCoverBegun'>
  | Command<'EndPostCover', 'PostCoverEnded'>
  | Command<'ReportAbsence', 'AbsenceReported'>
  | Command<'PlanMovement', 'MovementPlanned'>
  | Command<'CancelMovement', 'MovementCancelled'>;

interface Deciding {
  readonly state: Worker;
  readonly at: string;
  readonly setting: Setting<WorkerEventType>;
  readonly related: RelatedToWorker;
}

export const move = (
  command: MovementCommand,
  state: Worker,
  setting: Setting<WorkerEventType>,
  related: RelatedToWorker,
): Decision<WorkerEventType> => {
  const nobody = standsForNobody(related.person, 'personId');
  if (nobody !== null) return refused(nobody);
  const at = effectiveFrom(setting.circumstances.effectiveAt) ?? '';
  const deciding = { state, at, setting, related };
  if (command.type === 'StartWorker') return start(command, deciding);
  if (command.type === 'PlanMovement') return plan(command, deciding);
  return command.type === 'CancelMovement' ? cancel(command, deciding) : ofEngagement(command, deciding);
};

/** Where a command says somebody is to work, as the post's own record has it; or why not. */
const placed = (
  said: { readonly postId: string; readonly teamId: string },
  { at, related: { post, team } }: Deciding,
): Placement | Refusal => {
  const fault = postFault(post, at) ?? (post.opened?.teamId === said.teamId ? teamFault(team, at) : null);
  if (fault !== null) return fault;
  if (post.opened?.teamId !== said.teamId) return refuse('post-not-found', 'postId');
  const { postId, teamId, roleId, kind: postKind } = post.opened;
  return { postId, teamId, roleId, postKind };
};

/** Why a movement cannot be the one that was planned under an id, if it names one. */
const planFault = (
  movementId: string | undefined,
  kind: DataOf<'MovementPlanned'>['kind'],
  { state }: Deciding,
): Refusal | null => {
  if (movementId === undefined) return null;
  const stands = state.planned.get(movementId)?.kind === kind && !state.settled.has(movementId);
  return stands ? null : refuse('movement-not-found', 'movementId');
};

const start = (
  { type: _, ...said }: Extract<MovementCommand, { type: 'StartWorker' }>,
  deciding: Deciding,
): Decision<WorkerEventType> => {
  const place = placed(said, deciding);
  if ('code' in place) return refused(place);
  const data = { ...said, ...place };
  const begun = deciding.state.engagements.get(said.engagementId);
  if (begun !== undefined) {
    return same(begun.started, data) ? nothing : refused(refuse('engagement-exists', 'engagementId'));
  }
  if (said.employment !== 'agency' && (said.agency !== null || said.plannedEnd !== null)) {
    return refused(refuse('agency-only', said.agency === null ? 'plannedEnd' : 'agency'));
  }
  const fault = planFault(said.movementId, 'start', deciding);
  return fault === null ? record({ type: 'WorkerStarted', data }) : refused(fault);
};

const plan = (
  { type: _, ...data }: Extract<MovementCommand, { type: 'PlanMovement' }>,
  { state, related: { post } }: Deciding,
): Decision<WorkerEventType> => {
  const { movementId, personId: __, ...said } = data;
  const planned = state.planned.get(movementId);
  if (planned !== undefined) {
    return same(planned, said) ? nothing : refused(refuse('movement-exists', 'movementId'));
  }
  const needsPost = data.kind === 'start' || data.kind === 'move';
  if (needsPost === (data.postId === null) || (data.postId !== null && post.opened === null)) {
    return refused(refuse('post-not-found', 'postId'));
  }
  const engagement = data.engagementId === null ? undefined : state.engagements.get(data.engagementId);
  if (data.kind === 'start' ? data.engagementId !== null : engagement === undefined) {
    return refused(refuse('engagement-not-found', 'engagementId'));
  }
  if (engagement !== undefined && engagement.until !== null) {
    return refused(refuse('engagement-over', 'engagementId'));
  }
  return record({ type: 'MovementPlanned', data });
};

const cancel = (
  { type: _, ...data }: Extract<MovementCommand, { type: 'CancelMovement' }>,
  { state, setting }: Deciding,
): Decision<WorkerEventType> => {
  if (!state.planned.has(data.movementId) || state.settled.has(data.movementId)) {
    return refused(refuse('movement-not-found', 'movementId'));
  }
  return isBlank(setting.circumstances.reason)
    ? refused(refuse('reason-required', 'reason'))
    : record({ type: 'MovementCancelled', data });
};

type OfEngagement = Exclude<MovementCommand, { type: 'StartWorker' | 'PlanMovement' | 'CancelMovement' }>;

/** A movement of an engagement that has begun and is not over. Its end comes last. */
const ofEngagement = (command: OfEngagement, deciding: Deciding): Decision<WorkerEventType> => {
  const { state, at } = deciding;
  const engagement = state.engagements.get(command.engagementId);
  if (engagement === undefined) return refused(refuse('engagement-not-found', 'engagementId'));
  if (at < engagement.since) {
    return refused(refuse('before-it-began', 'effectiveAt', `The worker started at ${engagement.since}.`));
  }
  const ends = command.type === 'RecordLeaving' || command.type === 'EndAssignment';
  const isCount = command.type === 'ReportAbsence';
  if (engagement.until !== null && !isCount && (ends || at >= engagement.until)) {
    return refused(refuse('engagement-over', 'engagementId', `It was over at ${engagement.until}.`));
  }
  if (ends && at < engagement.latest) return refused(refuse('later-movement', 'effectiveAt'));
  const fact = factOf(command, engagement, deciding);
  if (fact === null) return nothing;
  return 'code' in fact ? refused(fact) : record(fact);
};

const plannedAs = { RecordLeaving: 'leave', MoveWorker: 'move', ChangeWorkingHours: 'hours' } as const;
const confirmingFault = (command: OfEngagement, deciding: Deciding): Refusal | null =>
  'movementId' in command ? planFault(command.movementId, plannedAs[command.type], deciding) : null;

const agencyFault = (command: OfEngagement, { employment }: Engagement): Refusal | null => {
  const ofAgency = ['ConvertWorker', 'ExtendAssignment', 'EndAssignment'].includes(command.type);
  if (ofAgency && employment !== 'agency') return refuse('agency-only', 'engagementId');
  return command.type === 'RecordLeaving' && employment === 'agency'
    ? refuse('not-of-agency', 'engagementId')
    : null;
};

/** The fact that a command comes to; `null` where it changes nothing. */
const factOf = (
  command: OfEngagement,
  engagement: Engagement,
  deciding: Deciding,
): Fact<WorkerEventType> | Refusal | null => {
  const fault = confirmingFault(command, deciding) ?? agencyFault(command, engagement);
  if (fault !== null) return fault;
  switch (command.type) {
    case 'RecordLeaving': {
      const { type: _, ...data } = command;
      return { type: 'WorkerLeft', data };
    }
    case 'MoveWorker': {
      const { type: _, ...said } = command;
      const place = placed(said, deciding);
      if ('code' in place) return place;
      const isThere = engagement.postId === place.postId && deciding.at >= engagement.latest;
      return isThere ? null : { type: 'WorkerMoved', data: { ...said, ...place } };
    }
    case 'ChangeWorkingHours': {
      const { type: _, ...data } = command;
      const hasThem = fteOf(engagement) === data.fte && deciding.at >= engagement.latest;
      return hasThem ? null : { type: 'WorkingHoursChanged', data };
    }
    case 'BeginPostCover': {
      const { type: _, ...said } = command;
      const place = placed(said, deciding);
      if ('code' in place) return place;
      const stands = [...engagement.covers.values()].some(({ postId }) => postId === place.postId);
      return stands || engagement.postId === place.postId
        ? refuse('post-cover-stands', 'postId')
        : { type: 'PostCoverBegun', data: { ...said, ...place } };
    }
    case 'ConvertWorker':
    case 'ExtendAssignment':
    case 'EndAssignment':
    case 'EndPostCover':
    case 'ReportAbsence':
      return plainFactOf(command, engagement);
  }
};

type Plain = Exclude<
  OfEngagement,
  { type: 'RecordLeaving' | 'MoveWorker' | 'ChangeWorkingHours' | 'BeginPostCover' }
>;

/** The facts that need no more than the engagement. */
const plainFactOf = (command: Plain, engagement: Engagement): Fact<WorkerEventType> | Refusal | null => {
  switch (command.type) {
    case 'ConvertWorker': {
      const { type: _, ...data } = command;
      return { type: 'WorkerConverted', data };
    }
    case 'ExtendAssignment': {
      const { type: _, ...data } = command;
      return engagement.plannedEnd === data.plannedEnd ? null : { type: 'AssignmentExtended', data };
    }
    case 'EndAssignment': {
      const { type: _, ...data } = command;
      return { type: 'AssignmentEnded', data };
    }
    case 'EndPostCover': {
      const { type: _, ...data } = command;
      return engagement.covers.has(data.coverId)
        ? { type: 'PostCoverEnded', data }
        : refuse('post-cover-not-found', 'coverId');
    }
    case 'ReportAbsence': {
      const { type: _, ...data } = command;
      const isKnown = engagement.absences.get(data.quarter) === data.days;
      return isKnown ? null : { type: 'AbsenceReported', data };
    }
  }
};
