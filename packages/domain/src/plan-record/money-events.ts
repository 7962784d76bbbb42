/** The events of what a plan costs, of what was asked for, and of figures that do not agree. */
import { z } from 'zod';
import { id, narrative, words } from '../fields.js';
import { sealedName } from '../sealed.js';
import { figureUnits, planPart, wordsOf } from './meanings.js';

const pence = z.int().min(-1_000_000_000_000).max(1_000_000_000_000);
const title = sealedName(4_000);
const costId = { planId: id, costId: id };
const flagId = { planId: id, flagId: id };
const resourceId = { planId: id, resourceId: id };

export const moneyEvents = {
  /** A cost was put to a part of a plan. */
  CostAdded: z.strictObject({
    ...costId,
    about: planPart,
    title,
    /** The words of the plan, such as "20 days @ £100 a day = £20K". */
    asWritten: title.nullable(),
    /** A decimal number, as "20" or "0.5". */
    quantity: z
      .string()
      .regex(/^\d{1,9}(\.\d{1,4})?$/, 'is not a number such as 20 or 0.5')
      .nullable(),
    /** In pence, for one. */
    rate: pence.nullable(),
    /** In pence, as printed; of a range the least. */
    amount: pence.nullable(),
    /** Of a range, or of "up to": the most. */
    amountMax: pence.nullable(),
    isRecurrent: z.boolean(),
    /** The financial year in which it falls, such as 2015-16. */
    year: z.string().regex(/^\d{4}-\d{2}$/, 'is not a financial year such as 2015-16'),
    /** What pays for it. */
    source: title.nullable(),
    /** Whether it is beyond what was budgeted; `null`: not said. */
    isAdditional: z.boolean().nullable(),
  }),
  /** The amount printed is not what quantity and rate give. */
  CostFlagged: z.strictObject({ ...costId, printed: pence, computed: pence }),
  /** The cost will not be. */
  CostWithdrawn: z.strictObject(costId),
  /** Two figures that should agree do not: as printed, and as computed. Neither is repaired. */
  ReconciliationFlagged: z.strictObject({
    ...flagId,
    title,
    printed: z.int(),
    computed: z.int(),
    unit: wordsOf(figureUnits),
    note: narrative.nullable(),
  }),
  /** Somebody explained why they differ. */
  ReconciliationExplained: z.strictObject({ ...flagId, note: words }),
  /** Posts were asked for, at the rate of an agency and at that of permanent staff. */
  ResourceRequested: z.strictObject({
    ...resourceId,
    title,
    team: title.nullable(),
    number: z.int().min(1).max(1_000),
    agencyRate: pence,
    permanentRate: pence.nullable(),
  }),
};
