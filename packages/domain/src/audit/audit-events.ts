/** The events of an audit programme, and of one audit. */
import { z } from 'zod';
import { evidence } from '../evidence.js';
import { id, narrative } from '../fields.js';
import { sealedName } from '../sealed.js';
import { auditGrades, auditScales } from './scale.js';

export const auditCycles = ['once', 'monthly', 'quarterly', 'yearly'] as const;
export const auditThemes = [
  'whole-case',
  'front-door',
  'assessment',
  'planning',
  'child-protection',
  'children-looked-after',
  'care-leavers',
  'permanence',
  'exploitation-and-missing',
  'supervision',
] as const;
export type AuditTheme = (typeof auditThemes)[number];
export const auditSources = ['internal', 'external'] as const;
export type AuditSource = (typeof auditSources)[number];
/** Who looked again at an audit. An inspector's grade is compared, and does not become the audit's. */
export const moderators = ['manager', 'peer', 'inspector'] as const;
export type ModeratorKind = (typeof moderators)[number];

/** The council's own name for a case, which says nothing of whom it is about: capitals and digits, as in `C-0417`. */
export const caseReference = z
  .string()
  .regex(/^(?=.*\d)[A-Z0-9][A-Z0-9-]{2,19}$/, 'takes 3 to 20 capitals, digits and -, with a digit');
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is not a month, such as 2015-07');

const programme = {
  programmeId: id,
  tool: sealedName(200),
  cycle: z.enum(auditCycles),
  source: z.enum(auditSources),
  scale: z.enum(auditScales),
  /** In pence; `null` where nothing is paid for a case. */
  costPerCase: z.int().min(0).max(100_000_000).nullable(),
};
const ofAudit = { auditId: id };
const grade = z.enum(auditGrades);
const { claim: _, ...document } = evidence.shape;

export const auditProgrammeEvents = {
  /** A programme of audits was set: with which tool, how often, by whose staff, and on which scale. */
  AuditProgrammeSet: z.strictObject(programme),
  /** What is audited with, how often, or what a case costs became other. Another scale is another programme. */
  AuditProgrammeChanged: z.strictObject(programme),
  /** How many audits a month are expected of an auditor became other; 0: none any more. */
  AuditsExpected: z.strictObject({ programmeId: id, auditorId: id, monthly: z.int().min(0).max(100) }),
  /** The programme ended: nothing more is planned in it. */
  AuditProgrammeEnded: z.strictObject({ programmeId: id }),
};
export type AuditProgrammeEventType = keyof typeof auditProgrammeEvents;

export const auditEvents = {
  /** The audit of a case was planned for a month. */
  AuditPlanned: z.strictObject({
    ...ofAudit,
    programmeId: id,
    case: caseReference,
    theme: z.enum(auditThemes),
    auditorId: id,
    /** Whose work is looked at. */
    teamId: id.nullable(),
    workerId: id.nullable(),
    month,
    /** The audit after which the case is audited again. */
    reAuditOf: id.nullable(),
  }),
  /** It was carried out, and the work graded. */
  AuditDone: z.strictObject({
    ...ofAudit,
    grade,
    strengths: narrative.nullable(),
    actionsRequired: narrative.nullable(),
    evidence: z.strictObject(document).nullable(),
  }),
  /** It was not carried out in its month, and will not be. */
  AuditMissed: z.strictObject({ ...ofAudit, note: narrative.nullable() }),
  /** Somebody other than the auditor graded the same work. */
  AuditModerated: z.strictObject({
    ...ofAudit,
    by: z.enum(moderators),
    /** `null` for an inspector, who is nobody of the council's. */
    moderatorId: id.nullable(),
    grade,
    note: narrative.nullable(),
  }),
  /** Something has to be put right in the case by a day. */
  RemedyRequired: z.strictObject({
    ...ofAudit,
    remedyId: id,
    what: sealedName(4_000),
    ownerId: id.nullable(),
    due: z.iso.date(),
  }),
  /** It was put right. */
  RemedyDone: z.strictObject({ ...ofAudit, remedyId: id, note: narrative.nullable() }),
  /** The head of service was told that the case was found inadequate again, and has taken it up. */
  AuditEscalated: z.strictObject({ ...ofAudit, toId: id, note: narrative.nullable() }),
  /** Whether a question of capability was raised: that it was, and nothing besides. */
  CapabilityFlagged: z.strictObject({ ...ofAudit, isRaised: z.boolean() }),
};
export type AuditEventType = keyof typeof auditEvents;
