/** Checks and inductions as they were recorded, beside when each engagement began and ended. */
import type { JoiningEventType, Recorded } from '@improvement-ledger/domain';
import { joining } from '@improvement-ledger/domain';
import { projection } from './projection.js';

type RegisteredType = JoiningEventType | 'WorkerStarted' | 'WorkerLeft' | 'AssignmentEnded';

/** What a joining step is called; an interview that was not face to face is none. */
const stepOf = ({ type, data }: Recorded<RegisteredType>): string | null => {
  switch (type) {
    case 'InterviewHeld':
      return data.interview === 'face-to-face' ? 'interview' : null;
    case 'ReferencesApproved':
      return 'references';
    case 'ExitReferenceReviewed':
      return 'exit-reference';
    case 'DiscrepancyReported':
      return 'discrepancy-report';
    case 'InductionCompleted':
      return data.milestone;
    case 'WorkerStarted':
      return 'began';
    case 'WorkerLeft':
    case 'AssignmentEnded':
      return 'ended';
  }
};

export const joiningRegister = projection<RegisteredType>({
  name: 'joining_register',
  version: 1,
  types: [...joining.types, 'WorkerStarted', 'WorkerLeft', 'AssignmentEnded'],
  columns: 'person_id uuid not null, engagement_id uuid not null, step text, value jsonb not null',
  indexes: ['% (tenant, engagement_id, step)', `% (tenant, root) where step = 'began'`],
  rows: (event: Recorded<RegisteredType>) => [
    {
      facet: '',
      person_id: event.data.personId,
      engagement_id: event.data.engagementId,
      step: stepOf(event),
      value: event.data,
    },
  ],
});
