/**
 * What some plans say of an action besides who does what by when: the finding that it answers, how it will be measured
 * and tested, what it takes, whom it is for. No plan says all of it.
 */
import { z } from 'zod';
import { sealedText } from './sealed.js';

const words = sealedText(20_000).optional();

export const actionDetails = z.strictObject({
  /** The issue, finding or recommendation that the action answers. */
  issue: words,
  /** By which measures one will see that it worked. */
  measures: words,
  /** How that is tested. */
  test: words,
  /** What it takes. */
  resources: words,
  /** What it costs, as the plan writes it. */
  cost: words,
  /** For whom it is, or who must change what they do. */
  targetGroup: words,
});
export type ActionDetails = z.infer<typeof actionDetails>;

export const detailNames = Object.keys(actionDetails.shape) as readonly (keyof ActionDetails)[];
