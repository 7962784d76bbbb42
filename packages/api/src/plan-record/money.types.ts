/** The wire shape of costs, requests for resources and figures that do not agree. */
import { figureUnits } from '@improvement-ledger/domain';
import { ID, Int } from 'type-graphql';
import { connectionType } from '../connection.js';
import { enumeration } from '../enums.js';
import { PersonType } from '../person/person.types.js';
import { nodeType, objectType } from './object-type.js';
import { PlanPartType } from './plan-part.js';

export const FigureUnitEnum = enumeration('FigureUnit', 'What a figure counts.', figureUnits);
export type CostGroup = 'year' | 'workstream' | 'source';
export const CostGroupEnum = enumeration<CostGroup>('CostGroup', 'By what costs are added up.', {
  year: 'By financial year.',
  workstream: 'By workstream.',
  source: 'By what pays for them.',
});

const CostType = nodeType(
  'Cost',
  'What a part of a plan costs, as printed and as computed. Money is in pence.',
  {
    about: [() => PlanPartType, 'What of the plan costs it.'],
    title: [() => String, 'What it is for.', 'nullable'],
    asWritten: [() => String, 'The words of the plan.', 'nullable'],
    quantity: [() => String, 'How many.', 'nullable'],
    rate: [() => Int, 'What one costs.', 'nullable'],
    amount: [() => Int, 'What it costs, as printed; of a range the least.', 'nullable'],
    amountMax: [() => Int, 'Of a range: the most.', 'nullable'],
    computed: [() => Int, 'What quantity and rate come to.', 'nullable'],
    isFlagged: [() => Boolean, 'Whether that is another amount than the printed one.'],
    isRecurrent: [() => Boolean, 'It comes again every year.'],
    year: [() => String, 'The financial year.'],
    source: [() => String, 'What pays for it.', 'nullable'],
    isAdditional: [() => Boolean, 'It is beyond what was budgeted; null: not said.', 'nullable'],
    version: [() => Int, 'How many events its record has: give it as `expectedVersion`.'],
  },
);
export const CostConnection = connectionType('Cost', CostType);
export type CostConnection = InstanceType<typeof CostConnection>;

export const CostTotalType = objectType(
  'CostTotal',
  'What costs add up to, in pence: withdrawn ones are left out.',
  {
    group: [
      () => String,
      'The year, the reference of the workstream, or what pays; null: not said.',
      'nullable',
    ],
    count: [() => Int, 'How many costs.'],
    withoutAmount: [() => Int, 'How many of them have no amount.'],
    amount: [() => Int, 'The amounts as printed, added up; of ranges the least.'],
    amountMax: [() => Int, 'The same, of ranges the most.'],
    recurrent: [() => Int, 'What of the amounts comes again every year.'],
  },
);

export const ReconciliationFlagType = nodeType(
  'ReconciliationFlag',
  'Two figures that should agree and do not.',
  {
    title: [() => String, 'What the figures are of.', 'nullable'],
    printed: [() => Int, 'The figure as printed.'],
    computed: [() => Int, 'The figure as computed.'],
    difference: [() => Int, 'What was printed, less what was computed.'],
    unit: [() => FigureUnitEnum, 'What they count.'],
    note: [() => String, 'How it was computed.', 'nullable'],
    explanation: [() => String, 'Why they differ, if somebody said.', 'nullable'],
    explainedBy: [() => PersonType, 'Who said so.', 'nullable'],
    cost: [() => CostType, 'The cost whose quantity and rate do not give its amount.', 'nullable'],
  },
);

const ResourceRequestType = objectType(
  'ResourceRequest',
  'Posts that were asked for. Money is in pence for a year.',
  {
    id: [() => ID, 'Its id.'],
    title: [() => String, 'What posts.', 'nullable'],
    team: [() => String, 'In which team.', 'nullable'],
    number: [() => Int, 'How many.'],
    agencyRate: [() => Int, 'What one costs by an agency.'],
    permanentRate: [() => Int, 'What one costs as permanent staff.', 'nullable'],
    agency: [() => Int, 'What all cost by an agency.'],
    permanent: [() => Int, 'What all cost as permanent staff.', 'nullable'],
  },
);

export const ResourcesType = objectType(
  'Resources',
  'The posts that were asked for, and what they come to.',
  {
    requests: [() => [ResourceRequestType], 'Each request, in the order of recording.'],
    agency: [() => Int, 'What all of them cost by an agency.'],
    permanent: [
      () => Int,
      'What they cost as permanent staff; null where that is not said of one.',
      'nullable',
    ],
    difference: [() => Int, 'What permanent staff would save.', 'nullable'],
  },
);
