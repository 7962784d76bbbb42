/** The entries of one operation: one for each council of which it asks for something that is logged. */
import type { LogEntry, LoggedClient, LogOutcome, Membership } from '@improvement-ledger/event-store';
import { v7 } from 'uuid';
import type { Caller } from '../caller.js';
import type { RequestRecord } from '../request-record.js';
import type { Asked } from './asked-of.js';
import { itemsIn, valuesAt } from './amounts.js';

export interface Begun {
  readonly entry: LogEntry;
  /** What of the operation is about the entry's council. */
  readonly asked: readonly Asked[];
}

const tenantsOf = ({ of }: Asked): readonly (string | null)[] =>
  of.kind === 'one' ? [of.tenant] : of.tenants;

/** The first of the caller's roles in a council by which one of these reads is logged. */
const roleFor = (caller: Caller, tenant: string, asked: readonly Asked[]): Membership | undefined =>
  caller.memberships
    .get(tenant)
    ?.find(({ role }) => asked.some(({ reads }) => reads.some(({ rule }) => rule.by.includes(role))));

/** What of it is logged for somebody in this role. */
const forRole = (asked: Asked, role: Membership['role']): Asked => ({
  ...asked,
  reads: asked.reads.filter(({ rule }) => rule.by.includes(role)),
});

const each = (names: readonly string[]): string[] => [...new Set(names)].toSorted();

export const entriesOf = (
  caller: Caller,
  client: LoggedClient,
  { id: requestId, correlation }: Pick<RequestRecord, 'id' | 'correlation'>,
  asked: readonly Asked[],
): Begun[] =>
  each(asked.flatMap((one) => tenantsOf(one).flatMap((tenant) => tenant ?? []))).flatMap((tenant) => {
    const ofCouncil = asked.filter((one) => tenantsOf(one).includes(tenant));
    const membership = roleFor(caller, tenant, ofCouncil);
    if (membership === undefined) return [];
    const { principal, kind, role, grantId } = membership;
    const logged = ofCouncil.map((one) => forRole(one, role)).filter(({ reads }) => reads.length > 0);
    const entry = {
      ...client,
      id: v7(),
      tenant,
      principal,
      kind,
      role,
      grantId,
      roots: each(logged.map(({ root }) => root)),
      fields: each(logged.flatMap(({ reads }) => reads.map(({ field }) => field))),
      records: each(
        logged.flatMap(({ refs }) =>
          refs.filter((ref) => ref.tenant === tenant).map((ref) => `${ref.kind}:${ref.key}`),
        ),
      ),
      requestId,
      correlation,
    };
    return [{ entry, asked: logged }];
  });

/** An answer, as it was found: before it is written out. */
export interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly codes: readonly string[];
}

/** What of a root's answer is about one council; `null` where that cannot be told from what is about others. */
const membersFor = (tenant: string, of: Asked['of'], answer: unknown): unknown[] | null => {
  if (of.kind === 'one' || of.tenants.length === 1 || answer === null || answer === undefined)
    return [answer];
  if (of.kind === 'shared' || !Array.isArray(answer) || answer.length !== of.tenants.length) return null;
  const members: readonly unknown[] = answer;
  return members.filter((_, index) => of.tenants[index] === tenant);
};

/** What is read within something that is read counts with that. */
const outermost = (reads: Asked['reads']): Asked['reads'] =>
  reads.filter(
    ({ path }) =>
      !reads.some(
        (other) => other.path.length < path.length && other.path.every((name, at) => name === path[at]),
      ),
  );

/** What an answer gives away of what is logged, for one council; `null` where it cannot be told. */
const partsFor = ({ entry, asked }: Begun, { data }: Answer): unknown[] | null => {
  const parts = asked.map(({ of, responseName, reads }) =>
    membersFor(entry.tenant, of, data?.[responseName])?.flatMap((member) =>
      outermost(reads).flatMap(({ path }) => valuesAt(member, path)),
    ),
  );
  return parts.some((part) => part === undefined) ? null : parts.flatMap((part) => part ?? []);
};

/** How much an answer gave away; `bytes` where all of them count for this entry, or else those of its own council's parts. */
export const outcomeOf = (begun: Begun, answer: Answer, bytes: number | null): LogOutcome => {
  const parts = partsFor(begun, answer);
  const { tenant, id } = begun.entry;
  return {
    tenant,
    id,
    items: parts?.reduce<number>((sum, part) => sum + itemsIn(part), 0) ?? null,
    bytes: parts === null ? null : (bytes ?? Buffer.byteLength(JSON.stringify(parts))),
    codes: answer.codes,
  };
};
