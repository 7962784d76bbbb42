/** A record of every small register, and of each all that can be said. */
import type { Around, Kept, Make } from './register-records.js';

const REASON = 'To have one of each.';

export const keepSmallRegisters = async (
  make: Make,
  { personId, actionId }: Around,
): Promise<
  Pick<Kept, 'riskId' | 'concernId' | 'countId' | 'learningId' | 'legalId' | 'assessmentId' | 'entryId'>
> => {
  const now = { effectiveAt: undefined };
  const standing = {
    likelihood: 4,
    impact: 5,
    mitigation: 'Two more.',
    ownerId: personId,
    reviewDue: '2015-06-30',
  };
  const raise = { title: 'Too few auditors', action: actionId, ...standing, ...now };
  const riskId = await make('raiseRisk', raise);
  await make('reviewRisk', { riskId, ...standing, likelihood: 2, ...now });
  await make('closeRisk', { riskId: await make('raiseRisk', raise), note: 'Two joined.', ...now });
  const concern = {
    kind: 'DISPUTE_RESOLUTION',
    raisedBy: 'REVIEWING_OFFICER',
    case: 'C-0417',
    about: 'Drift.',
    stage: 'INFORMAL',
  };
  const concernId = await make('raiseConcern', { ...concern, remedyDue: '2015-01-12' });
  await make('moveConcern', { concernId, stage: 'FIRST', remedyDue: '2015-01-19', note: 'No answer.' });
  const settled = await make('raiseConcern', concern);
  await make('resolveConcern', { concernId: settled, outcome: 'UPHELD', learning: 'Write it down.' });
  const counted = await count(make, personId);
  const assessed = { groups: ['AGE'], effects: 'None.', outcome: 'Go on.', reviewMonths: 6 };
  const assessmentId = await make('assessEquality', { title: 'The plan', version: 1, ...assessed });
  await make('reviseEquality', { assessmentId, version: 2, ...assessed });
  await make('signEquality', { assessmentId, note: 'Signed.' });
  await make('implementEquality', { assessmentId });
  const document = {
    title: 'Minutes',
    url: 'https://files.example.org/m',
    sha256: 'b'.repeat(64),
    mediaType: 'application/pdf',
    size: 10,
  };
  const entryId = await make('indexEvidence', {
    ...document,
    shows: 'That it was done.',
    action: actionId,
    ...now,
  });
  await make('reviewEvidence', { entryId, isSufficient: true, note: 'Read.', ...now });
  return { riskId, concernId, assessmentId, entryId, ...counted };
};

/** Complaints and legal work, and what was learned. */
const count = async (
  make: Make,
  personId: string,
): Promise<Pick<Kept, 'countId' | 'learningId' | 'legalId'>> => {
  const of = {
    kind: 'COMPLAINT',
    period: { kind: 'MONTH', name: '2014-12' },
    stage: 'STAGE_1',
    theme: 'Contact',
  };
  const countId = await make('countComplaints', { ...of, outcome: 'UPHELD', source: 'FAMILY', count: 3 });
  await make('recountComplaints', { countId, count: 4, reason: REASON });
  const learn = {
    origin: 'COMPLAINTS',
    originId: countId,
    what: 'Ring back.',
    ownerId: personId,
    due: '2015-03-31',
  };
  const learningId = await make('requireLearning', learn);
  await make('closeLearning', {
    learningId: await make('requireLearning', learn),
    outcome: 'Calls are logged.',
  });
  const legalId = await make('countLegalWork', {
    on: '2015-01-05',
    stage: 'TO_ISSUE',
    cases: 5,
    delayed: 2,
    note: 'Two wait.',
  });
  await make('recountLegalWork', { legalId, cases: 5, delayed: 1, reason: REASON });
  return { countId, learningId, legalId };
};
