/** Random movements of a few workers, each as the domain decides it: recorded, back-dated, corrected and retracted. */
import type { Decided, Recorded, WorkerCommand, WorkerEventType } from '@improvement-ledger/domain';
import { office, person, post, worker } from '@improvement-ledger/domain';
import {
  decisionAfter,
  personName,
  recordedAt,
  sampleData,
  sampleId,
} from '@improvement-ledger/domain/testing';
import fc from 'fast-check';
import type { Log, ToldFact } from './log.js';

const OPENED = '2015-01-01';
const teams = [sampleId(0x301), sampleId(0x302)] as const;
const roles = [sampleId(0x311), sampleId(0x312)] as const;
/** Posts of two teams and two roles, the last of them supernumerary. */
export const openings = [0, 1, 2, 3, 4].map((index) => ({
  ...sampleData.PostOpened,
  postId: sampleId(0x320 + index),
  teamId: teams[index % 2 === 0 ? 0 : 1],
  roleId: roles[index < 2 ? 0 : 1],
  kind: index === 4 ? ('supernumerary' as const) : ('established' as const),
  fte: 100 - index * 10,
}));
const workers = [0, 1, 2].map((index) => sampleId(0x330 + index));

export const days = [
  '2015-03-31',
  '2015-04-01',
  '2015-06-15',
  '2015-06-30',
  '2015-09-02',
  '2016-01-31',
  '2016-02-29',
];

const nth = fc.nat(5);
const movement = fc.record({
  what: fc.constantFrom(
    'start',
    'start',
    'move',
    'hours',
    'convert',
    'leave',
    'end',
    'absence',
    'correct',
    'retract',
  ),
  worker: fc.nat(2),
  /** Which of the worker's engagements or events, and which post. */
  which: nth,
  post: fc.nat(4),
  fte: fc.constantFrom(20, 50, 100),
  isAgency: fc.boolean(),
  at: fc.constantFrom(...days),
});
export type RandomMovement = typeof movement extends fc.Arbitrary<infer Value> ? Value : never;
export const movements = fc.array(movement, { minLength: 12, maxLength: 30 });

const at = (list: readonly string[], index: number): string =>
  list[index % Math.max(1, list.length)] ?? sampleId(1);

interface Known {
  readonly personId: string;
  readonly recorded: readonly Recorded<WorkerEventType>[];
  readonly next: number;
}

const commandFor = (asked: RandomMovement, { personId, recorded, next }: Known): WorkerCommand | null => {
  const started = recorded.flatMap(({ type, data }) => (type === 'WorkerStarted' ? [data.engagementId] : []));
  const engagement = { personId, engagementId: at(started, asked.which) };
  const { postId, teamId } = openings[asked.post] ?? sampleData.PostOpened;
  switch (asked.what) {
    case 'start':
      return {
        type: 'StartWorker',
        personId,
        engagementId: sampleId(0x400 + next),
        postId,
        teamId,
        employment: asked.isAgency ? 'agency' : 'permanent',
        fte: asked.fte,
        agency: null,
        plannedEnd: null,
      };
    case 'move':
      return { type: 'MoveWorker', ...engagement, postId, teamId };
    case 'hours':
      return { type: 'ChangeWorkingHours', ...engagement, fte: asked.fte };
    case 'convert':
      return { type: 'ConvertWorker', ...engagement, employment: 'permanent' };
    case 'leave':
      return { type: 'RecordLeaving', ...engagement, leavingReason: 'resignation', destination: 'not-known' };
    case 'end':
      return { type: 'EndAssignment', ...engagement, endedBy: 'council', endReason: 'completed' };
    case 'absence': {
      const quarter = asked.which % 2 === 0 ? '2015-Q2' : '2015-Q3';
      return { type: 'ReportAbsence', ...engagement, quarter, days: asked.fte * 5 };
    }
    case 'correct':
    case 'retract': {
      const named = recorded[asked.which % Math.max(1, recorded.length)];
      if (named === undefined) return null;
      if (asked.what === 'retract') return { type: 'RetractEvent', position: named.position };
      const data = 'fte' in named.data ? { ...named.data, fte: asked.fte } : named.data;
      const replacement = { type: named.type, data } as Decided<WorkerEventType>;
      return { type: 'CorrectEvent', position: named.position, replacement };
    }
  }
};

const related = (asked: RandomMovement) => {
  const opened = openings[asked.post] ?? sampleData.PostOpened;
  return {
    person: { ...person.initial, registered: sampleData.PersonRegistered },
    post: { ...post.initial, opened, since: `${OPENED}T00:00:00.000Z`, fte: opened.fte },
    team: { ...office.initial, defined: { kind: 'team', ...sampleData.TeamDefined } as const },
  };
};

/** Tells a log of movements, as far as they are not refused; keeps the record of every worker. */
export const staffer = (log: Log) => {
  const records = new Map<string, Recorded<WorkerEventType>[]>(workers.map((id) => [id, []]));
  const open = async (): Promise<void> => {
    const told = { effectiveAt: OPENED };
    await log.tell(...openings.map((data): ToldFact => ({ type: 'PostOpened', data, told })));
  };
  const tell = async (list: readonly RandomMovement[]): Promise<void> => {
    for (const asked of list) {
      const personId = workers[asked.worker] ?? '';
      const recorded = records.get(personId) ?? [];
      const command = commandFor(asked, { personId, recorded, next: log.head });
      if (command === null) continue;
      const told = { effectiveAt: asked.at, reason: personName('So it was.') };
      const when = { ...told, related: related(asked) };
      for (const fact of decisionAfter(worker, recorded, command, when).facts ?? []) {
        const [position = 0] = await log.tell({ ...fact, told });
        recorded.push(recordedAt(position, { ...fact, ...told }));
      }
    }
  };
  return { records, open, tell };
};
