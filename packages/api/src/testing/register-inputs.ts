/** Something that each mutation of a register could be asked to do, of records that are not there. */
import { ids } from '@improvement-ledger/domain/testing';
import type { registerMutations } from '../register/register-rules.js';
import type { SampleRecords } from './sample-records.js';

type Input = (records: SampleRecords) => object;
const of =
  (input: object): Input =>
  ({ council }) => ({ council, ...input });

const programme = { tool: 'Case audit', cycle: 'MONTHLY', source: 'INTERNAL', scale: 'SIF_2013' };
const ofProgramme = { programmeId: ids.programme };
const ofAudit = { auditId: ids.audit };

const ofIndicator = { indicatorId: ids.indicator };
const indicator = { name: 'Visits', unit: 'COUNT', kind: 'MONTH', series: 'OWN', direction: 'HIGHER' };
const reading = { ...ofIndicator, period: { kind: 'MONTH', name: '2016-01' }, published: { value: '12' } };

const document = {
  title: 'Minutes',
  url: 'https://example.org/minutes.pdf',
  sha256: 'ab'.repeat(32),
  mediaType: 'application/pdf',
};

export const registerInputs = {
  setAuditProgramme: of(programme),
  changeAuditProgramme: of({ ...ofProgramme, ...programme, reason: 'Another tool.' }),
  expectAudits: of({ ...ofProgramme, auditorId: ids.ben, monthly: 2 }),
  endAuditProgramme: of({ ...ofProgramme, reason: 'It is over.' }),
  planAudit: of({
    ...ofProgramme,
    case: 'C-0417',
    theme: 'WHOLE_CASE',
    auditorId: ids.ben,
    month: '2016-01',
  }),
  recordAudit: of({ ...ofAudit, grade: 'GOOD' }),
  missAudit: of(ofAudit),
  moderateAudit: of({ ...ofAudit, by: 'PEER', moderatorId: ids.cas, grade: 'GOOD' }),
  requireRemedy: of({ ...ofAudit, what: 'A plan with dates.', due: '2016-02-01' }),
  recordRemedy: of({ ...ofAudit, remedyId: ids.remedy }),
  escalateAudit: of({ ...ofAudit, toId: ids.cas }),
  flagCapability: of({ ...ofAudit, isRaised: true }),
  defineIndicator: of(indicator),
  redefineIndicator: of({ ...ofIndicator, ...indicator, target: '90', reason: 'Another target.' }),
  linkIndicator: ({ council, actionId }) => ({ council, ...ofIndicator, action: actionId }),
  unlinkIndicator: of({ ...ofIndicator, linkId: ids.indicatorLink }),
  draftReading: of(reading),
  reviewReading: of({ ...ofIndicator, period: reading.period, comment: 'Seen.' }),
  finaliseReading: of(reading),
  restateReading: of({ ...reading, reason: 'Cleaned.' }),
  raiseRisk: ({ council, actionId }) => ({
    council,
    title: 'Too few.',
    action: actionId,
    likelihood: 2,
    impact: 3,
  }),
  reviewRisk: of({ riskId: ids.risk, likelihood: 2, impact: 2 }),
  closeRisk: of({ riskId: ids.risk }),
  raiseConcern: of({ kind: 'ESCALATION', raisedBy: 'PARTNER', about: 'Drift.', stage: 'INFORMAL' }),
  moveConcern: of({ concernId: ids.concern, stage: 'FIRST' }),
  resolveConcern: of({ concernId: ids.concern, outcome: 'UPHELD' }),
  countComplaints: of({ kind: 'COMPLAINT', period: reading.period, count: 3 }),
  recountComplaints: of({ countId: ids.count, count: 4, reason: 'Counted anew.' }),
  requireLearning: of({ origin: 'COMPLAINTS', what: 'Ring back.' }),
  closeLearning: of({ learningId: ids.learning }),
  countLegalWork: of({ on: '2016-01-31', stage: 'TO_ISSUE', cases: 3, delayed: 1 }),
  recountLegalWork: of({ legalId: ids.legal, cases: 3, delayed: 0, reason: 'Counted anew.' }),
  assessEquality: of({ title: 'The plan', version: 1, groups: ['AGE'] }),
  reviseEquality: of({ assessmentId: ids.assessment, version: 2, groups: [] }),
  signEquality: of({ assessmentId: ids.assessment }),
  implementEquality: of({ assessmentId: ids.assessment }),
  indexEvidence: of({ ...document, shows: 'That it was done.' }),
  reviewEvidence: of({ entryId: ids.entry, isSufficient: true }),
} as const satisfies Record<keyof typeof registerMutations, Input>;
