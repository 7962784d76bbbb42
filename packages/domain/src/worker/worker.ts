/**
 * A worker: a person whom the council employs or an agency supplies, and every movement of theirs. Whatever is recorded,
 * corrected or retracted, the movements that stand must be able to have happened: none before the start or after the end,
 * and never more hours at once than one person works.
 */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision, Setting } from '../decider.js';
import { refused } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { Recorded } from '../envelope.js';
import type { EventType, WorkerEventType } from '../events.js';
import { fold } from '../fold.js';
import { fte } from '../fte.js';
import { office } from '../office/office.js';
import { person } from '../person/person.js';
import { post } from '../post/post.js';
import type { Worker } from './engagement.js';
import { evolveWorker, unknownWorker, workerFault } from './engagement.js';
import type { MovementCommand } from './movements.js';
import { move } from './movements.js';
import type { RelatedToWorker } from './related.js';

export type { Engagement, Worker } from './engagement.js';
export { fteOf } from './engagement.js';
export type { MovementCommand } from './movements.js';

export type WorkerCommand = MovementCommand | CorrectEvent<WorkerEventType> | RetractEvent;

const idIn = (command: WorkerCommand, name: 'postId' | 'teamId'): string | undefined =>
  name in command ? ((command as Partial<Record<typeof name, string | null>>)[name] ?? undefined) : undefined;

export const worker: Aggregate<Worker, WorkerCommand, WorkerEventType, RelatedToWorker> = {
  category: 'worker',
  types: [
    'WorkerStarted',
    'WorkerLeft',
    'WorkerMoved',
    'WorkingHoursChanged',
    'WorkerConverted',
    'AssignmentExtended',
    'AssignmentEnded',
    'PostCoverBegun',
    'PostCoverEnded',
    'AbsenceReported',
    'MovementPlanned',
    'MovementCancelled',
  ],
  initial: unknownWorker,

  related: (command) => ({
    person: { aggregate: person, id: 'personId' in command ? command.personId : undefined },
    post: { aggregate: post, id: idIn(command, 'postId') },
    team: { aggregate: office, id: idIn(command, 'teamId') },
  }),

  decide(command, state, setting, related) {
    if (command.type === 'CorrectEvent') return ifPossible(correctEvent(command, setting, fixed), setting);
    return command.type === 'RetractEvent'
      ? ifPossible(retractEvent(command, setting, retractable), setting)
      : ifPossible(move(command, state, setting, related), setting);
  },

  evolve: evolveWorker,
};

/** Whom and which post a movement is about never changes: that is another movement. */
const fixed = [
  'personId',
  'engagementId',
  'movementId',
  'coverId',
  'postId',
  'teamId',
  'roleId',
  'postKind',
  'quarter',
];
const retractable: ReadonlySet<EventType> = new Set(worker.types);

/** A decision, unless what would stand after it cannot have happened. */
const ifPossible = (
  decision: Decision<WorkerEventType>,
  { recorded, circumstances }: Setting<WorkerEventType>,
): Decision<WorkerEventType> => {
  if (decision.refusal !== undefined || decision.facts.length === 0) return decision;
  // Hours that nobody can work at all are refused as such, by the catalogue.
  if (decision.facts.some(({ data }) => 'fte' in data && !fte.nullable().safeParse(data.fte).success)) {
    return decision;
  }
  const from = effectiveFrom(circumstances.effectiveAt) ?? '';
  const last = recorded.at(-1)?.position ?? 0;
  const would = decision.facts.map((fact, index) => {
    const place = { position: last + 1 + index, corrects: fact.corrects ?? null, effectiveFrom: from };
    return { ...fact, ...place } as unknown as Recorded<WorkerEventType>;
  });
  const fault = workerFault(fold(worker, [...recorded, ...would]));
  return fault === null ? decision : refused(fault);
};
