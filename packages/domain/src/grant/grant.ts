/**
 * Access to the council's ledger: one role for one principal, for a time. Nothing else opens a ledger, and it is
 * the council's own record, which it can read, end and audit.
 */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import type { Person } from '../person/person.js';
import { person, standsForNobody } from '../person/person.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import { isBlank } from '../sealed.js';

type GrantEventType = 'AccessGranted' | 'AccessEnded';
type Granted = DataOf<'AccessGranted'>;

type GrantAccess = { readonly type: 'GrantAccess' } & Granted;
type EndAccess = { readonly type: 'EndAccess' } & DataOf<'AccessEnded'>;
export type GrantCommand = GrantAccess | EndAccess | CorrectEvent<GrantEventType> | RetractEvent;

export interface Grant {
  readonly granted: Granted | null;
  readonly isEnded: boolean;
}

/**
 * That a council keeps somebody who can administer it is held where events are appended: who that is depends on grants,
 * links, issuers, tokens and merges together.
 */
export const grant: Aggregate<Grant, GrantCommand, GrantEventType, { readonly person: Person }> = {
  category: 'grant',
  types: ['AccessGranted', 'AccessEnded'],
  initial: { granted: null, isEnded: false },

  related: (command) => ({
    person: {
      aggregate: person,
      id: command.type === 'GrantAccess' && command.kind === 'person' ? command.principalId : undefined,
    },
  }),

  decide(command, state, setting, related) {
    switch (command.type) {
      case 'GrantAccess':
        return give(command, state, setting, related.person);
      case 'EndAccess':
        return end(command, state, setting);
      case 'CorrectEvent':
        return correct(command, setting);
      case 'RetractEvent':
        return retractEvent(command, setting, new Set(['AccessEnded']));
    }
  },

  evolve: (state, { event }) =>
    event.type === 'AccessGranted' ? { ...state, granted: event.data } : { ...state, isEnded: true },
};

/** What is wrong with the times of access; of access that is still to be given also where it would be over by now. */
export const faultOf = (
  { role, from, until }: Pick<Granted, 'role' | 'from' | 'until'>,
  now?: string,
): Refusal | null => {
  if (until === null) return role === 'adviser' ? refuse('grant-end-required', 'until') : null;
  if (until <= from) return refuse('grant-ends-before-it-begins', 'until');
  return now !== undefined && until <= now
    ? refuse('grant-ends-before-it-begins', 'until', `It is ${now} now.`)
    : null;
};

const give = (
  { type: _, ...data }: GrantAccess,
  { granted }: Grant,
  { circumstances, now }: Setting,
  holder: Person,
): Decision<GrantEventType> => {
  if (granted !== null) return same(granted, data) ? nothing : refused(refuse('grant-exists', 'grantId'));
  const nobody = data.kind === 'person' ? standsForNobody(holder, 'principalId') : null;
  if (nobody !== null) return refused(nobody);
  if (data.kind === 'service' && data.name === null) {
    return refused(refuse('invalid-input', 'name', 'A service needs a name, by which the council knows it.'));
  }
  if (isBlank(circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  const fault = faultOf(data, now);
  return fault === null ? record({ type: 'AccessGranted', data }) : refused(fault);
};

const end = (
  { grantId }: EndAccess,
  { granted, isEnded }: Grant,
  { circumstances }: Setting,
): Decision<GrantEventType> => {
  if (granted === null) return refused(refuse('grant-not-found', 'grantId'));
  if (isEnded) return refused(refuse('grant-ended', 'grantId'));
  if (isBlank(circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  return record({ type: 'AccessEnded', data: { grantId } });
};

/** Whose access it is, and in which role, never changes: that is another grant. */
const correct = (
  command: CorrectEvent<GrantEventType>,
  setting: Setting<GrantEventType>,
): Decision<GrantEventType> => {
  const { replacement } = command;
  const fault = replacement.type === 'AccessGranted' ? faultOf(replacement.data) : null;
  return fault === null
    ? correctEvent(command, setting, ['grantId', 'principalId', 'kind', 'role'])
    : refused(fault);
};
