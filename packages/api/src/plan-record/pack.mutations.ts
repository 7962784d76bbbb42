/** The round of updates before a board, and the pack that it is given. */
import { pack, round } from '@improvement-ledger/domain';
import { pointOf } from '../point.js';
import { viewOf } from '../view.js';
import type { Within } from './input-fields.js';
import { optional, ownId, ownIds, refTo, words } from './input-fields.js';
import { digestOf, packData, viewAt } from './pack-data.js';
import { settle } from '../commands/home.js';
import type { RecordMutation } from './record-mutation.js';

const meetingId = refTo(['Meeting'], 'The meeting.');
const ofRound = { kind: round, node: 'UpdateRound', of: 'record' } as const;

/** The point at which a pack is issued, and the digest of what stands in it. */
const issued = async ({ context, tenant, planId }: Within): Promise<Readonly<Record<string, unknown>>> => {
  await settle(context, tenant);
  const view = viewOf(context, tenant, await pointOf(context, tenant, {}));
  const at = { asOf: view.present, knownAt: view.at.knownAt };
  return { ...at, digest: digestOf(await packData(viewAt(view, at), planId ?? '')) };
};

export const packMutations = {
  openRound: {
    kind: round,
    node: 'UpdateRound',
    type: 'RoundOpened',
    of: 'plan',
    description: 'Asks owners for their updates before a meeting.',
    input: 'A round of updates.',
    fields: { meetingId, asked: ownIds('The ids of the people who are asked.') },
  },
  answerRound: {
    ...ofRound,
    type: 'RoundAnswered',
    description: 'Says that one of those asked has answered for all that is theirs.',
    input: 'Who has answered.',
    fields: { personId: ownId('The person.') },
  },
  chaseRound: {
    ...ofRound,
    type: 'RoundChased',
    description: 'Says that people who had not answered were reminded.',
    input: 'Who was reminded.',
    fields: { chased: ownIds('The ids of the people who were reminded.') },
  },
  freezeRound: {
    ...ofRound,
    type: 'RoundFrozen',
    description: 'Closes a round: later updates are for the next board.',
    input: 'A round to close.',
    fields: { note: optional(words('What was noted.')) },
  },
  issuePack: {
    kind: pack,
    node: 'Pack',
    type: 'PackIssued',
    of: 'plan',
    derive: issued,
    description: 'Issues the pack for a meeting, as the plan stands now and with all that is known.',
    input: 'A pack to issue.',
    fields: { meetingId, title: words('What it is called.') },
  },
} as const satisfies Record<string, RecordMutation>;
