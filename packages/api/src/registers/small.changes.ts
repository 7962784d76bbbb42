/** The mutations of the small registers. */
import {
  complaints,
  concern,
  equality,
  evidenceIndex,
  learning,
  legal,
  refuse,
  risk,
} from '@improvement-ledger/domain';
import { documentFields } from '../audit/audit.changes.js';
import { refOfKind } from '../ids.js';
import { period } from '../indicator/indicator.changes.js';
import type { RegisterChange } from '../register/declare.js';
import {
  code,
  date,
  declareChanges,
  flag,
  id,
  int,
  of,
  optional,
  RefusedInput,
  text,
} from '../register/declare.js';
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

const note = optional(text('A note.'));
const owner = { ownerId: optional(id('Who sees to it.')) };
const action = { action: optional(id('The action of the plan to which it belongs.')) };

/** An action is known to callers by its global id, and to the record by its own. */
const withAction: NonNullable<RegisterChange['complete']> = ({ action: given, ...data }, council) => {
  if (given === null) return { ...data, linkedActionId: null };
  const ref = refOfKind(given as string, 'Action');
  if (ref?.tenant !== council) throw new RefusedInput(refuse('action-not-found', 'action'));
  return { ...data, linkedActionId: ref.key };
};

const ofRisk = { riskId: id('The risk.') };
const standing = {
  likelihood: int('How likely it is: 1 to 5.'),
  impact: int('How bad it would be: 1 to 5.'),
  mitigation: optional(text('What is done about it.')),
  ...owner,
  reviewDue: optional(date('When it is to be looked at again.')),
};
const ofConcern = { concernId: id('The concern.') };
const stage = of(() => ConcernStageEnum, 'How far it has gone.');
const remedyDue = optional(date('By when it is to be put right.'));
const ofCount = { countId: id('The count.') };
const counted = int('How many.');
const ofLegal = { legalId: id('The count.') };
const legalCounts = { cases: int('How many cases.'), delayed: int('How many of them were delayed.') };
const ofAssessment = { assessmentId: id('The assessment.') };
const assessed = {
  version: int('Which version it is, from 1.'),
  groups: of(() => [EqualityGroupEnum], 'Which groups it looks at.'),
  effects: optional(text('What it means for them.')),
  outcome: optional(text('What follows.')),
  reviewMonths: optional(int('How many months after the implementation it is looked at again.')),
};

