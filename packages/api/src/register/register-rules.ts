/** The lines of the rules (`rules.ts`) on the registers beside the plan. */
import type { EventType, Role } from '@improvement-ledger/domain';
import type { FieldRule } from '../field-rule.js';
import { whoSees } from '../field-rule.js';

const planKeepers: readonly Role[] = ['planManager', 'administrator'];
/** Who keeps audits, and alone sees whose work each was about. */
export const quality: readonly Role[] = ['planManager', 'auditor', 'administrator'];
/** Who is told at once of cases that were found inadequate. */
const services: readonly Role[] = [...quality, 'actionOwner'];

export const registerMutations = {
  setAuditProgramme: quality,
  changeAuditProgramme: quality,
  expectAudits: quality,
  endAuditProgramme: quality,
  planAudit: quality,
  recordAudit: quality,
  missAudit: quality,
  moderateAudit: quality,
  requireRemedy: quality,
  recordRemedy: services,
  escalateAudit: services,
  flagCapability: quality,
  defineIndicator: planKeepers,
  redefineIndicator: planKeepers,
  linkIndicator: planKeepers,
  unlinkIndicator: planKeepers,
  draftReading: services,
  reviewReading: services,
  finaliseReading: services,
  restateReading: services,
  raiseRisk: planKeepers,
  reviewRisk: services,
  closeRisk: planKeepers,
  raiseConcern: services,
  moveConcern: services,
  resolveConcern: services,
  countComplaints: services,
  recountComplaints: services,
  requireLearning: services,
  closeLearning: services,
  countLegalWork: services,
  recountLegalWork: services,
  assessEquality: planKeepers,
  reviseEquality: planKeepers,
  signEquality: planKeepers,
  implementEquality: planKeepers,
  indexEvidence: services,
  reviewEvidence: quality,
} as const satisfies Record<string, readonly Role[]>;

export const registerSaidBy = {
  AuditProgrammeSet: 'setAuditProgramme',
  AuditProgrammeChanged: 'changeAuditProgramme',
  AuditsExpected: 'expectAudits',
  AuditProgrammeEnded: 'endAuditProgramme',
  AuditPlanned: 'planAudit',
  AuditDone: 'recordAudit',
  AuditMissed: 'missAudit',
  AuditModerated: 'moderateAudit',
  RemedyRequired: 'requireRemedy',
  RemedyDone: 'recordRemedy',
  AuditEscalated: 'escalateAudit',
  CapabilityFlagged: 'flagCapability',
  IndicatorDefined: 'defineIndicator',
  IndicatorRedefined: 'redefineIndicator',
  IndicatorLinked: 'linkIndicator',
  IndicatorUnlinked: 'unlinkIndicator',
  ReadingDrafted: 'draftReading',
  ReadingReviewed: 'reviewReading',
  ReadingFinalised: 'finaliseReading',
  ReadingRestated: 'restateReading',
  RiskRaised: 'raiseRisk',
  RiskReviewed: 'reviewRisk',
  RiskClosed: 'closeRisk',
  ConcernRaised: 'raiseConcern',
  ConcernMoved: 'moveConcern',
  ConcernResolved: 'resolveConcern',
  ComplaintsCounted: 'countComplaints',
  ComplaintsRecounted: 'recountComplaints',
  LearningRequired: 'requireLearning',
  LearningClosed: 'closeLearning',
  LegalCounted: 'countLegalWork',
  LegalRecounted: 'recountLegalWork',
  EqualityAssessed: 'assessEquality',
  EqualityRevised: 'reviseEquality',
  EqualitySigned: 'signEquality',
  EqualityImplemented: 'implementEquality',
  EvidenceIndexed: 'indexEvidence',
  EvidenceReviewed: 'reviewEvidence',
} as const satisfies Partial<Record<EventType, keyof typeof registerMutations>>;

export const registerEventReaders: Partial<Readonly<Record<EventType, readonly Role[]>>> = {
  AuditsExpected: quality,
  AuditPlanned: quality,
  AuditDone: quality,
  AuditMissed: quality,
  AuditModerated: quality,
  RemedyRequired: quality,
  RemedyDone: quality,
  AuditEscalated: quality,
  CapabilityFlagged: quality,
  ConcernRaised: services,
  ConcernMoved: services,
  ConcernResolved: services,
};

