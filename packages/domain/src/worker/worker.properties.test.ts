import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Decided } from '../decider.js';
import type { Recorded } from '../envelope.js';
import type { WorkerEventType } from '../events.js';
import { fold } from '../fold.js';
import { FTE_OF_PERSON_MAX } from '../fte.js';
import { office } from '../office/office.js';
import { person } from '../person/person.js';
import { post } from '../post/post.js';
import { decisionAfter, ids, personName, recordedAt, sampleData, sampleId } from '../testing/index.js';
import type { WorkerCommand } from './worker.js';
import { worker } from './worker.js';

const related = {
  person: { ...person.initial, registered: sampleData.PersonRegistered },
  post: { ...post.initial, opened: sampleData.PostOpened, since: '2020-01-01T00:00:00.000Z', fte: 100 },
  team: { ...office.initial, defined: { kind: 'team', ...sampleData.TeamDefined } as const },
};
const named = { personId: ids.ann };
const engagementId = fc.constantFrom(...[1, 2, 3].map((number) => sampleId(0x700 + number)));
const fte = fc.constantFrom(10, 60, 100);

const said: fc.Arbitrary<WorkerCommand> = fc.oneof(
  fc.tuple(engagementId, fte, fc.boolean()).map(([id, hours, isAgency]) => ({
    type: 'StartWorker' as const,
    ...named,
    engagementId: id,
    postId: ids.post,
    teamId: ids.team,
    employment: isAgency ? ('agency' as const) : ('permanent' as const),
    fte: hours,
    agency: null,
    plannedEnd: null,
  })),
  fc.tuple(engagementId, fte).map(([id, hours]) => {
    return { type: 'ChangeWorkingHours' as const, ...named, engagementId: id, fte: hours };
  }),
  engagementId.map((id) => {
    const why = { leavingReason: 'resignation', destination: 'not-known' } as const;
    return { type: 'RecordLeaving' as const, ...named, engagementId: id, ...why };
  }),
  engagementId.map((id) => {
    return { type: 'ConvertWorker' as const, ...named, engagementId: id, employment: 'permanent' as const };
  }),
  fc.nat(9).map((back) => ({ type: 'RetractEvent' as const, position: back + 1 })),
);
/** The day of a month on which it was true, also before what was said earlier; and whether it rather corrects hours. */
const commands = fc.array(fc.tuple(said, fc.integer({ min: 1, max: 28 }), fc.boolean(), fte), {
  maxLength: 25,
});

const corrected = (recorded: readonly Recorded<WorkerEventType>[], hours: number): WorkerCommand | null => {
  const event = recorded.findLast(({ data }) => 'fte' in data);
  if (event === undefined) return null;
  const replacement = { type: event.type, data: { ...event.data, fte: hours } } as Decided<WorkerEventType>;
  return { type: 'CorrectEvent', position: event.position, replacement };
};

test('whatever is recorded, corrected and retracted, the movements that stand can have happened', () => {
  fc.assert(
    fc.property(commands, (sequence) => {
      let recorded: Recorded<WorkerEventType>[] = [];
      for (const [given, day, corrects, hours] of sequence) {
        const command = corrects ? (corrected(recorded, hours) ?? given) : given;
        const told = {
          effectiveAt: `2026-07-${String(day).padStart(2, '0')}`,
          reason: personName('So it was.'),
        };
        const { facts = [] } = decisionAfter(worker, recorded, command, { ...told, related });
        recorded = [
          ...recorded,
          ...facts.map((fact, index) => recordedAt(recorded.length + 1 + index, { ...fact, ...told })),
        ];
        const { engagements, misplaced } = fold(worker, recorded);
        expect(misplaced).toBe(0);
        const all = [...engagements.values()];
        for (const { since, until } of all) expect(until === null || until >= since).toBe(true);
        for (const at of all.flatMap((each) => each.hours.map(({ from }) => from))) {
          const together = all
            .filter(({ since, until }) => since <= at && (until === null || at < until))
            .reduce((sum, each) => sum + (each.hours.findLast(({ from }) => from <= at)?.fte ?? 0), 0);
          expect(together).toBeLessThanOrEqual(FTE_OF_PERSON_MAX);
        }
      }
    }),
  );
});
