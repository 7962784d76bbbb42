/** Random commands and records of one action, for properties. */
import fc from 'fast-check';
import type { ActionCommand } from '../action/action.js';
import type { Decided } from '../decider.js';
import type { Circumstances, Recorded } from '../envelope.js';
import type { ActionEventType } from '../events.js';
import { recordedAt } from './given.js';
import { actorOf, dueOn, ids, ownedBy, planText, sampleId } from './sample-parts.js';
import { sample, sampleData } from './samples.js';

const named = { planId: ids.plan, actionId: ids.action };
const words = fc.constantFrom('Under way.', 'Delayed.', 'Done.').map(planText);
const note = fc.option(words);

const narrowTo = <Type extends string>(type: Type) => fc.constant(type);
const replacement: fc.Arbitrary<Decided<ActionEventType>> = fc.oneof(
  fc.constantFrom('red', 'amber', 'green', null).map((rag) => ({
    type: 'ActionStatusRecorded' as const,
    data: { ...named, rag },
  })),
  fc.constantFrom('2026-09-30', '2026-10-31').map((day) => ({
    type: 'ActionDueDateChanged' as const,
    data: { ...named, due: dueOn(day) },
  })),
  fc
    .constantFrom('ActionCompletionClaimed' as const, 'ActionCompletionVerified' as const)
    .chain((type) => note.map((said) => ({ type, data: { ...named, note: said } }))),
);

const requestId = fc.constantFrom(sampleId(31), sampleId(32));
const position = fc.integer({ min: 1, max: 12 });
export const actionCommand: fc.Arbitrary<ActionCommand> = fc.oneof(
  fc.record({
    type: narrowTo('RecordStatus'),
    planId: fc.constant(ids.plan),
    actionId: fc.constant(ids.action),
    rag: fc.constantFrom('red', 'amber', 'green', null),
    narrative: words,
    onlyIfChanged: fc.boolean(),
  }),
  fc
    .constantFrom('Ann', 'Ben')
    .map((name) => ({ type: 'ReassignOwner' as const, ...named, owners: ownedBy(name) })),
  fc
    .constantFrom('2026-09-30', '2026-10-31', '2026-12-31')
    .map((day) => ({ type: 'ChangeDueDate' as const, ...named, due: dueOn(day) })),
  fc.tuple(fc.constantFrom('2026-10-31', '2026-12-31'), requestId).map(([day, id]) => ({
    type: 'RequestDueDateChange' as const,
    ...named,
    requestId: id,
    due: dueOn(day),
  })),
  fc.record({
    type: fc.constantFrom('ApproveDueDateChange' as const, 'RefuseDueDateChange' as const),
    planId: fc.constant(ids.plan),
    actionId: fc.constant(ids.action),
    requestId,
    note,
  }),
  fc
    .record({
      type: fc.constantFrom(
        'ClaimCompletion' as const,
        'VerifyCompletion' as const,
        'SendBackCompletion' as const,
        'ReopenAction' as const,
      ),
      note,
    })
    .map((command) => ({ ...command, ...named })),
  fc.constantFrom(
    { type: 'WithdrawAction' as const, ...named },
    { type: 'ReinstateAction' as const, ...named },
    { type: 'BeginCover' as const, ...sampleData.ActionCoverBegun },
    { type: 'EndCover' as const, ...sampleData.ActionCoverEnded },
    { type: 'LinkAction' as const, ...sampleData.ActionLinked },
    { type: 'UnlinkAction' as const, ...sampleData.ActionUnlinked },
    { type: 'AttachEvidence' as const, ...sampleData.EvidenceAttached },
    { type: 'WithdrawEvidence' as const, ...sampleData.EvidenceWithdrawn },
  ),
  fc.record({ type: narrowTo('RetractEvent'), position }),
  fc
    .record({ type: narrowTo('CorrectEvent'), position, replacement })
    .map((command) => command as ActionCommand),
  fc.constant({ type: 'AddAction' as const, ...sampleData.ActionAdded }),
);

export const told: fc.Arbitrary<Partial<Circumstances>> = fc.record({
  actor: fc.constantFrom(ids.ann, ids.ben, ids.cas).map((id) => actorOf(id)),
  effectiveAt: fc.constantFrom('2026-07', '2026-07-01', '2026-07-10', '2026-07-10T15:00:00Z', '2026-07-20'),
  reason: fc.option(words, { freq: 5, nil: null }),
});

/** A record of one action that begins with its addition and holds corrections of anything before. */
export const actionRecord: fc.Arbitrary<readonly Recorded<ActionEventType>[]> = fc
  .array(
    fc.record({
      replacement,
      told,
      corrects: fc.option(
        fc.record({ back: fc.nat(11), kind: fc.constantFrom('wrong' as const, 'retracted' as const) }),
      ),
    }),
    { maxLength: 12 },
  )
  .map((entries) => [
    recordedAt(1, { ...sample('ActionAdded'), effectiveAt: '2026-06-01' }),
    ...entries.map((entry, index) =>
      recordedAt(index + 2, {
        ...entry.replacement,
        ...entry.told,
        ...(entry.corrects !== null &&
          index > 0 && {
            corrects: { position: 2 + (entry.corrects.back % index), kind: entry.corrects.kind },
          }),
      }),
    ),
  ]);
