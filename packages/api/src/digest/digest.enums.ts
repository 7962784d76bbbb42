/** The closed lists of digests, each value with what it means. */
import type {
  DigestKind,
  DigestListName,
  DigestRefusal,
  EscalationStep,
  OwnerKind,
} from '@improvement-ledger/domain';
import { digestListWords, digestRefusals } from '@improvement-ledger/domain';
import { enumeration } from '../enums.js';

export const DigestKindEnum = enumeration<DigestKind>('DigestKind', 'To whom a digest goes, and how often.', {
  daily: 'To owners, each working day that the council chose.',
  weekly: 'To operational leads and sponsors of workstreams, each week.',
  board: 'To the members of a board, some working days before it meets.',
  monthly: 'To the adviser, on a working day of the month.',
});

export const DigestListEnum = enumeration<DigestListName>(
  'DigestListName',
  'A list of a digest. An action stands in the first that it belongs to.',
  digestListWords,
);

export const DigestRefusalEnum = enumeration<DigestRefusal>(
  'DigestRefusal',
  'Why somebody is sent nothing.',
  digestRefusals,
);

export const EscalationStepEnum = enumeration<EscalationStep>(
  'EscalationStep',
  'A step of the ladder by which an action that is not done in time comes to others.',
  {
    reminder: 'Its owners are reminded before it is due.',
    owner: 'Its owners are told that it is overdue.',
    lead: 'The operational lead of the workstream is told.',
    sponsor: 'The sponsor of the workstream is told.',
    board: 'It is put before the board.',
  },
);

type MappedKind = Exclude<OwnerKind, 'person'>;
export const MappedOwnerKindEnum = enumeration<MappedKind>(
  'MappedOwnerKind',
  'What a name is of that leads to somebody: a person is told of what they own as they are.',
  {
    role: 'A role that people hold.',
    team: 'A team.',
    body: 'A board, committee or panel.',
    external: 'An organisation outside the council.',
  },
);
