/** What an action holds, and how that may differ, as the schema names it. */
import type { ActionField } from '@improvement-ledger/domain';
import type { DifferenceKind } from '@improvement-ledger/projections';
import { enumeration } from '../enums.js';

export const DifferenceKindEnum = enumeration<DifferenceKind>(
  'DifferenceKind',
  'How an action differs between two points.',
  {
    added: 'It is on the plan at the second point alone: added, or reinstated.',
    withdrawn: 'It is on the plan at the first point alone: withdrawn, or said to have begun later.',
    changed: 'It is on the plan at both, and holds something else.',
  },
);

export const ActionFieldEnum = enumeration<ActionField>('ActionField', 'What an action holds.', {
  reference: 'Its reference in the plan.',
  title: 'What is to be done.',
  place: 'Where it stands within its commitment.',
  commitment: 'The commitment that it carries out, and so its workstream.',
  issue: 'The issue that it answers.',
  measures: 'By which measures one will see that it worked.',
  test: 'How that is tested.',
  resources: 'What it takes.',
  cost: 'What it costs.',
  targetGroup: 'For whom it is.',
  cells: 'The row of the source document, as printed.',
  owners: 'Its owners.',
  cover: 'Somebody who stands in for an owner.',
  due: 'The due date.',
  originalDue: 'The first due date.',
  dueRequest: 'The request for another due date that awaits a decision.',
  rag: 'The rating. In other words of another vocabulary it is the same rating while its key is the same.',
  narrative: 'The latest status update in words.',
  completion: 'Whether it is complete. Of an open action nothing is held.',
  withdrawal:
    'That it is withdrawn, which only `provenance` tells: compared with what is on the plan it holds nothing.',
  link: 'A link to another action, which this one names.',
  evidence: 'Evidence.',
});
