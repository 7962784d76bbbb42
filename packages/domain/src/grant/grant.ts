/**
 * Access to the council's ledger: one role for one principal, for a time. Nothing else opens a ledger, and it is
 * the council's own record, which it can read, end and audit.
 */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, findCorrectable, retractEvent } from '../correction.js';
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
interface EndAccess {
  readonly type: 'EndAccess';
  readonly grantId: string;
  /** Another administrator's grant, on the strength of which an administrator's may end. */
  readonly otherAdministrator?: string | undefined;
  /** Whoever runs the instance may leave a council without an administrator, since they can give it one. */
  readonly byOperator?: boolean;
}
export type GrantCommand = GrantAccess | EndAccess | CorrectEvent<GrantEventType> | RetractEvent;

export interface Grant {
  readonly granted: Granted | null;
  readonly isEnded: boolean;
}
interface GrantRelated {
  readonly person: Person;
  readonly other: Grant;
}

/** Whether a grant gives access at an instant. */
export const isLive = ({ granted, isEnded }: Grant, at: string): boolean =>
  granted !== null && !isEnded && granted.from <= at && (granted.until === null || at < granted.until);

export const grant: Aggregate<Grant, GrantCommand, GrantEventType, GrantRelated> = {
  category: 'grant',
  types: ['AccessGranted', 'AccessEnded'],
  initial: { granted: null, isEnded: false },

  related: (command) => ({
    person: {
      aggregate: person,
      id: command.type === 'GrantAccess' && command.kind === 'person' ? command.principalId : undefined,
    },
    // The other's stream must not move meanwhile: of two administrators who end each other, one is refused.
    other: { aggregate: grant, id: command.type === 'EndAccess' ? command.otherAdministrator : undefined },
  }),

  decide(command, state, setting, related) {
    switch (command.type) {
      case 'GrantAccess':
        return give(command, state, setting, related);
      case 'EndAccess':
        return end(command, state, setting, related);
      case 'CorrectEvent':
        return correct(command, setting);
      case 'RetractEvent':
        return retractEvent(command, setting, new Set(['AccessEnded']));
    }
  },

  evolve: (state, { event }) =>
    event.type === 'AccessGranted' ? { ...state, granted: event.data } : { ...state, isEnded: true },
};

/** What is wrong with a grant's times. */
const faultOf = ({ role, from, until }: Granted): Refusal | null => {
  if (until === null) return role === 'adviser' ? refuse('grant-end-required', 'until') : null;
  return until <= from ? refuse('grant-ends-before-it-begins', 'until') : null;
};

const give = (
  { type: _, ...data }: GrantAccess,
  { granted }: Grant,
  { circumstances, now }: Setting,
  related: GrantRelated,
): Decision<GrantEventType> => {
  if (granted !== null) return same(granted, data) ? nothing : refused(refuse('grant-exists', 'grantId'));
  const nobody = data.kind === 'person' ? standsForNobody(related.person, 'principalId') : null;
  if (nobody !== null) return refused(nobody);
  if (data.kind === 'service' && data.name === null) {
    return refused(refuse('invalid-input', 'name', 'A service needs a name, by which the council knows it.'));
  }
  if (isBlank(circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  const fault = faultOf(data);
  if (fault !== null) return refused(fault);
  if (data.until !== null && data.until <= now) {
    return refused(refuse('grant-ends-before-it-begins', 'until', `It is ${now} now.`));
  }
  return record({ type: 'AccessGranted', data });
};

const end = (
  { grantId, otherAdministrator, byOperator = false }: EndAccess,
  state: Grant,
  { circumstances, now }: Setting,
  { other }: GrantRelated,
): Decision<GrantEventType> => {
  if (state.granted === null) return refused(refuse('grant-not-found', 'grantId'));
  if (state.isEnded) return refused(refuse('grant-ended', 'grantId'));
  if (isBlank(circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  const isAnothers =
    otherAdministrator !== grantId && other.granted?.role === 'administrator' && isLive(other, now);
  if (state.granted.role === 'administrator' && !byOperator && !isAnothers) {
    return refused(refuse('last-administrator', 'grantId', 'Give another one access first.'));
  }
  return record({ type: 'AccessEnded', data: { grantId } });
};

/** Whose access it is, and in which role, never changes: that is another grant. */
const correct = (
  command: CorrectEvent<GrantEventType>,
  setting: Setting<GrantEventType>,
): Decision<GrantEventType> => {
  const { position, replacement } = command;
  const earlier = findCorrectable(setting.recorded, position)?.named;
  if (replacement.type === 'AccessGranted' && earlier?.type === 'AccessGranted') {
    const fault = faultOf(replacement.data);
    if (fault !== null) return refused(fault);
    if (isShorter(replacement.data, earlier.data) && replacement.data.role === 'administrator') {
      return refused(refuse('last-administrator', 'until', "End an administrator's access instead."));
    }
  }
  return correctEvent(command, setting, ['grantId', 'principalId', 'kind', 'role']);
};

const isShorter = (now: Granted, before: Granted): boolean =>
  now.from > before.from || (now.until !== null && (before.until === null || now.until < before.until));
