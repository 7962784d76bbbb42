/** Facts of one record of each register. */
import type { AuditEventType, AuditProgrammeEventType } from '../audit/audit-events.js';
import type { DataOf } from '../events.js';
import { councilText, ids } from './sample-parts.js';

const programme = {
  programmeId: ids.programme,
  tool: councilText('Whole case audit'),
  cycle: 'monthly',
  source: 'external',
  scale: 'sif-2013',
  costPerCase: 8_500,
} as const;

type RegisterEventType = AuditProgrammeEventType | AuditEventType;

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
};
