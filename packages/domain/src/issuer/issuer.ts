/** A sign-in provider that the council takes at its word. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';

type IssuerEventType = 'IssuerTrusted' | 'IssuerDistrusted';
type TrustIssuer = { readonly type: 'TrustIssuer' } & DataOf<'IssuerTrusted'>;
type DistrustIssuer = { readonly type: 'DistrustIssuer' } & DataOf<'IssuerDistrusted'>;
export type IssuerCommand = TrustIssuer | DistrustIssuer | CorrectEvent<IssuerEventType> | RetractEvent;

export interface Issuer {
  readonly trusted: DataOf<'IssuerTrusted'> | null;
  readonly isDistrusted: boolean;
}

export const issuer: Aggregate<Issuer, IssuerCommand, IssuerEventType> = {
  category: 'issuer',
  types: ['IssuerTrusted', 'IssuerDistrusted'],
  initial: { trusted: null, isDistrusted: false },

  decide(command, state, setting) {
    switch (command.type) {
      case 'TrustIssuer':
        return trust(command, state);
      case 'DistrustIssuer':
        return distrust(command, state);
      case 'CorrectEvent':
        return correctEvent(command, setting, ['issuerId', 'issuer', 'kind']);
      case 'RetractEvent':
        return retractEvent(command, setting, new Set(['IssuerDistrusted']));
    }
  },

  evolve: (state, { event }) =>
    event.type === 'IssuerTrusted' ? { ...state, trusted: event.data } : { ...state, isDistrusted: true },
};

const trust = ({ type: _, ...data }: TrustIssuer, { trusted }: Issuer): Decision<IssuerEventType> => {
  if (trusted === null) return record({ type: 'IssuerTrusted', data });
  return same(trusted, data) ? nothing : refused(refuse('issuer-exists', 'issuerId'));
};

const distrust = (
  { issuerId }: DistrustIssuer,
  { trusted, isDistrusted }: Issuer,
): Decision<IssuerEventType> =>
  trusted === null || isDistrusted
    ? refused(refuse('issuer-not-found', 'issuerId'))
    : record({ type: 'IssuerDistrusted', data: { issuerId } });
