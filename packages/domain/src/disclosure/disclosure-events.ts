/** The events of what a council lets others than its workforce lead see of its workforce. */
import { z } from 'zod';
import { id } from '../fields.js';
import { quarter } from '../worker/worker-events.js';

/** The least and the most that counts may be rounded to, and what they are unless the council says otherwise. */
export const THRESHOLD_MIN = 3;
export const THRESHOLD_MAX = 20;
export const THRESHOLD_USUAL = 5;

/** Below how many people a count is not told; what is told is a multiple of it. */
const threshold = z
  .int('is a whole number of people')
  .min(THRESHOLD_MIN, `is at least ${THRESHOLD_MIN}, for of two each knows the other`)
  .max(THRESHOLD_MAX, `is at most ${THRESHOLD_MAX}`);

const multiple = z.int().min(0);
const figures = {
  starters: multiple,
  leavers: multiple,
  conversions: multiple,
  agencyStarted: multiple,
  agencyEnded: multiple,
  /** As the quarter ended, in hundredths of FTE. */
  inPostFte: multiple,
  agencyFte: multiple,
  /** As it is: of posts, and of nobody. */
  establishmentFte: z.int().min(0),
};
/** The most teams, and the most roles, of one publication. */
const OFFICES_MAX = 300;
const byOffice = z.array(z.strictObject({ officeId: id, ...figures })).max(OFFICES_MAX);

export const disclosureEvents = {
  /** Below how many people a count is not told became another number, for what is published from then on. */
  DisclosureThresholdSet: z.strictObject({ councilId: id, threshold }),
  /**
   * Counts of a quarter that is over were published, rounded to multiples of the threshold, as they were known then. They
   * are never published again, whatever becomes known later.
   */
  WorkforceFiguresPublished: z.strictObject({
    councilId: id,
    quarter,
    threshold,
    /** The position as of which the ledger counted them; `null` where it was not the ledger that did. */
    knownAt: z.int().min(1).nullable(),
    whole: z.strictObject(figures),
    teams: byOffice,
    roles: byOffice,
  }),
};
