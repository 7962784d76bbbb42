/** What the movements of a worker come to: the engagements, one after another or side by side, and what is planned. */
import type { DataOf, WorkerEventType } from '../events.js';
import type { Entry } from '../fold.js';
import { FTE_OF_PERSON_MAX } from '../fte.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import type { Employment } from './worker-events.js';

export type Placement = Pick<DataOf<'WorkerStarted'>, 'postId' | 'teamId' | 'roleId' | 'postKind'>;
/** From when somebody works how many hours, in hundredths of full time. */
interface Hours {
  readonly from: string;
  readonly fte: number;
}
export interface Engagement extends Placement {
  readonly started: DataOf<'WorkerStarted'>;
  /** The first instant of it, and the first after it. */
  readonly since: string;
  readonly until: string | null;
  readonly employment: Employment;
  readonly hours: readonly Hours[];
  readonly plannedEnd: string | null;
  /** Posts covered besides, by the cover's id. */
  readonly covers: ReadonlyMap<string, Placement>;
  /** Days of absence by quarter, in hundredths. */
  readonly absences: ReadonlyMap<string, number>;
  /** From when the latest movement of it holds. */
  readonly latest: string;
}
type Planned = Omit<DataOf<'MovementPlanned'>, 'personId' | 'movementId'>;

export interface Worker {
  readonly engagements: ReadonlyMap<string, Engagement>;
  /** Movements that were planned, and those of them that were confirmed or cancelled. */
  readonly planned: ReadonlyMap<string, Planned>;
  readonly settled: ReadonlySet<string>;
  /** How many movements had no engagement to be of, at their time. */
  readonly misplaced: number;
}
export const unknownWorker: Worker = {
  engagements: new Map(),
  planned: new Map(),
  settled: new Set(),
  misplaced: 0,
};

export const fteOf = ({ hours }: Engagement): number => hours.at(-1)?.fte ?? 0;

const settle = (state: Worker, movementId: string | undefined): Worker =>
  movementId === undefined ? state : { ...state, settled: new Set(state.settled).add(movementId) };

const withEngagement = (state: Worker, engagement: Engagement): Worker => ({
  ...state,
  engagements: new Map(state.engagements).set(engagement.started.engagementId, engagement),
});

const placementOf = ({ postId, teamId, roleId, postKind }: Placement): Placement => ({
  postId,
  teamId,
  roleId,
  postKind,
});

const begin = (state: Worker, data: DataOf<'WorkerStarted'>, at: string): Worker =>
  withEngagement(settle(state, data.movementId), {
    ...placementOf(data),
    started: data,
    since: at,
    until: null,
    employment: data.employment,
    hours: [{ from: at, fte: data.fte }],
    plannedEnd: data.plannedEnd,
    covers: new Map(),
    absences: new Map(),
    latest: at,
  });

type OfEngagement = Exclude<WorkerEventType, 'WorkerStarted' | 'MovementPlanned' | 'MovementCancelled'>;
const isOfEngagement = (type: WorkerEventType): type is OfEngagement =>
  !['WorkerStarted', 'MovementPlanned', 'MovementCancelled'].includes(type);

export const evolveWorker = (state: Worker, { event }: Entry<WorkerEventType>): Worker => {
  const { type, data, effectiveFrom: at } = event;
  if (type === 'WorkerStarted') return begin(state, data, at);
  if (type === 'MovementPlanned') {
    const { personId: _, movementId, ...planned } = data;
    return { ...state, planned: new Map(state.planned).set(movementId, planned) };
  }
  if (type === 'MovementCancelled') return settle(state, data.movementId);
  if (!isOfEngagement(type)) return state;
  const engagement = state.engagements.get(data.engagementId);
  // The days of a quarter are counted when it is over, and so perhaps is the engagement.
  const isCount = type === 'AbsenceReported';
  if (engagement === undefined || (engagement.until !== null && !isCount) || !suits(engagement, type)) {
    return { ...state, misplaced: state.misplaced + 1 };
  }
  const latest = isCount ? engagement.latest : at;
  const moved = withEngagement(state, { ...engagement, ...changeOf(engagement, event), latest });
  return settle(moved, 'movementId' in data ? data.movementId : undefined);
};

/** An agency worker's assignment ends, or is converted; others leave. */
const suits = ({ employment }: Engagement, type: OfEngagement): boolean => {
  if (type === 'WorkerLeft') return employment !== 'agency';
  const ofAgency = type === 'AssignmentEnded' || type === 'AssignmentExtended' || type === 'WorkerConverted';
  return !ofAgency || employment === 'agency';
};

/** What of an engagement an event of it makes other. */
const changeOf = (
  { hours, covers, absences }: Engagement,
  event: Entry<WorkerEventType>['event'],
): Partial<Engagement> => {
  const { effectiveFrom: at } = event;
  switch (event.type) {
    case 'WorkerLeft':
    case 'AssignmentEnded':
      return { until: at };
    case 'WorkerMoved':
      return placementOf(event.data);
    case 'WorkingHoursChanged':
      return { hours: [...hours, { from: at, fte: event.data.fte }] };
    case 'WorkerConverted':
      return { employment: event.data.employment, plannedEnd: null };
    case 'AssignmentExtended':
      return { plannedEnd: event.data.plannedEnd };
    case 'PostCoverBegun':
      return { covers: new Map(covers).set(event.data.coverId, placementOf(event.data)) };
    case 'PostCoverEnded':
      return { covers: new Map([...covers].filter(([coverId]) => coverId !== event.data.coverId)) };
    case 'AbsenceReported':
      return { absences: new Map(absences).set(event.data.quarter, event.data.days) };
    case 'WorkerStarted':
    case 'MovementPlanned':
    case 'MovementCancelled':
      return {};
  }
};

/** How much somebody works at an instant, all engagements together. */
const fteAt = ({ engagements }: Worker, at: string): number =>
  [...engagements.values()]
    .filter(({ since, until }) => since <= at && (until === null || at < until))
    .reduce((sum, { hours }) => sum + (hours.findLast(({ from }) => from <= at)?.fte ?? 0), 0);

/** Why these movements cannot all have been, if they cannot. */
export const workerFault = (state: Worker): Refusal | null => {
  if (state.misplaced > 0) return refuse('later-movement', 'effectiveAt');
  const changes = [...state.engagements.values()].flatMap(({ hours }) => hours.map(({ from }) => from));
  return changes.some((at) => fteAt(state, at) > FTE_OF_PERSON_MAX)
    ? refuse('fte-beyond-tolerance', 'fte')
    : null;
};
