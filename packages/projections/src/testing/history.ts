/** Random histories of one plan's actions, with corrections of corrections and facts told late, for properties. */
import type { ActionEventType, Due } from '@improvement-ledger/domain';
import { linkKinds } from '@improvement-ledger/domain';
import {
  actorOf,
  dueOn,
  ids,
  ownedBy,
  planText,
  sampleData,
  sampleId,
} from '@improvement-ledger/domain/testing';
import fc from 'fast-check';
import type { Log, ToldFact } from './log.js';

export const actionIds = [sampleId(101), sampleId(102), sampleId(103)] as const;

/** Times from which facts hold, as written: some before the actions were added, many the same. */
export const effectiveTimes = [
  '2026',
  '2026-03',
  '2026-04-01',
  '2026-21',
  '2026-05',
  '2026-05-10',
  '2026-05-10T15:00:00Z',
  '2026-06',
  '2026-06-30T23:30:00+01:00',
  '2026-07-01',
] as const;

const undatedOrStanding = (['standing', 'undated'] as const).map((kind): Due => ({
  asWritten: planText(kind),
  meaning: kind === 'standing' ? { kind, from: '2026-04-01' } : { kind, why: 'to-be-confirmed' },
}));
const recurring = (['week', 'month', 'quarter', 'year'] as const).flatMap((every) =>
  (['day', 'month'] as const).map((precision): Due => ({
    asWritten: planText(every),
    meaning: {
      kind: 'recurring',
      lastDay: precision === 'day' ? '2026-01-29' : '2026-02-28',
      precision,
      every,
    },
  })),
);
const due = fc.oneof(
  fc.constantFrom('2026-04-30', '2026-05-31', '2026-06-30').map((day) => dueOn(day, day)),
  fc.constantFrom(...undatedOrStanding),
  fc.constantFrom(...recurring),
);
const owners = fc
  .constantFrom(['Ann', ids.ann] as const, ['Ben', ids.ben] as const, ['Cas', ids.cas] as const)
  .map(([name, id]) => ownedBy(name, id));
/** Where in the plan an action stands. */
const place = {
  workstreamId: fc.constantFrom(ids.workstream, sampleId(61)),
  commitmentId: fc.constantFrom(ids.commitment, sampleId(62)),
};
const note = fc.option(fc.constantFrom('Done.', 'Not yet.').map(planText));
const requestId = fc.constantFrom(sampleId(31), sampleId(32));
const partId = fc.constantFrom(sampleId(51), sampleId(52));
const rag = fc.constantFrom('red', 'amber', 'green', null);
const narrative = fc.constantFrom('Under way.', 'Delayed.', 'Nearly there.').map(planText);

/** What may be said of an action, by the type of event: all but which action it is. */
const saidBy = {
  ActionAdded: fc.record({ due, owners, ...place }).map((said) => ({ ...sampleData.ActionAdded, ...said })),
  ActionStatusRecorded: fc.oneof(fc.record({ rag }), fc.record({ narrative }), fc.record({ rag, narrative })),
  ActionOwnerReassigned: fc.record({ owners }),
  ActionDueDateChanged: fc.record({ due }),
  ActionDueDateChangeRequested: fc.record({ requestId, due }),
  ActionDueDateChangeApproved: fc.record({ requestId, due, note }),
  ActionDueDateChangeRefused: fc.record({ requestId, note }),
  ActionCompletionClaimed: fc.record({ note }),
  ActionCompletionVerified: fc.record({ note }),
  ActionCompletionSentBack: fc.record({ note }),
  ActionReopened: fc.record({ note }),
  ActionWithdrawn: fc.constant({}),
  ActionReinstated: fc.constant({}),
  ActionCoverBegun: partId.map((coverId) => ({ ...sampleData.ActionCoverBegun, coverId })),
  ActionCoverEnded: partId.map((coverId) => ({ coverId })),
  ActionLinked: fc
    .tuple(partId, fc.constantFrom(...linkKinds), fc.constantFrom(...actionIds))
    .map(([linkId, kind, to]) => ({ linkId, kind, to })),
  ActionUnlinked: partId.map((linkId) => ({ linkId })),
  EvidenceAttached: partId.map((evidenceId) => ({ ...sampleData.EvidenceAttached, evidenceId })),
  EvidenceWithdrawn: partId.map((evidenceId) => ({ evidenceId })),
} satisfies Record<ActionEventType, fc.Arbitrary<object>>;

type Said = { readonly [Type in ActionEventType]: object };
const everyKind = fc.record<Said>(saidBy);

/** Things that come to pass often enough to meet each other. */
const newFact = fc.constantFrom<ActionEventType>(
  'ActionStatusRecorded',
  'ActionStatusRecorded',
  'ActionStatusRecorded',
  'ActionOwnerReassigned',
  'ActionDueDateChanged',
  'ActionDueDateChanged',
  'ActionDueDateChangeRequested',
  'ActionDueDateChangeApproved',
  'ActionDueDateChangeRefused',
  'ActionCompletionClaimed',
  'ActionCompletionClaimed',
  'ActionCompletionVerified',
  'ActionCompletionSentBack',
  'ActionReopened',
  'ActionWithdrawn',
  'ActionReinstated',
  'ActionCoverBegun',
  'ActionCoverEnded',
  'ActionLinked',
  'ActionUnlinked',
  'EvidenceAttached',
  'EvidenceWithdrawn',
);

/** One event to come: a new fact, or a correction of whichever event of the action it lands on. */
const happening = fc.record({
  action: fc.nat(actionIds.length - 1),
  type: newFact,
  said: everyKind,
  effectiveAt: fc.constantFrom(...effectiveTimes),
  actorId: fc.constantFrom(ids.ann, ids.ben, ids.cas),
  corrects: fc.option(
    fc.record({
      /** 0: the newest event of the action. */
      back: fc.nat(9),
      kind: fc.constantFrom('wrong' as const, 'wrong' as const, 'retracted' as const),
    }),
    { freq: 2 },
  ),
});

export const history = fc.array(happening, { minLength: 1, maxLength: 30, size: 'max' });
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

/** Tells histories to a log to which the plan with these actions was told last. */
export const historian = (log: Log): ((happenings: readonly Happening[]) => Promise<void>) => {
  const added = log.head - actionIds.length + 1;
  const told = new Map<string, { readonly type: ActionEventType; readonly position: number }[]>(
    actionIds.map((id, index) => [id, [{ type: 'ActionAdded', position: added + index }]]),
  );
  const tell = async ({ action, said, effectiveAt, actorId, ...other }: Happening): Promise<void> => {
    const actionId = actionIds[action] ?? actionIds[0];
    const earlier = told.get(actionId) ?? [];
    const named =
      other.corrects === null ? undefined : earlier.at(-1 - (other.corrects.back % earlier.length));
    const type = named?.type ?? other.type;
    // An action itself is not retracted.
    const kind = type === 'ActionAdded' ? 'wrong' : other.corrects?.kind;
    const fact = {
      type,
      data: { ...said[type], planId: ids.plan, actionId },
      ...(named !== undefined && { corrects: { position: named.position, kind } }),
      told: { effectiveAt, actor: actorOf(actorId) },
    } as ToldFact;
    const [position = 0] = await log.tell(fact);
    earlier.push({ type, position });
  };
  return async (happenings) => {
    for (const each of happenings) await tell(each);
  };
};
