/** The wire shape of the small registers. */
import { ActionType } from '../action/action.types.js';
import { connectionType } from '../connection.js';
import { PersonType } from '../person/person.types.js';
import type { RegisterFields } from '../register/declare.js';
import { code, date, declareType, flag, id, int, of, optional, text } from '../register/declare.js';
import { InstantScalar } from '../scalars.js';
import {
  ConcernKindEnum,
  ConcernRaiserEnum,
  ConcernStageEnum,
  EqualityGroupEnum,
  FeedbackKindEnum,
  FeedbackSourceEnum,
  FeedbackStageEnum,
  LearningOriginEnum,
  LegalStageEnum,
  OutcomeEnum,
} from './small.enums.js';

/** A text is gone once it was erased. */
const words = (description: string) => optional(text(description));
const person = (description: string) => optional(of(() => PersonType, description));
const action = optional(of(() => ActionType, 'The action of the plan to which it belongs.'));
const instant = (description: string) => of(() => InstantScalar, description);

/** What every record of a register tells. */
const common: RegisterFields = {
  id: id('Its id.'),
  since: instant('From when.'),
  changedAt: instant('When something was said of it last.'),
  version: int('How many events its record has: give it as `expectedVersion`.'),
};
/** What those that end tell besides. */
const ending: RegisterFields = {
  isOpen: flag('Whether it is open.'),
  closedAt: optional(instant('When it was closed.')),
};

const listed = (name: string, description: string, fields: RegisterFields) =>
  connectionType(name, declareType(name, description, { ...common, ...fields }));

export const connections = {
  risks: listed('Risk', 'What may happen to an action, or to the plan.', {
    ...ending,
    title: words('What may happen.'),
    action,
    likelihood: int('How likely it is: 1 to 5.'),
    impact: int('How bad it would be: 1 to 5.'),
    score: int('One times the other: 1 to 25.'),
    scoreBefore: optional(int('The score before it was looked at last; null until then.')),
    mitigation: words('What is done about it.'),
    owner: person('Who sees to it.'),
    reviewDue: optional(date('When it is to be looked at again.')),
    isReviewOverdue: flag('Whether that day has passed, and it is open.'),
    note: words('What was noted when it was closed.'),
  }),
  concerns: listed('Concern', 'A concern that somebody raised, from stage to stage.', {
    ...ending,
    kind: of(() => ConcernKindEnum, 'What sort it is.'),
    raisedBy: of(() => ConcernRaiserEnum, 'Who raised it.'),
    case: optional(code("The council's own reference of the case.")),
    about: words('What it is about.'),
    stage: of(() => ConcernStageEnum, 'How far it has gone.'),
    remedyDue: optional(date('By when it is to be put right.')),
    isOverdue: flag('Whether that day has passed, and it is open.'),
    ageDays: int('For how many days it was open, or is.'),
    outcome: optional(of(() => OutcomeEnum, 'What became of it.')),
    learning: words('What was learned.'),
  }),
  complaintCounts: listed('ComplaintCount', 'How many complaints or compliments had something in common.', {
    kind: of(() => FeedbackKindEnum, 'What was counted.'),
    period: code('The period.'),
    stage: optional(of(() => FeedbackStageEnum, 'How far they had gone.')),
    theme: words('What they were about.'),
    outcome: optional(of(() => OutcomeEnum, 'What became of them.')),
    source: optional(of(() => FeedbackSourceEnum, 'From whom they came.')),
    count: int('How many.'),
  }),
  learningActions: listed('LearningAction', 'What is to be done with what was learned.', {
    ...ending,
    origin: of(() => LearningOriginEnum, 'From what it was learned.'),
    originId: optional(id('The record from which it was learned.')),
    what: words('What is to be done.'),
    owner: person('Who sees to it.'),
    due: optional(date('By when.')),
    isOverdue: flag('Whether that day has passed, and it is open.'),
    outcome: words('What came of it.'),
  }),
  legalTracker: listed('LegalCount', 'How many cases were at a stage of legal work on a day.', {
    on: date('The day.'),
    stage: of(() => LegalStageEnum, 'The stage.'),
    cases: int('How many cases.'),
    delayed: int('How many of them were delayed.'),
    note: words('A note.'),
  }),
  equalityAssessments: listed('EqualityAssessment', 'What a change means for groups of people.', {
    title: words('What is assessed.'),
    number: int('Which version it is.'),
    groups: of(() => [EqualityGroupEnum], 'Which groups it looks at.'),
    effects: words('What it means for them.'),
    outcome: words('What follows.'),
    reviewMonths: optional(int('How many months after the implementation it is looked at again.')),
    implementedAt: optional(instant('When it came into force; null until that is recorded.')),
    reviewDue: optional(date('When it is to be looked at again; null until it is known.')),
    reviewUnknown: optional(code('Why it is not known when.')),
    signedBy: person('Who signed it; null until somebody has.'),
    signedAt: optional(instant('When.')),
  }),
  evidenceIndex: listed('EvidenceEntry', 'A document, what it shows, and whether somebody looked.', {
    title: words('What it is called.'),
    url: words('Where it lies.'),
    sha256: code('The SHA-256 of its bytes.'),
    mediaType: code('Its media type.'),
    size: optional(int('Its size in bytes, where it is known.')),
    shows: words('What it shows.'),
    action,
    successMeasureId: optional(id('The success measure that it shows.')),
    isSufficient: optional(flag('Whether it shows it; null until somebody has looked.')),
    reviewedBy: person('Who looked.'),
    reviewedAt: optional(instant('When.')),
    note: words('What was noted.'),
  }),
} as const;

const SumType = declareType('FeedbackSum', 'How many had something in common.', {
  name: optional(code('What they had in common; null where it was not said.')),
  count: int('How many.'),
});
export const FeedbackSummaryType = declareType('FeedbackSummary', 'Complaints or compliments, added up.', {
  total: int('How many of which a stage, a theme or neither was said: the most of these sums.'),
  byStage: of(() => [SumType], 'By stage, of those counted by it.'),
  byTheme: of(() => [SumType], 'By theme, of those counted by it.'),
  byOutcome: of(() => [SumType], 'By outcome, of those counted by it.'),
  bySource: of(() => [SumType], 'By source, of those counted by it.'),
});
