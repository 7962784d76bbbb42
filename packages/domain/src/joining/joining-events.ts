/**
 * What is checked of a worker before they join and after they leave, and what they are shown in their first month. Each is
 * of one engagement; the effective time says on which day it was done.
 */
import { z } from 'zod';
import { id, narrative } from '../fields.js';

/** How somebody was interviewed. Only face to face counts as the check that an agency worker needs. */
export const interviewKinds = ['face-to-face', 'video', 'telephone'] as const;
/** By when of the first month the parts of an induction are due. */
export const milestones = ['first-day', 'first-week', 'first-month'] as const;
/** Whom a discrepancy in a reference was reported to. */
export const discrepancyReaders = ['agency', 'future-employer'] as const;

const engagement = { personId: id, engagementId: id };

export const joiningEvents = {
  /** An agency worker was interviewed. */
  InterviewHeld: z.strictObject({ ...engagement, interview: z.enum(interviewKinds) }),
  /** An agency worker's references were seen and approved. */
  ReferencesApproved: z.strictObject({ ...engagement, approvedBy: id }),
  /** After the assignment ended, the references were held against how it went; `null`: they were accurate. */
  ExitReferenceReviewed: z.strictObject({ ...engagement, discrepancy: narrative.nullable() }),
  /** A discrepancy was reported to the agency, or to somebody who is to employ them. */
  DiscrepancyReported: z.strictObject({ ...engagement, reportedTo: z.enum(discrepancyReaders) }),
  /** A part of the induction was completed. */
  InductionCompleted: z.strictObject({ ...engagement, milestone: z.enum(milestones) }),
};
