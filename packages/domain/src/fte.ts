/**
 * Full-time equivalents, in hundredths: contracted hours as a share of the standard hours of the council, as the
 * workforce census of the Department for Education counts them.
 */
import { z } from 'zod';

/** One full-time post or worker. */
export const FULL_TIME = 100;
/** The most that one person works in all, so that a handover between two posts is no mistake. */
export const FTE_OF_PERSON_MAX = 120;

/** Of one post, or of one person in it. */
export const fte = z
  .int('is in whole hundredths')
  .min(1, 'is at least 1 hundredth')
  .max(FULL_TIME, `is at most ${FULL_TIME} hundredths, a full-time post`);