/** What may be asked of a council. */
export const registersOfCouncil: Readonly<Record<string, FieldRule>> = {
  ...whoSees(
    'auditAgreement auditOutcomes complaintCounts draftDifferences equalityAssessments evidenceIndex feedback indicators',
    'learningActions legalTracker risks',
  ),
  concerns: services,
  auditCompletion: quality,
  auditProgrammes: quality,
  audits: quality,
  inadequateCases: services,
};

const connections = (...names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((name) => [
      [`${name}Connection`, whoSees('edges pageInfo totalCount')],
      [`${name}Edge`, whoSees('cursor node')],
    ]),
  );

export const registerFields: Readonly<Record<string, Readonly<Record<string, FieldRule>>>> = {
  ...connections(
    'Audit',
    'AuditCompletion',
    'AuditOutcome',
    'InadequateCase',
    'Indicator',
    'Reading',
    'ReadingDifference',
    'ComplaintCount',
    'Concern',
    'EqualityAssessment',
    'EvidenceEntry',
    'LearningAction',
    'LegalCount',
    'Risk',
  ),
  Audit: {
    ...whoSees(
      'actionsRequired auditor case doneAt escalations evidence finalGrade grade id isLate missedNote moderations month',
      'programme reAuditOf remedies status strengths team theme version',
    ),
    isCapabilityRaised: quality,
    worker: quality,
  },
  AuditAgreement: whoSees('inspection moderation'),
  AuditAgreementCounts: whoSees('agreed agreedShare count lowered raised'),
  AuditCompletion: whoSees('auditor done expected isShort missed month'),
  AuditEscalation: whoSees('at note to'),
  AuditExpectation: whoSees('auditor monthly since'),
  AuditGradeCount: whoSees('count grade'),
  AuditModeration: whoSees('agreement at by grade moderator note'),
  AuditOutcome: whoSees(
    'completion done expected goodOrBetter goodOrBetterShare grades inadequate inadequateShare isRounded missed month',
    'planned programme source team theme',
  ),
  AuditProgramme: {
    ...whoSees('costPerCase cycle endedAt grades id scale since source tool version'),
    expectations: quality,
  },
  AuditRemedy: whoSees('doneAt due id isOverdue note owner what'),
  ComplaintCount: whoSees('changedAt count id kind outcome period since source stage theme version'),
  Concern: whoSees(
    'about ageDays case changedAt closedAt id isOpen isOverdue kind learning outcome raisedBy remedyDue since stage version',
  ),
  EqualityAssessment: whoSees(
    'changedAt effects groups id implementedAt number outcome reviewDue reviewMonths reviewUnknown signedAt signedBy since',
    'title version',
  ),
  EvidenceEntry: whoSees(
    'action changedAt id isSufficient mediaType note reviewedAt reviewedBy sha256 shows since size successMeasureId title url',
    'version',
  ),
  FeedbackSum: whoSees('count name'),
  FeedbackSummary: whoSees('byOutcome bySource byStage byTheme total'),
  LearningAction: whoSees(
    'changedAt closedAt due id isOpen isOverdue origin originId outcome owner since version what',
  ),
  LegalCount: whoSees('cases changedAt delayed id note on since stage version'),
  Risk: whoSees(
    'action changedAt closedAt id impact isOpen isReviewOverdue likelihood mitigation note owner reviewDue score scoreBefore',
    'since title version',
  ),
  Contradiction: whoSees('computed difference kind period said'),
  Document: whoSees('mediaType sha256 size title url'),
  InadequateCase: whoSees('audits case isOpen isRepeat isTakenUp times'),
  Indicator: whoSees(
    'benchmarks clock contradictions direction formula id kind latest links meaning name population ragRule readings relation',
    'series source target tolerance unit version',
  ),
  IndicatorClock: whoSees('days from within'),
  IndicatorLink: whoSees('action id since successMeasureId'),
  IndicatorRelation: whoSees('indicator kind'),
  Reading: whoSees(
    'draft draftToFinal finalToKnown from isFinal known period published rag ragPublished reviews to values',
  ),
  ReadingDifference: whoSees('indicator reading signedAt signedBy'),
  ReadingReview: whoSees('at by comment remedy'),
  ReadingValue: whoSees('at by computed denominator numerator printed recordedAt stage value'),
  RegisterPayload: whoSees('event id position userErrors'),
};
