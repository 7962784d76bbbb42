/**
 * An invitation: whoever holds its code, and signs in with a provider that the council trusts, is the person meant and
 * is given the access. The code was shown once; the ledger knows only that there is one. It is good for one use.
 */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { retractEvent } from '../correction.js';
import type { Aggregate, Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import { faultOf } from '../grant/grant.js';
import type { Person } from '../person/person.js';
import { person, standsForNobody } from '../person/person.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import { isBlank } from '../sealed.js';

/** The longest that an invitation may wait to be accepted. */
export const INVITATION_DAYS_MAX = 30;
/** How long it waits where nobody says otherwise. */
const INVITATION_DAYS_USUAL = 7;
const DAY_MS = 86_400_000;

/** Until when an invitation to access that ends is good where nobody says otherwise. */
export const usualExpiry = (until: string | null, now: string): string => {
  const usual = new Date(Date.parse(now) + INVITATION_DAYS_USUAL * DAY_MS).toISOString();
  return until !== null && until < usual ? until : usual;
};

type InvitationEventType = 'InvitationMade' | 'InvitationAccepted' | 'InvitationRevoked';
type InvitePerson = { readonly type: 'InvitePerson' } & DataOf<'InvitationMade'>;
type AcceptInvitation = { readonly type: 'AcceptInvitation' } & DataOf<'InvitationAccepted'>;
type RevokeInvitation = { readonly type: 'RevokeInvitation' } & DataOf<'InvitationRevoked'>;
export type InvitationCommand =
  InvitePerson | AcceptInvitation | RevokeInvitation | CorrectEvent<InvitationEventType> | RetractEvent;

export interface Invitation {
  readonly made: DataOf<'InvitationMade'> | null;
  readonly isAccepted: boolean;
  readonly isRevoked: boolean;
}

export const invitation: Aggregate<
  Invitation,
  InvitationCommand,
  InvitationEventType,
  { readonly person: Person }
> = {
  category: 'invitation',
  types: ['InvitationMade', 'InvitationAccepted', 'InvitationRevoked'],
  initial: { made: null, isAccepted: false, isRevoked: false },

  related: (command) => ({
    person: { aggregate: person, id: command.type === 'InvitePerson' ? command.personId : undefined },
  }),

  decide(command, state, setting, related) {
    switch (command.type) {
      case 'InvitePerson':
        return invite(command, state, setting, related.person);
      case 'AcceptInvitation':
        return accept(command, state, setting);
      case 'RevokeInvitation':
        return revoke(command, state, setting);
      case 'CorrectEvent':
        return refused(
          refuse('event-not-correctable', 'replacement', 'Revoke the invitation, and invite again.'),
        );
      case 'RetractEvent':
        return retractEvent(command, setting);
    }
  },

  evolve(state, { event }) {
    switch (event.type) {
      case 'InvitationMade':
        return { ...state, made: event.data };
      case 'InvitationAccepted':
        return { ...state, isAccepted: true };
      case 'InvitationRevoked':
        return { ...state, isRevoked: true };
    }
  },
};

/** What is wrong with the time until which an invitation is to wait. */
const expiryFaultOf = ({ expiresAt, until }: DataOf<'InvitationMade'>, now: string): Refusal | null => {
  const latest = new Date(Date.parse(now) + INVITATION_DAYS_MAX * DAY_MS).toISOString();
  if (expiresAt <= now || expiresAt > latest) {
    return refuse('invalid-input', 'expiresAt', `An invitation expires after now and by ${latest}.`);
  }
  return until !== null && expiresAt > until
    ? refuse('invalid-input', 'expiresAt', 'It expires no later than the access ends.')
    : null;
};

const invite = (
  { type: _, ...data }: InvitePerson,
  { made }: Invitation,
  { circumstances, now }: Setting,
  invited: Person,
): Decision<InvitationEventType> => {
  if (made !== null) return same(made, data) ? nothing : refused(refuse('invitation-exists', 'invitationId'));
  const nobody = standsForNobody(invited, 'personId');
  if (nobody !== null) return refused(nobody);
  if (isBlank(circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  const fault = faultOf({ ...data, from: data.from ?? now }, now) ?? expiryFaultOf(data, now);
  return fault === null ? record({ type: 'InvitationMade', data }) : refused(fault);
};

/** Who holds a code that is open no longer is told what anybody with a wrong one is. */
const accept = (
  { type: _, ...data }: AcceptInvitation,
  { made, isAccepted, isRevoked }: Invitation,
  { now }: Setting,
): Decision<InvitationEventType> =>
  made === null || isAccepted || isRevoked || made.expiresAt <= now
    ? refused(refuse('invitation-not-found', 'code'))
    : record({ type: 'InvitationAccepted', data });

const revoke = (
  { invitationId }: RevokeInvitation,
  { made, isAccepted, isRevoked }: Invitation,
  { circumstances }: Setting,
): Decision<InvitationEventType> => {
  if (made === null) return refused(refuse('invitation-not-found', 'invitationId'));
  if (isAccepted) return refused(refuse('invitation-accepted', 'invitationId'));
  if (isRevoked) return refused(refuse('invitation-revoked', 'invitationId'));
  if (isBlank(circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  return record({ type: 'InvitationRevoked', data: { invitationId } });
};
