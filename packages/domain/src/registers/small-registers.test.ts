import { describe, test } from 'vitest';
import { action } from '../action/action.js';
import { person } from '../person/person.js';
import { given, planText, sample, sampleData } from '../testing/index.js';
import { complaints, concern, equality, evidenceIndex, learning, legal, risk } from './small-registers.js';

const reason = planText('It was counted anew.');
const named = {
  owner: { ...person.initial, registered: sampleData.PersonRegistered },
  action: { ...action.initial, added: sampleData.ActionAdded },
};

describe('a risk', () => {
  const raise = { type: 'RaiseRisk', ...sampleData.RiskRaised } as const;
  test('is raised to an action and for an owner who are there, looked at again, and closed', () => {
    given(risk).when(raise, { related: named }).then(sample('RiskRaised'));
    given(risk).when(raise).thenRefused('person-not-found', 'ownerId');
    given(risk)
      .when(raise, { related: { owner: named.owner } })
      .thenRefused('action-not-found', 'action');
    given(risk, sample('RiskRaised')).when(raise).thenNothing();
    const review = { type: 'ReviewRisk', ...sampleData.RiskReviewed } as const;
    given(risk, sample('RiskRaised')).when(review, { related: named }).then(sample('RiskReviewed'));
    given(risk, sample('RiskRaised'), sample('RiskClosed'))
      .when(review, { related: named })
      .thenRefused('record-closed', 'riskId');
    given(risk)
      .when({ type: 'CloseRisk', ...sampleData.RiskClosed })
      .thenRefused('record-not-found', 'riskId');
  });
});

describe('a concern', () => {
  test('goes from stage to stage until it is settled', () => {
    const move = { type: 'MoveConcern', ...sampleData.ConcernMoved } as const;
    given(concern, sample('ConcernRaised')).when(move).then(sample('ConcernMoved'));
    given(concern, sample('ConcernRaised'), sample('ConcernResolved'))
      .when(move)
      .thenRefused('record-closed', 'concernId');
  });
});

describe('counts', () => {
  test('of complaints are counted anew with a reason', () => {
    const recount = { type: 'RecountComplaints', ...sampleData.ComplaintsRecounted } as const;
    given(complaints, sample('ComplaintsCounted')).when(recount).thenRefused('reason-required', 'reason');
    given(complaints, sample('ComplaintsCounted'))
      .when(recount, { reason })
      .then(sample('ComplaintsRecounted'));
  });

  test('of legal work have no more delayed than there are', () => {
    const count = { type: 'CountLegalWork', ...sampleData.LegalCounted } as const;
    given(legal).when(count).then(sample('LegalCounted'));
    given(legal)
      .when({ ...count, delayed: 36 })
      .thenRefused('value-not-of-unit', 'delayed');
  });
});

test('learning is closed once', () => {
  const close = { type: 'CloseLearning', ...sampleData.LearningClosed } as const;
  given(learning, sample('LearningRequired')).when(close).then(sample('LearningClosed'));
  given(learning, sample('LearningRequired'), sample('LearningClosed')).when(close).thenNothing();
});

test('an equality assessment has a later version each time', () => {
  const revise = { type: 'ReviseEquality', ...sampleData.EqualityRevised } as const;
  given(equality, sample('EqualityAssessed')).when(revise).then(sample('EqualityRevised'));
  given(equality, sample('EqualityAssessed'))
    .when({ ...revise, version: 3 })
    .thenRefused('invalid-input', 'version');
});

test('evidence is indexed for an action that is there', () => {
  const index = { type: 'IndexEvidence', ...sampleData.EvidenceIndexed } as const;
  given(evidenceIndex).when(index).thenRefused('action-not-found', 'action');
  given(evidenceIndex).when(index, { related: named }).then(sample('EvidenceIndexed'));
});
