/** The closed lists of audits, each value with what it means. */
import type {
  GradeAgreement,
  AuditGrade,
  AuditScale,
  AuditSource,
  AuditStatus,
  AuditTheme,
  auditCycles,
  ModeratorKind,
} from '@improvement-ledger/domain';
import { enumeration } from '../enums.js';

export const AuditCycleEnum = enumeration<(typeof auditCycles)[number]>(
  'AuditCycle',
  'How often a programme of audits comes round.',
  {
    once: 'It is carried out once.',
    monthly: 'Each month.',
    quarterly: 'Each quarter.',
    yearly: 'Each year.',
  },
);

export const AuditSourceEnum = enumeration<AuditSource>('AuditSource', 'Whose staff audit.', {
  internal: "The council's own.",
  external: 'Others, who are paid for each case.',
});

export const AuditScaleEnum = enumeration<AuditScale>(
  'AuditScale',
  'A four-point scale, by the inspection framework whose words it has.',
  {
    'slac-2009': 'Outstanding, good, adequate, inadequate: 2009 to 2012.',
    'sif-2013': 'Outstanding, good, requires improvement, inadequate: 2013 to 2017.',
    'ilacs-2018': 'Outstanding, good, requires improvement to be good, inadequate: from 2018.',
  },
);

export const AuditGradeEnum = enumeration<AuditGrade>('AuditGrade', 'A grade, of whichever scale knows it.', {
  outstanding: 'The best on every scale.',
  good: 'The second on every scale.',
  adequate: 'The third on the scale of 2009 alone.',
  'requires-improvement': 'The third on the scales from 2013.',
  inadequate: 'The worst on every scale.',
});

export const AuditThemeEnum = enumeration<AuditTheme>('AuditTheme', 'What of the work was looked at.', {
  'whole-case': 'All of a case.',
  'front-door': 'Contacts and referrals.',
  assessment: 'Assessments.',
  planning: 'Plans and their reviews.',
  'child-protection': 'Child protection.',
  'children-looked-after': 'Work with children looked after.',
  'care-leavers': 'Work with care leavers.',
  permanence: 'Permanence and adoption.',
  'exploitation-and-missing': 'Exploitation, and children who go missing.',
  supervision: 'Supervision of workers.',
});

export const ModeratorKindEnum = enumeration<ModeratorKind>(
  'ModeratorKind',
  'Who graded the same work again.',
  {
    manager: 'A manager of the council.',
    peer: 'A colleague of the auditor.',
    inspector: "An inspector: compared with the council's own grade, and not put in its place.",
  },
);

export const GradeAgreementEnum = enumeration<GradeAgreement>(
  'GradeAgreement',
  "What a second grade says of the auditor's.",
  {
    agreed: 'The same.',
    lowered: 'Worse.',
    raised: 'Better.',
  },
);

export const AuditStatusEnum = enumeration<AuditStatus>('AuditStatus', 'How an audit stands.', {
  planned: 'It is planned, and neither done nor missed.',
  done: 'It was carried out.',
  missed: 'It was not carried out, and will not be.',
});

export type OutcomeBy = 'month' | 'team' | 'theme' | 'tool' | 'source';
export const OutcomeByEnum = enumeration<OutcomeBy>('AuditOutcomeBy', 'What audits are counted by.', {
  month: 'The month: in which they were done, or for which they were planned.',
  team: 'The team whose work was looked at.',
  theme: 'What was looked at.',
  tool: 'The programme, and so the tool.',
  source: 'Whose staff audited.',
});
