/** The lines of the rules (`rules.ts`) on reported figures, checks and inductions. */
import type { EventType, Role } from '@improvement-ledger/domain';
import type { FieldRule } from '../field-rule.js';
import { whoSees } from '../field-rule.js';

/** Who keeps figures and checks, and alone sees what can be told of one person. */
const workforce: readonly Role[] = ['workforceLead', 'administrator'];

export const workforceMutations = {
  defineFigure: workforce,
  reportFigure: workforce,
  restateFigure: workforce,
  recordInterview: workforce,
  approveReferences: workforce,
  reviewExitReference: workforce,
  reportDiscrepancy: workforce,
  completeInduction: workforce,
} as const satisfies Record<string, readonly Role[]>;

export const workforceSaidBy = {
  FigureDefined: 'defineFigure',
  FigureReported: 'reportFigure',
  FigureRestated: 'restateFigure',
  InterviewHeld: 'recordInterview',
  ReferencesApproved: 'approveReferences',
  ExitReferenceReviewed: 'reviewExitReference',
  DiscrepancyReported: 'reportDiscrepancy',
  InductionCompleted: 'completeInduction',
} as const satisfies Partial<Record<EventType, keyof typeof workforceMutations>>;

/** What is reported of the workforce is published; what is checked of a worker is theirs. */
export const joiningEventReaders: Partial<Readonly<Record<EventType, readonly Role[]>>> = {
  InterviewHeld: workforce,
  ReferencesApproved: workforce,
  ExitReferenceReviewed: workforce,
  DiscrepancyReported: workforce,
  InductionCompleted: workforce,
};

/** Who may ask a council for them. */
export const workforceOfCouncil: Readonly<Record<string, FieldRule>> = {
  joiningCounts: workforce,
  joiningSteps: workforce,
  reportedFigures: 'viewers',
};

/** That an owner has left is told to those who must find another; it says of one person when they went. */
export const workforceOfPlan: Readonly<Record<string, FieldRule>> = {
  departedOwners: ['planManager', ...workforce],
};

export const workforceFields: Readonly<Record<string, Readonly<Record<string, FieldRule>>>> = {
  DepartedOwner: whoSees('action left others owner ownerSince'),
  DepartedOwnerConnection: whoSees('edges pageInfo totalCount'),
  DepartedOwnerEdge: whoSees('cursor node'),
  FigureBelow: whoSees('first last periods since threshold'),
  FigureComparison: whoSees('computed difference differs formula incomplete period reported'),
  FigureDisagreement: whoSees('difference figureId period source value with'),
  FigurePeriodValue: whoSees('period value'),
  FigureReading: whoSees(
    'agreement computedPercent denominator firstValue from kind numerator period printed since statements to value',
  ),
  FigureStatement: whoSees('change printed since value'),
  FigureYearToDate: whoSees('difference differs partKind parts period sum value'),
  JoiningCount: whoSees('done due kind late missing'),
  JoiningStep: whoSees('approvedBy discrepancy done due engagementId kind person status team'),
  JoiningStepConnection: whoSees('edges pageInfo totalCount'),
  JoiningStepEdge: whoSees('cursor node'),
  Ownership: whoSees('owners since until'),
  ReportedFigure: {
    ...whoSees('below disagreements id measure of readings role source team unit version yearsToDate'),
    // What is computed from movements is for those who see movements.
    comparisons: workforce,
  },
  ReportedFigureConnection: whoSees('edges pageInfo totalCount'),
  ReportedFigureEdge: whoSees('cursor node'),
};