export const SmallRegisterMutations = declareChanges({
  raiseRisk: {
    description: 'Raises a risk: to an action, or to the plan as a whole.',
    about: 'A risk, and what is done about it.',
    aggregate: risk,
    command: 'RaiseRisk',
    makes: 'riskId',
    fields: { title: text('What may happen.'), ...action, ...standing },
    complete: withAction,
  },
  reviewRisk: {
    description: 'Says how a risk stands after somebody looked at it again.',
    about: 'How it stands.',
    aggregate: risk,
    command: 'ReviewRisk',
    fields: { ...ofRisk, ...standing },
  },
  closeRisk: {
    description: 'Says that it is a risk no more.',
    about: 'The risk to close.',
    aggregate: risk,
    command: 'CloseRisk',
    fields: { ...ofRisk, note },
  },
  raiseConcern: {
    description: 'Raises a concern, such as in the dispute resolution of reviewing officers.',
    about: 'A concern. Who raised it is said by kind, and the case by its reference.',
    aggregate: concern,
    command: 'RaiseConcern',
    makes: 'concernId',
    fields: {
      kind: of(() => ConcernKindEnum, 'What sort it is.'),
      raisedBy: of(() => ConcernRaiserEnum, 'Who raised it.'),
      case: optional(code("The council's own reference of the case, such as C-0417: never a name.")),
      about: text('What it is about.'),
      stage,
      remedyDue,
    },
  },
  moveConcern: {
    description: 'Says that a concern went to another stage.',
    about: 'How far it has gone.',
    aggregate: concern,
    command: 'MoveConcern',
    fields: { ...ofConcern, stage, remedyDue, note },
  },
  resolveConcern: {
    description: 'Says that a concern was settled, and what was learned.',
    about: 'How it was settled.',
    aggregate: concern,
    command: 'ResolveConcern',
    fields: {
      ...ofConcern,
      outcome: of(() => OutcomeEnum, 'What became of it.'),
      learning: optional(text('What was learned.')),
    },
  },
  countComplaints: {
    description: 'Counts complaints or compliments of a period.',
    about: 'A count, and what those counted have in common.',
    aggregate: complaints,
    command: 'CountComplaints',
    makes: 'countId',
    fields: {
      kind: of(() => FeedbackKindEnum, 'What is counted.'),
      period,
      stage: optional(of(() => FeedbackStageEnum, 'How far they had gone.')),
      theme: optional(text('What they were about.')),
      outcome: optional(of(() => OutcomeEnum, 'What became of them.')),
      source: optional(of(() => FeedbackSourceEnum, 'From whom they came.')),
      count: counted,
    },
  },
  recountComplaints: {
    description: 'Says that a count turned out to be another. A reason is required.',
    about: 'The count as it is known now.',
    aggregate: complaints,
    command: 'RecountComplaints',
    fields: { ...ofCount, count: counted },
  },
  requireLearning: {
    description: 'Says what is to be done with what was learned.',
    about: 'What is to be done, by whom and when.',
    aggregate: learning,
    command: 'RequireLearning',
    makes: 'learningId',
    fields: {
      origin: of(() => LearningOriginEnum, 'From what it was learned.'),
      originId: optional(id('The record from which it was learned.')),
      what: text('What is to be done.'),
      ...owner,
      due: optional(date('By when.')),
    },
  },
  closeLearning: {
    description: 'Says that it was done.',
    about: 'What came of it.',
    aggregate: learning,
    command: 'CloseLearning',
    fields: { learningId: id('The learning action.'), outcome: optional(text('What came of it.')) },
  },
  countLegalWork: {
    description:
      'Counts the cases at a stage of legal work on a day, and those delayed: no names, no references.',
    about: 'Cases on a day.',
    aggregate: legal,
    command: 'CountLegalWork',
    makes: 'legalId',
    fields: { on: date('The day.'), stage: of(() => LegalStageEnum, 'The stage.'), ...legalCounts, note },
  },
  recountLegalWork: {
    description: 'Says that the counts turned out to be others. A reason is required.',
    about: 'The counts as they are known now.',
    aggregate: legal,
    command: 'RecountLegalWork',
    fields: { ...ofLegal, ...legalCounts },
  },
  assessEquality: {
    description: 'Records an equality impact assessment.',
    about: 'What a change means for groups of people.',
    aggregate: equality,
    command: 'AssessEquality',
    makes: 'assessmentId',
    fields: { title: text('What is assessed.'), ...assessed },
  },
  reviseEquality: {
    description: 'Records a later version of an assessment.',
    about: 'The later version.',
    aggregate: equality,
    command: 'ReviseEquality',
    fields: { ...ofAssessment, ...assessed },
  },
  signEquality: {
    description: 'Says that an assessment was signed.',
    about: 'The assessment.',
    aggregate: equality,
    command: 'SignEquality',
    fields: { ...ofAssessment, note },
  },
  implementEquality: {
    description:
      'Says that what was assessed came into force: from then on it is known when its review is due.',
    about: 'The assessment.',
    aggregate: equality,
    command: 'ImplementEquality',
    fields: ofAssessment,
  },
  indexEvidence: {
    description: 'Indexes a document as showing an action, or a success measure.',
    about: 'The document, and what it shows.',
    aggregate: evidenceIndex,
    command: 'IndexEvidence',
    makes: 'entryId',
    fields: {
      ...documentFields,
      shows: text('What it shows.'),
      ...action,
      successMeasureId: optional(id('The success measure that it shows.')),
    },
    complete: withAction,
  },
  reviewEvidence: {
    description: 'Says whether a document shows what it is indexed for.',
    about: 'What was found.',
    aggregate: evidenceIndex,
    command: 'ReviewEvidence',
    fields: { entryId: id('The entry.'), isSufficient: flag('Whether it shows it.'), note },
  },
});
