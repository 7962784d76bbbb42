/** What the rules let a caller do, with what the caller has in a council now. */
import type { Role } from '@improvement-ledger/domain';
import type { Membership } from '@improvement-ledger/event-store';
import type { Caller } from './caller.js';
import { councilsOf, ofOperator } from './caller.js';
import { apiError } from './errors.js';
import type { MutationName } from './rules.js';
import { mutationRules } from './rules.js';

/** What the caller has in a council where it lets them send the mutation; `null` where nothing does. */
export const mayDo = (caller: Caller, tenant: string, mutation: MutationName): Membership | null => {
  if (mutation === 'registerCouncil') return mayRegister(caller, tenant);
  const rule: readonly Role[] = mutationRules[mutation];
  const memberships = caller.memberships.get(tenant) ?? [];
  return memberships.find(({ role, scopes }) => scopes.includes('write') && rule.includes(role)) ?? null;
};

const mayRegister = ({ operator }: Caller, tenant: string): Membership | null =>
  operator?.everyCouncil === true && operator.role === 'administrator' ? ofOperator(operator, tenant) : null;

/** Whether there is any council where the caller may send the mutation. */
export const mayDoAnywhere = (caller: Caller, mutation: MutationName): boolean => {
  if (mutation === 'registerCouncil') return mayRegister(caller, '') !== null;
  if (mutation === 'acceptInvitation') return caller.subject !== null;
  return [...caller.memberships.keys()].some((tenant) => mayDo(caller, tenant, mutation) !== null);
};

/** Whether one of the caller's roles in a council is among these. */
export const hasRole = (caller: Caller, tenant: string, allowed: readonly Role[]): boolean =>
  (caller.memberships.get(tenant) ?? []).some(({ role }) => allowed.includes(role));

/** The councils where one of the caller's roles is among these. */
export const councilsWithRole = (caller: Caller, allowed: readonly Role[]): string[] =>
  councilsOf(caller).filter((tenant) => hasRole(caller, tenant, allowed));

/** Whether the caller has one of these roles in any council, or in the whole instance. */
export const hasRoleAnywhere = (caller: Caller, allowed: readonly Role[]): boolean =>
  councilsWithRole(caller, allowed).length > 0 ||
  (caller.operator?.everyCouncil === true && allowed.includes(caller.operator.role));

/** What the caller has in a council; `null`: in all of them. */
const heldIn = ({ memberships }: Caller, tenant: string | null): readonly Membership[] =>
  tenant === null ? [...memberships.values()].flat() : (memberships.get(tenant) ?? []);

const rolesOf = (caller: Caller, tenant: string | null): string => {
  const roles = new Set(heldIn(caller, tenant).map(({ role }) => role));
  return [...(roles.size === 0 && caller.operator !== null ? [caller.operator.role] : roles)].join(' and ');
};

/** The error for a caller whose access, in a council or in any, does not let them have what they ask. */
export const forbidden = (caller: Caller, tenant: string | null, what: string) =>
  apiError('FORBIDDEN', `The role ${rolesOf(caller, tenant)} may not ${what}.`);

/** The same for a mutation, which a token that only reads may not send in any role. */
export const mayNotSend = (caller: Caller, tenant: string | null, mutation: MutationName) => {
  const held = heldIn(caller, tenant);
  return held.length > 0 && held.every(({ scopes }) => !scopes.includes('write'))
    ? apiError('FORBIDDEN', `This access may only read, so it may not send ${mutation}.`)
    : forbidden(caller, tenant, `send ${mutation}`);
};

/** What the caller has in a council that lets them send a mutation. Throws `FORBIDDEN` where nothing does. */
export const checkMay = (caller: Caller, tenant: string, mutation: MutationName): Membership => {
  const membership = mayDo(caller, tenant, mutation);
  if (membership === null) throw mayNotSend(caller, tenant, mutation);
  return membership;
};
