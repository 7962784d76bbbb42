/**
 * Accepting an invitation: whoever signs in and holds the code has nothing in the council yet, so that what the code
 * opens is found by the code alone.
 */
import type { Refusal } from '@improvement-ledger/domain';
import { grant, invitation, link, personSubject, refuse, seal, textOf } from '@improvement-ledger/domain';
import type { CodeInvitation, Step } from '@improvement-ledger/event-store';
import {
  hashOfCode,
  invitationOfCode,
  openTexts,
  readEvent,
  step,
  withTenants,
} from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import { thisMinute } from '../access/access.mutations.js';
import type { Caller } from '../caller.js';
import { carryOutAs, refusedPayload } from '../commands/carry-out.js';
import type { CommandInput } from '../commands/input.types.js';
import type { MutationPayload, UserError } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import type { AcceptInvitationInput } from './invitation.inputs.js';

const notFound = refuse('invitation-not-found', 'code');

/** The invitation's own reason is why the access is given. */
const reasonOf = async (sql: Sql, { tenant, position }: CodeInvitation): Promise<string> =>
  withTenants(sql, [tenant], async (tx) => {
    const event = await readEvent(tx, tenant, position);
    const [opened] = event === null ? [] : await openTexts(tx, tenant, [event]);
    return textOf(opened?.reason) ?? 'An invitation was accepted.';
  });

/** Why an open invitation cannot be accepted by whoever signed in, if it cannot. */
const obstacle = ({ issuerId, linkedPerson, person }: CodeInvitation): Refusal | null => {
  if (issuerId === null) {
    return refuse('issuer-not-found', null, 'The council has to trust the one that you sign in with first.');
  }
  return linkedPerson === null || linkedPerson === person
    ? null
    : refuse('subject-already-linked', null, 'Ask the council to merge the two, or to invite that one.');
};

/** What is recorded; of one that is open no longer only whether it may be accepted is asked. */
const stepsOf = (
  { invitationId, person, role, scopes, from, until, isOpen, issuerId, linkedPerson }: CodeInvitation,
  subject: string,
): readonly Step[] => {
  const [grantId, linkId] = [v7(), linkedPerson === null ? v7() : null];
  const about = personSubject(person);
  const accept = { type: 'AcceptInvitation', invitationId, grantId, linkId } as const;
  const give = {
    type: 'GrantAccess' as const,
    grantId,
    principalId: person,
    kind: 'person' as const,
    name: null,
    role,
    scopes: [...scopes],
    from: from ?? thisMinute(),
    until,
  };
  const linking =
    linkId === null || issuerId === null
      ? []
      : [
          step(link, linkId, {
            type: 'LinkSubject',
            linkId,
            principalId: person,
            kind: 'person',
            issuerId,
            subject: seal(about, subject),
          }),
        ];
  const accepting = step(invitation, invitationId, accept);
  return isOpen ? [accepting, ...linking, step(grant, grantId, give)] : [accepting];
};

/** A refusal names the field of a command; whoever accepts gave a code, and neither a subject nor an issuer. */
const inTermsOfTheInput = ({ code, field, message }: UserError): UserError => ({
  code,
  field: field !== null && ['code', 'idempotencyKey', 'effectiveAt'].includes(field) ? field : null,
  message,
});

/** Accepts an invitation for whom an issuer names. A code that is not open is refused alike, whatever it was. */
export const acceptFor = async (
  context: ApiContext,
  subject: NonNullable<Caller['subject']>,
  { code, reason, idempotencyKey = null, effectiveAt = null }: AcceptInvitationInput,
): Promise<MutationPayload> => {
  const found = await invitationOfCode(context.sql, hashOfCode(code), subject);
  if (found === null) return refusedPayload(notFound);
  // One that is open no longer may have been accepted by the same request of the same subject before.
  const isTheirs = found.linkedPerson === found.person;
  if (!found.isOpen && (idempotencyKey === null || !isTheirs)) return refusedPayload(notFound);
  const refusal = found.isOpen ? obstacle(found) : null;
  if (refusal !== null) return refusedPayload(refusal);
  const { tenant, invitationId, person, role } = found;
  const why = reason ?? (await reasonOf(context.sql, found));
  const by = { issuer: subject.issuer, subject: subject.subject };
  const payload = await carryOutAs(
    context,
    { kind: 'person', principal: person, role },
    {
      mutation: 'acceptInvitation',
      tenant,
      subject: personSubject(person),
      id: invitationId,
      steps: stepsOf(found, subject.subject),
      // Who accepts is part of the request: two who hold one code are not each other's repetition, whatever their key.
      input: { code: code.trim(), by, idempotencyKey, effectiveAt, reason: why } as CommandInput,
    },
  );
  const errors = payload.userErrors.map(inTermsOfTheInput);
  const wasAnothers = !isTheirs && errors.some((error) => error.code === 'idempotency-key-reused');
  if (wasAnothers || (payload.changed === null && !found.isOpen)) return refusedPayload(notFound);
  return errors.length === 0 ? payload : refusedPayload(...errors);
};
