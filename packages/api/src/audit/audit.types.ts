/** The wire shape of audits: programmes, audits, outcomes, agreement and completion. */
import { Float } from 'type-graphql';
import { connectionType } from '../connection.js';
import { OfficeType } from '../office/office.types.js';
import { PersonType } from '../person/person.types.js';
import { code, date, declareType, flag, id, int, of, optional, text } from '../register/declare.js';
import { InstantScalar } from '../scalars.js';
import {
  GradeAgreementEnum,
  AuditCycleEnum,
  AuditGradeEnum,
  AuditScaleEnum,
  AuditSourceEnum,
  AuditStatusEnum,
  AuditThemeEnum,
  ModeratorKindEnum,
} from './audit.enums.js';

const person = (description: string) => of(() => PersonType, description);
const instant = (description: string) => of(() => InstantScalar, description);
const version = int('How many events its record has: give it as `expectedVersion`.');
/** A text is gone once it was erased. */
const words = (description: string) => optional(text(description));

const ExpectationType = declareType('AuditExpectation', 'How many audits a month are expected of somebody.', {
  auditor: person('Of whom.'),
  monthly: int('How many a month.'),
  since: instant('From when.'),
});

export const AuditProgrammeType = declareType('AuditProgramme', 'A programme of audits.', {
  id: id('Its id.'),
  tool: words('The tool; null when it was erased.'),
  cycle: of(() => AuditCycleEnum, 'How often it comes round.'),
  source: of(() => AuditSourceEnum, 'Whose staff audit.'),
  scale: of(() => AuditScaleEnum, 'The scale on which work is graded.'),
  grades: of(() => [AuditGradeEnum], 'The grades of the scale, the best first.'),
  costPerCase: optional(int('What a case costs, in pence.')),
  expectations: of(() => [ExpectationType], 'How many audits are expected of whom now.'),
  since: instant('From when.'),
  endedAt: optional(instant('From when it is no more.')),
  version,
});

const DocumentType = declareType(
  'Document',
  'A document that shows something; the ledger keeps where it lies.',
  {
    title: words('What it is called.'),
    url: words('Where it lies.'),
    sha256: code('The SHA-256 of its bytes.'),
    mediaType: code('Its media type.'),
    size: optional(int('Its size in bytes, where it is known.')),
  },
);

const ModerationType = declareType('AuditModeration', 'A second grade of the same work.', {
  by: of(() => ModeratorKindEnum, 'Who looked again.'),
  moderator: optional(person('The person; null for an inspector.')),
  grade: of(() => AuditGradeEnum, 'The grade.'),
  agreement: of(() => GradeAgreementEnum, "What it says of the auditor's own."),
  note: words('A note.'),
  at: instant('When.'),
});

const RemedyType = declareType('AuditRemedy', 'What has to be put right in a case.', {
  id: id('Its id.'),
  what: words('What has to be done.'),
  owner: optional(person('Who is to do it.')),
  due: date('By when.'),
  doneAt: optional(instant('When it was put right.')),
  note: words('What was noted then.'),
  isOverdue: flag('Whether its day has passed and it was not put right.'),
});

const EscalationType = declareType('AuditEscalation', 'That a head of service has taken a case up.', {
  to: person('Who.'),
  at: instant('When.'),
  note: words('A note.'),
});

const AuditType = declareType(
  'Audit',
  "The audit of a case, which is known by the council's own reference.",
  {
    id: id('Its id.'),
    programme: of(() => AuditProgrammeType, 'The programme.'),
    case: code("The council's own reference of the case."),
    theme: of(() => AuditThemeEnum, 'What was looked at.'),
    auditor: person('Who audits.'),
    team: optional(of(() => OfficeType, 'The team whose work it is.')),
    worker: optional(person('The worker whose work it is.')),
    month: code('The month for which it is planned.'),
    reAuditOf: optional(id('The audit after which the case is audited again.')),
    status: of(() => AuditStatusEnum, 'How it stands.'),
    isLate: flag('Whether its month is over and it is neither done nor missed.'),
    doneAt: optional(instant('When it was carried out.')),
    grade: optional(of(() => AuditGradeEnum, "The auditor's own grade.")),
    finalGrade: optional(of(() => AuditGradeEnum, 'The grade that counts: the last that the council gave.')),
    strengths: words('What is good.'),
    actionsRequired: words('What has to be done.'),
    evidence: optional(of(() => DocumentType, 'What shows it.')),
    missedNote: words('Why it was missed.'),
    moderations: of(
      () => [ModerationType],
      'Who graded the same work again, in the order in which they did.',
    ),
    remedies: of(() => [RemedyType], 'What has to be put right.'),
    escalations: of(() => [EscalationType], 'Who has taken it up.'),
    isCapabilityRaised: flag('Whether a question of capability is raised.'),
    version,
  },
);
export const AuditConnection = connectionType('Audit', AuditType);

