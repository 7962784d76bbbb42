/**
 * A plan one of whose actions changed ten times, three of them told late or put right, with others beside it that were
 * added, withdrawn, added and withdrawn again, or changed and changed back. The position of each fact stands beside it.
 */
import {
  actorOf,
  ids,
  ownedBy,
  dueOn,
  planText,
  sampleData,
  sampleId,
} from '@improvement-ledger/domain/testing';
import type { ToldFact } from '@improvement-ledger/projections/testing';
import { planWith } from '@improvement-ledger/projections/testing';

export const THIRD = sampleId(212);
export const NEW = sampleId(213);
export const WORKSTREAM_B = sampleId(215);
const OTHER = sampleId(211);
const GONE = sampleId(214);
const COMMITMENT_B = sampleId(216);
const named = { planId: ids.plan, actionId: ids.action };
const of = (actionId: string) => ({ planId: ids.plan, actionId });

/** Recorded at noon of a day, and true from that day or an earlier one. */
const on = (day: string, fact: ToldFact, effectiveAt = day): ToldFact => ({
  ...fact,
  told: { reason: planText(`As of ${effectiveAt}.`), ...fact.told, effectiveAt },
  recordedAt: `${day}T12:00:00.000Z`,
});
const rated = (actionId: string, rag: string | null): ToldFact => ({
  type: 'ActionStatusRecorded',
  data: { ...of(actionId), rag },
});
const added = (actionId: string, reference: string, place: number): ToldFact => ({
  type: 'ActionAdded',
  data: {
    ...sampleData.ActionAdded,
    actionId,
    reference,
    place,
    workstreamId: WORKSTREAM_B,
    commitmentId: COMMITMENT_B,
  },
});
const requested = { ...sampleData.ActionDueDateChangeRequested, actionId: NEW };
const narrative = planText('Twelve audits were done.');

export const tenChanges: readonly ToldFact[] = [
  ...planWith([ids.action, OTHER, THIRD]), // 2 to 9: the three actions at 7, 8 and 9
  on('2026-05-01', rated(ids.action, 'red')), // 10
  on('2026-06-01', { type: 'ActionStatusRecorded', data: { ...named, rag: 'amber', narrative } }), // 11
  on('2026-06-10', {
    type: 'ActionDueDateChanged',
    data: { ...named, due: dueOn('2026-10-31', 'End October 2026') },
    told: { actor: actorOf(ids.ben), onBehalfOf: ids.ann, reason: planText('The supplier is late.') },
  }), // 12
  on('2026-06-15', {
    type: 'ActionOwnerReassigned',
    data: { ...named, owners: ownedBy('Ben Example', ids.ben) },
  }), // 13
  on('2026-06-20', rated(ids.action, 'green'), '2026-05-15'), // 14: told five weeks late
  on('2026-07-01', {
    type: 'ActionCompletionClaimed',
    data: { ...named, note: null },
    told: { actor: actorOf(ids.ben) },
  }), // 15
  on(
    '2026-07-05',
    {
      type: 'ActionStatusRecorded',
      data: { ...named, rag: 'red', narrative },
      corrects: { position: 11, kind: 'wrong' },
    },
    '2026-06-01',
  ), // 16: the report of June was wrong
  on('2026-07-10', { type: 'ActionCompletionVerified', data: { ...named, note: null } }), // 17
  on(
    '2026-07-15',
    {
      type: 'ActionOwnerReassigned',
      data: { ...named, owners: ownedBy('Ben Example', ids.ben) },
      corrects: { position: 13, kind: 'retracted' },
    },
    '2026-06-15',
  ), // 18: the action was never passed on
  on('2026-07-16', { type: 'EvidenceAttached', data: { ...sampleData.EvidenceAttached, claim: 15 } }), // 19
  on('2026-07-17', {
    type: 'WorkstreamAdded',
    data: { ...sampleData.WorkstreamAdded, workstreamId: WORKSTREAM_B, reference: 'B', place: 2 },
  }), // 20
  on('2026-07-17', {
    type: 'CommitmentAdded',
    data: {
      ...sampleData.CommitmentAdded,
      workstreamId: WORKSTREAM_B,
      commitmentId: COMMITMENT_B,
      reference: 'B1',
    },
  }), // 21
  on('2026-07-17', added(NEW, 'B1.1', 1)), // 22
  on('2026-07-17', added(GONE, 'B1.2', 2)), // 23
  on('2026-07-18', { type: 'ActionWithdrawn', data: of(GONE) }), // 24
  on('2026-07-18', rated(OTHER, 'red')), // 25
  on('2026-07-18', rated(OTHER, null)), // 26
  on('2026-07-18', {
    type: 'ActionWithdrawn',
    data: of(THIRD),
    told: { reason: planText('Another action does it.') },
  }), // 27
  on('2026-07-19', {
    type: 'ActionDueDateChangeRequested',
    data: requested,
    told: { actor: actorOf(ids.ben) },
  }), // 28
  on('2026-07-20', {
    type: 'ActionDueDateChangeApproved',
    data: { ...requested, note: null },
  }), // 29
];

/** The rating of the first action said again, as every month's report says it. */
export const ratedAgain = on('2026-07-21', rated(ids.action, 'red')); // 30
