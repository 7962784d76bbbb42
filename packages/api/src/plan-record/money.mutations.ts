/** What can be said of what a plan costs, of what was asked for, and of figures that do not agree. */
import { cost, flag, resource } from '@improvement-ledger/domain';
import { Int } from 'type-graphql';
import { aboutOne, optional, plain, planParts, words } from './input-fields.js';
import { FigureUnitEnum } from './money.types.js';
import type { RecordMutation } from './record-mutation.js';

const pence = (description: string) => plain(() => Int, description);

export const moneyMutations = {
  addCost: {
    kind: cost,
    node: 'Cost',
    type: 'CostAdded',
    of: 'plan',
    description:
      'Puts a cost to a part of a plan. Where quantity and rate do not give the amount, it is flagged.',
    input: 'A cost, as the plan prints it.',
    fields: {
      about: aboutOne(planParts, 'The plan, or the workstream, commitment or action of it, that costs it.'),
      title: words('What it is for.'),
      asWritten: optional(words('The words of the plan.')),
      quantity: optional(plain(() => String, 'How many, as a decimal number.')),
      rate: optional(pence('What one costs, in pence.')),
      amount: optional(pence('What it costs, in pence, as printed; of a range the least.')),
      amountMax: optional(pence('Of a range: the most, in pence.')),
      isRecurrent: plain(() => Boolean, 'It comes again every year.'),
      year: plain(() => String, 'The financial year, such as 2015-16.'),
      source: optional(words('What pays for it.')),
      isAdditional: optional(plain(() => Boolean, 'It is beyond what was budgeted.')),
    },
  },
  withdrawCost: {
    kind: cost,
    node: 'Cost',
    type: 'CostWithdrawn',
    of: 'record',
    description: 'Says that a cost will not be.',
    input: 'A cost that will not be.',
    fields: {},
  },
  flagReconciliation: {
    kind: flag,
    node: 'ReconciliationFlag',
    type: 'ReconciliationFlagged',
    of: 'plan',
    description: 'Says that two figures do not agree: as printed, and as computed. Neither is repaired.',
    input: 'Two figures that do not agree.',
    fields: {
      title: words('What the figures are of.'),
      printed: plain(() => Int, 'The figure as printed.'),
      computed: plain(() => Int, 'The figure as computed.'),
      unit: plain(() => FigureUnitEnum, 'What they count.'),
      note: optional(words('How it was computed.')),
    },
  },
  explainReconciliation: {
    kind: flag,
    node: 'ReconciliationFlag',
    type: 'ReconciliationExplained',
    of: 'record',
    description: 'Says why two figures do not agree.',
    input: 'Why two figures do not agree.',
    fields: { note: words('Why.') },
  },
  requestResource: {
    kind: resource,
    type: 'ResourceRequested',
    of: 'plan',
    description: 'Asks for posts, at the rate of an agency and at that of permanent staff.',
    input: 'Posts that are asked for.',
    fields: {
      title: words('What posts.'),
      team: optional(words('In which team.')),
      number: plain(() => Int, 'How many.'),
      agencyRate: pence('What one costs in a year by an agency, in pence.'),
      permanentRate: optional(pence('What one costs in a year as permanent staff, in pence.')),
    },
  },
} as const satisfies Record<string, RecordMutation>;
