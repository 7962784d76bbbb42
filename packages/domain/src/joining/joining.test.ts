import { describe, test } from 'vitest';
import { person } from '../person/person.js';
import { evolveWorker, unknownWorker } from '../worker/engagement.js';
import { given, ids, planText, recordedAt, sample, sampleData } from '../testing/index.js';
import { joining } from './joining.js';

/** Ann as an agency worker from May, or employed; at work, or gone since July. */
const annWho = (employment: 'agency' | 'permanent', isGone = false) => {
  const started = { type: 'WorkerStarted', data: { ...sampleData.WorkerStarted, employment } } as const;
  const facts = [
    { ...started, effectiveAt: '2026-05-01' },
    ...(isGone ? [{ ...sample('AssignmentEnded'), effectiveAt: '2026-07-01' }] : []),
  ];
  return facts
    .map((fact, index) => recordedAt(index + 1, fact))
    .reduce(
      (state, event) => evolveWorker(state, { root: event.position, event, first: event }),
      unknownWorker,
    );
};
const approver = { ...person.initial, registered: sampleData.PersonRegistered };
const related = { worker: annWho('agency'), approver };
const gone = { worker: annWho('agency', true), approver };
const interview = { type: 'RecordInterview', ...sampleData.InterviewHeld } as const;
const approve = { type: 'ApproveReferences', ...sampleData.ReferencesApproved } as const;
const review = { type: 'ReviewExitReference', ...sampleData.ExitReferenceReviewed } as const;
const reportIt = { type: 'ReportDiscrepancy', ...sampleData.DiscrepancyReported } as const;
const complete = { type: 'CompleteInduction', ...sampleData.InductionCompleted } as const;

describe('checks of agency workers', () => {
  test('are recorded also for days before the start, and once', () => {
    given(joining).when(interview, { related, effectiveAt: '2026-04-20' }).then(sample('InterviewHeld'));
    given(joining, sample('InterviewHeld')).when(interview, { related }).thenNothing();
    given(joining).when(approve, { related, effectiveAt: '2026-04-24' }).then(sample('ReferencesApproved'));
  });

  test('are of an engagement that is there, of an agency worker', () => {
    given(joining).when(interview).thenRefused('engagement-not-found', 'engagementId');
    given(joining)
      .when(interview, { related: { worker: annWho('permanent') } })
      .thenRefused('agency-only', 'engagementId');
  });

  test('are not the worker’s own to approve, nor of somebody unknown', () => {
    given(joining)
      .when({ ...approve, approvedBy: ids.ann }, { related })
      .thenRefused('own-references', 'approvedBy');
    given(joining)
      .when(approve, { related, merged: { [ids.ben]: ids.ann } })
      .thenRefused('own-references', 'approvedBy');
    given(joining)
      .when(approve, { related: { worker: related.worker } })
      .thenRefused('person-not-found', 'approvedBy');
  });

  test('are not corrected to have been approved by the worker, nor by somebody unknown', () => {
    const approved = sample('ReferencesApproved');
    const reason = planText('The wrong name was read.');
    const correct = (approvedBy: string) =>
      ({
        type: 'CorrectEvent',
        position: 1,
        replacement: sample('ReferencesApproved', { approvedBy }),
      }) as const;
    const said = given(joining, approved);
    said.when(correct(ids.ann), { related, reason }).thenRefused('own-references', 'approvedBy');
    said.when(correct(ids.cas), { reason }).thenRefused('person-not-found', 'approvedBy');
    said.when(correct(ids.cas), { related, reason }).then({
      ...sample('ReferencesApproved', { approvedBy: ids.cas }),
      corrects: { position: 1, kind: 'wrong' },
    });
    said
      .when(correct(ids.ben), { reason, effectiveAt: '2026-04-20' })
      .then({ ...approved, corrects: { position: 1, kind: 'wrong' } });
  });

  test('of their exit come after the end, and a report after a discrepancy', () => {
    given(joining).when(review, { related }).thenRefused('engagement-not-over', 'engagementId');
    given(joining).when(review, { related: gone }).then(sample('ExitReferenceReviewed'));
    given(joining).when(reportIt, { related: gone }).thenRefused('discrepancy-not-found');
    const accurate = sample('ExitReferenceReviewed', { discrepancy: null });
    given(joining, accurate).when(reportIt, { related: gone }).thenRefused('discrepancy-not-found');
    given(joining, sample('ExitReferenceReviewed'))
      .when(reportIt, { related: gone })
      .then(sample('DiscrepancyReported'));
  });
});

describe('induction', () => {
  test('is of any worker, from the first day on, each part once', () => {
    given(joining).when(complete, { related }).then(sample('InductionCompleted'));
    const employed = { worker: annWho('permanent') };
    given(joining).when(complete, { related: employed }).then(sample('InductionCompleted'));
    given(joining, sample('InductionCompleted')).when(complete, { related }).thenNothing();
    given(joining)
      .when(complete, { related, effectiveAt: '2026-04-30' })
      .thenRefused('before-it-began', 'effectiveAt');
    const milestone = 'first-day';
    given(joining, sample('InductionCompleted'))
      .when({ ...complete, milestone }, { related })
      .then(sample('InductionCompleted', { milestone }));
  });
});