const InadequateCaseType = declareType('InadequateCase', 'A case in which work was found inadequate.', {
  case: code("The council's own reference of the case."),
  times: int('In how many audits it was found inadequate.'),
  isRepeat: flag('Whether more than once: it is on the list of the head of service.'),
  isOpen: flag('Whether the last audit of the case found it inadequate, or a remedy is still to be done.'),
  isTakenUp: flag('Whether a head of service has taken up the last of these audits.'),
  audits: of(() => [AuditType], 'All audits of the case that were done, in the order of their days.'),
});
export const InadequateCaseConnection = connectionType('InadequateCase', InadequateCaseType);

const CompletionType = declareType('AuditCompletion', 'How many audits somebody carried out in a month.', {
  month: code('The month.'),
  auditor: person('Who.'),
  expected: int('How many were expected, as it stood at the end of the month.'),
  done: int('How many were done in the month.'),
  missed: int('How many planned for the month were said to be missed.'),
  isShort: flag('Whether the month is over and fewer were done than expected.'),
});
export const CompletionConnection = connectionType('AuditCompletion', CompletionType);

const GradeCountType = declareType('AuditGradeCount', 'How many audits had a grade.', {
  grade: of(() => AuditGradeEnum, 'The grade.'),
  count: int('How many.'),
});
const share = (description: string) =>
  optional(of(() => Float, `${description} In percent; null where there is none.`));

const OutcomeType = declareType('AuditOutcome', 'What audits of one kind came to.', {
  month: optional(code('The month; null unless counted by month.')),
  team: optional(of(() => OfficeType, 'The team; null unless counted by team, or where none was said.')),
  theme: optional(of(() => AuditThemeEnum, 'The theme; null unless counted by theme.')),
  programme: optional(of(() => AuditProgrammeType, 'The programme; null unless counted by tool.')),
  source: optional(of(() => AuditSourceEnum, 'Whose staff audited; null unless counted by it.')),
  planned: int('How many were planned for these months.'),
  missed: int('How many of them were said to be missed.'),
  done: int('How many were done in these months.'),
  grades: of(() => [GradeCountType], 'How many had each grade that counts.'),
  goodOrBetter: int('How many were good or better.'),
  goodOrBetterShare: share('The share of them.'),
  inadequate: int('How many were inadequate.'),
  inadequateShare: share('The share of them.'),
  expected: optional(
    int('How many were expected; null where counted by team or theme, which nothing is expected of.'),
  ),
  completion: share('How many were done of those that were expected.'),
  isRounded: flag(
    'Whether the numbers by grade are multiples of 5, as told to those who may not read single audits.',
  ),
});
export const OutcomeConnection = connectionType('AuditOutcome', OutcomeType);

const AgreementCountsType = declareType(
  'AuditAgreementCounts',
  'How often second grades agreed with the first.',
  {
    count: int('How many second grades there were.'),
    agreed: int('How many were the same.'),
    lowered: int('How many were worse.'),
    raised: int('How many were better.'),
    agreedShare: optional(
      of(() => Float, 'The share that were the same, in percent; null where there is none.'),
    ),
  },
);
export const AgreementType = declareType(
  'AuditAgreement',
  "How second grades stand beside the auditors' own.",
  {
    moderation: of(() => AgreementCountsType, "The council's own moderation."),
    inspection: of(() => AgreementCountsType, 'Grades of inspectors.'),
  },
);
