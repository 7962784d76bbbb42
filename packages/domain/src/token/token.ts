/**
 * A token for scripts, issued under a grant: it opens what the grant opens and no more, and ends with it. Its secret
 * was shown once; the ledger knows only that there is one.
 */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { retractEvent } from '../correction.js';
import type { Aggregate, Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import type { Grant } from '../grant/grant.js';
import { grant } from '../grant/grant.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';

/** The longest that a token may hold. */
export const TOKEN_DAYS_MAX = 366;
const DAY_MS = 86_400_000;

type TokenEventType = 'TokenIssued' | 'TokenRevoked';
type IssueToken = { readonly type: 'IssueToken' } & DataOf<'TokenIssued'>;
type RevokeToken = { readonly type: 'RevokeToken' } & DataOf<'TokenRevoked'>;
export type TokenCommand = IssueToken | RevokeToken | CorrectEvent<TokenEventType> | RetractEvent;

export interface Token {
  readonly issued: DataOf<'TokenIssued'> | null;
  readonly isRevoked: boolean;
}

export const token: Aggregate<Token, TokenCommand, TokenEventType, { readonly grant: Grant }> = {
  category: 'token',
  types: ['TokenIssued', 'TokenRevoked'],
  initial: { issued: null, isRevoked: false },

  related: (command) => ({
    grant: { aggregate: grant, id: command.type === 'IssueToken' ? command.grantId : undefined },
  }),

  decide(command, state, setting, related) {
    switch (command.type) {
      case 'IssueToken':
        return issue(command, state, setting, related.grant);
      case 'RevokeToken':
        return revoke(command, state);
      case 'CorrectEvent':
        return refused(
          refuse('event-not-correctable', 'replacement', 'Revoke the token, and issue another.'),
        );
      case 'RetractEvent':
        return retractEvent(command, setting);
    }
  },

  evolve: (state, { event }) =>
    event.type === 'TokenIssued' ? { ...state, issued: event.data } : { ...state, isRevoked: true },
};

const issue = (
  { type: _, ...data }: IssueToken,
  { issued }: Token,
  { now }: Setting,
  { granted, isEnded }: Grant,
): Decision<TokenEventType> => {
  if (issued !== null) return same(issued, data) ? nothing : refused(refuse('token-exists', 'tokenId'));
  if (granted === null) return refused(refuse('grant-not-found', 'grantId'));
  if (isEnded || (granted.until !== null && granted.until <= now)) {
    return refused(refuse('grant-ended', 'grantId'));
  }
  const beyond = data.scopes.find((scope) => !granted.scopes.includes(scope));
  if (beyond !== undefined) {
    return refused(refuse('invalid-input', 'scopes', `The grant itself does not reach to ${beyond}.`));
  }
  const latest = new Date(Date.parse(now) + TOKEN_DAYS_MAX * DAY_MS).toISOString();
  if (data.expiresAt <= now || data.expiresAt > latest) {
    return refused(refuse('invalid-input', 'expiresAt', `A token expires after now and by ${latest}.`));
  }
  return record({ type: 'TokenIssued', data });
};

const revoke = ({ tokenId }: RevokeToken, { issued, isRevoked }: Token): Decision<TokenEventType> => {
  if (issued === null) return refused(refuse('token-not-found', 'tokenId'));
  return isRevoked
    ? refused(refuse('token-revoked', 'tokenId'))
    : record({ type: 'TokenRevoked', data: { tokenId } });
};
