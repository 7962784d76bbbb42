/** Facts of one record of each register. */
import type { AuditEventType, AuditProgrammeEventType } from '../audit/audit-events.js';
import type { DataOf } from '../events.js';
import type { IndicatorEventType } from '../indicator/indicator-events.js';
import { councilText, ids } from './sample-parts.js';

const programme = {
  programmeId: ids.programme,
  tool: councilText('Whole case audit'),
  cycle: 'monthly',
  source: 'external',
  scale: 'sif-2013',
  costPerCase: 8_500,
} as const;

const indicator = {
  indicatorId: ids.indicator,
  name: councilText('Assessments in time'),
  meaning: councilText('Families wait no longer than they must.'),
  formula: councilText('completed within 45 working days / completed'),
  population: councilText('Assessments completed in the month.'),
  source: councilText('The case system.'),
  unit: 'percent',
  kind: 'month',
  series: 'own',
  direction: 'higher',
  target: '90',
  tolerance: '5',
  clock: { from: 'referral', within: 45, days: 'working' },
  relation: null,
} as const;
const june = { kind: 'month', from: '2026-06-01', to: '2026-06-30' } as const;
const valueOf = (value: string, numerator: string) => ({
  indicatorId: ids.indicator,
  period: june,
  published: { value, printed: `${value}%`, numerator, denominator: '50' },
});

type RegisterEventType = AuditProgrammeEventType | AuditEventType | IndicatorEventType;

/** Data of each event type of the registers, complete and valid. */
export const registerData: { readonly [Type in RegisterEventType]: DataOf<Type> } = {
  AuditProgrammeSet: programme,
  AuditProgrammeChanged: { ...programme, costPerCase: 9_000 },
  AuditsExpected: { programmeId: ids.programme, auditorId: ids.ben, monthly: 2 },
  AuditProgrammeEnded: { programmeId: ids.programme },
  AuditPlanned: {
    auditId: ids.audit,
    programmeId: ids.programme,
    case: 'C-0417',
    theme: 'whole-case',
    auditorId: ids.ben,
    teamId: ids.team,
    workerId: ids.ann,
    month: '2026-07',
    reAuditOf: null,
  },
  AuditDone: {
    auditId: ids.audit,
    grade: 'inadequate',
    strengths: councilText('Visits are on time.'),
    actionsRequired: councilText('A plan with dates.'),
    evidence: {
      title: councilText('Audit form'),
      url: councilText('https://documents.example.org/audits/C-0417.pdf'),
      sha256: 'cd'.repeat(32),
      mediaType: 'application/pdf',
      size: 20_480,
    },
  },
  AuditMissed: { auditId: ids.audit, note: councilText('The file was not open.') },
  AuditModerated: {
    auditId: ids.audit,
    by: 'manager',
    moderatorId: ids.cas,
    grade: 'inadequate',
    note: councilText('The plan has no dates.'),
  },
  RemedyRequired: {
    auditId: ids.audit,
    remedyId: ids.remedy,
    what: councilText('Write a plan with dates.'),
    ownerId: ids.ann,
    due: '2026-08-07',
  },
  RemedyDone: { auditId: ids.audit, remedyId: ids.remedy, note: councilText('The plan was seen.') },
  AuditEscalated: { auditId: ids.audit, toId: ids.cas, note: null },
  CapabilityFlagged: { auditId: ids.audit, isRaised: true },
  IndicatorDefined: indicator,
  IndicatorRedefined: { ...indicator, target: '95' },
  IndicatorLinked: {
    indicatorId: ids.indicator,
    linkId: ids.indicatorLink,
    to: 'action',
    targetId: ids.action,
  },
  IndicatorUnlinked: { indicatorId: ids.indicator, linkId: ids.indicatorLink },
  ReadingDrafted: valueOf('84', '42'),
  ReadingReviewed: {
    indicatorId: ids.indicator,
    period: june,
    comment: councilText('Two were counted twice.'),
    remedy: councilText('Count each once.'),
  },
  ReadingFinalised: valueOf('88', '44'),
  ReadingRestated: valueOf('86', '43'),
};
