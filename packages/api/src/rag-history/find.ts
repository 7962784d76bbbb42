/** From what was asked to a RAG history: which intervals, and which owner. */
import type { OwnerFound } from '@improvement-ledger/projections';
import { ownerIn, ragBegan, ragHistory } from '@improvement-ledger/projections';
import { validate } from 'uuid';
import { apiError } from '../errors.js';
import { once } from '../view.js';
import { intervalsAsked } from './intervals.js';
import type { OwnerSoughtInput, RagHistoryArguments } from './rag-history.inputs.js';
import type { RagHistoryType, RagSubject } from './rag-history.types.js';

const badOwner = (message: string) => apiError('BAD_USER_INPUT', message, 'owner');

const checkOwner = ({ kind, personId = null, name = null }: OwnerSoughtInput): void => {
  if ((personId === null) === (name === null)) {
    throw badOwner('owner needs either a personId or a name: say by which of them the owner is known.');
  }
  if (personId !== null && kind !== 'person') {
    throw badOwner(`owner has a personId, but is of the kind ${kind}: only people have ids.`);
  }
  if (personId !== null && !validate(personId)) {
    throw badOwner(`"${personId.slice(0, 60)}" is not the id of a person. Give it as owners has it.`);
  }
};

const findOwner = async (
  { view, planId }: RagSubject,
  sought: OwnerSoughtInput | null,
): Promise<OwnerFound | null> => {
  if (sought === null) return null;
  checkOwner(sought);
  const { kind, part, personId = null, name = null } = sought;
  const plan = { tenant: view.tenant, planId };
  const found = await view.read([ragHistory], async (tx) =>
    ownerIn(tx, plan, { kind, part, personId, name }, view.at.knownAt),
  );
  if (found !== null) return found;
  const who = personId ?? name ?? '';
  throw badOwner(
    `No action of the plan ever had the ${kind} "${who.slice(0, 60)}" in the part of ${part}, as far as is known at the point asked about. ` +
      'Give the kind, part, and id or name that `owners` of an action has.',
  );
};

export const findRagHistory = async (
  subject: RagSubject,
  { by, from = null, to = null }: RagHistoryArguments,
  sought: OwnerSoughtInput | null,
): Promise<RagHistoryType> => {
  const { view, planId, actionId } = subject;
  const began = await once(view, `rag began ${planId} ${actionId ?? ''}`, async () =>
    view.read([ragHistory], async (tx) =>
      ragBegan(tx, { tenant: view.tenant, planId, actionId }, view.at.knownAt),
    ),
  );
  const spans = intervalsAsked({ by, from, to }, began, view.present);
  return { subject, owner: await findOwner(subject, sought), by, spans };
};
