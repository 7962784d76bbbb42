/** The mutations of audits. */
import { audit, auditProgramme } from '@improvement-ledger/domain';
import { Int } from 'type-graphql';
import {
  code,
  dataOf,
  date,
  declareChanges,
  declareInput,
  flag,
  id,
  int,
  of,
  optional,
  text,
} from '../register/declare.js';
import {
  AuditCycleEnum,
  AuditGradeEnum,
  AuditScaleEnum,
  AuditSourceEnum,
  AuditThemeEnum,
  ModeratorKindEnum,
} from './audit.enums.js';

const programmeFields = {
  tool: text('The tool with which cases are audited.'),
  cycle: of(() => AuditCycleEnum, 'How often it comes round.'),
  source: of(() => AuditSourceEnum, 'Whose staff audit.'),
  scale: of(() => AuditScaleEnum, 'The scale on which work is graded.'),
  costPerCase: optional(of(() => Int, 'What a case costs, in pence.')),
};
const ofProgramme = { programmeId: id('The programme.') };
const ofAudit = { auditId: id('The audit.') };
const grade = of(() => AuditGradeEnum, 'The grade, which the scale of the programme must know.');

export const documentFields = {
  title: text('What the document is called.'),
  url: text('Where it lies.'),
  sha256: code('The SHA-256 of its bytes, in hexadecimal digits.'),
  mediaType: code('Its media type, such as application/pdf.'),
  size: optional(int('Its size in bytes, where it is known.')),
};
const DocumentInput = declareInput(
  'DocumentInput',
  'A document that shows something: where it lies and what it hashes to, never the document.',
  documentFields,
);
const document = of(() => DocumentInput, 'A document that shows it.', ((value: object, subject: string) =>
  dataOf(documentFields, value, subject)) as never);

export const AuditMutations = declareChanges({
  setAuditProgramme: {
    description: 'Sets up a programme of audits.',
    about: 'A programme: with which tool, how often, by whose staff, and on which scale.',
    aggregate: auditProgramme,
    command: 'SetAuditProgramme',
    makes: 'programmeId',
    fields: programmeFields,
  },
  changeAuditProgramme: {
    description: 'Changes a programme of audits. A reason is required; another scale is another programme.',
    about: 'What the programme is from now on.',
    aggregate: auditProgramme,
    command: 'ChangeAuditProgramme',
    fields: { ...ofProgramme, ...programmeFields },
  },
  expectAudits: {
    description: 'Says how many audits a month are expected of an auditor.',
    about: 'Whom the audits are expected of.',
    aggregate: auditProgramme,
    command: 'ExpectAudits',
    fields: {
      ...ofProgramme,
      auditorId: id('The auditor.'),
      monthly: int('How many a month: 0 to 100; 0: none any more.'),
    },
  },
  endAuditProgramme: {
    description: 'Ends a programme of audits: nothing more is planned in it. A reason is required.',
    about: 'The programme to end.',
    aggregate: auditProgramme,
    command: 'EndAuditProgramme',
    fields: ofProgramme,
  },
  planAudit: {
    description: 'Plans the audit of a case for a month.',
    about: 'What is to be audited, by whom and when.',
    aggregate: audit,
    command: 'PlanAudit',
    makes: 'auditId',
    fields: {
      ...ofProgramme,
      case: code("The council's own reference of the case, such as C-0417: never a name."),
      theme: of(() => AuditThemeEnum, 'What is looked at.'),
      auditorId: id('Who audits.'),
      teamId: optional(id('The team whose work it is.')),
      workerId: optional(id('The worker whose work it is.')),
      month: code('The month for which it is planned, `2015-07`.'),
      reAuditOf: optional(id('The audit after which the case is audited again.')),
    },
  },
  recordAudit: {
    description: 'Says that an audit was carried out, and how the work was graded.',
    about: 'The outcome of an audit.',
    aggregate: audit,
    command: 'RecordAudit',
    fields: {
      ...ofAudit,
      grade,
      strengths: optional(text('What is good.')),
      actionsRequired: optional(text('What has to be done.')),
      evidence: optional(document),
    },
  },
  missAudit: {
    description: 'Says that an audit was not carried out, and will not be.',
    about: 'An audit that was missed.',
    aggregate: audit,
    command: 'MissAudit',
    fields: { ...ofAudit, note: optional(text('Why.')) },
  },
  moderateAudit: {
    description: 'Grades the same work again: anybody but the auditor, under whatever id.',
    about: 'A second look.',
    aggregate: audit,
    command: 'ModerateAudit',
    fields: {
      ...ofAudit,
      by: of(() => ModeratorKindEnum, 'Who looked again.'),
      moderatorId: optional(id('The person; none for an inspector.')),
      grade,
      note: optional(text('A note.')),
    },
  },
  requireRemedy: {
    description: 'Says what has to be put right, by when, where work was found inadequate.',
    about: 'What has to be put right.',
    aggregate: audit,
    command: 'RequireRemedy',
    makes: 'remedyId',
    fields: {
      ...ofAudit,
      what: text('What has to be done.'),
      ownerId: optional(id('Who is to do it.')),
      due: date('By when.'),
    },
  },
  recordRemedy: {
    description: 'Says that it was put right.',
    about: 'What was put right.',
    aggregate: audit,
    command: 'RecordRemedy',
    fields: {
      ...ofAudit,
      remedyId: id('The remedy, by the id that requiring it answered with.'),
      note: optional(text('A note.')),
    },
  },
  escalateAudit: {
    description: 'Says that a head of service has taken up that work was found inadequate.',
    about: 'Who has taken it up.',
    aggregate: audit,
    command: 'EscalateAudit',
    fields: { ...ofAudit, toId: id('The head of service.'), note: optional(text('A note.')) },
  },
  flagCapability: {
    description: 'Says whether a question of capability was raised, and nothing besides.',
    about: 'That it was raised, or is not any more.',
    aggregate: audit,
    command: 'FlagCapability',
    fields: { ...ofAudit, isRaised: flag('Whether it is raised.') },
  },
});
