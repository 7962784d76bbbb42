/** Relay's global ids: opaque to callers, and enough for us to find the record within its council. */
import { apiError } from './errors.js';

export const nodeKinds = [
  'Council',
  'Plan',
  'Workstream',
  'Commitment',
  'Action',
  'Challenge',
  'Change',
  'Meeting',
] as const;
export type NodeKind = (typeof nodeKinds)[number];

export interface NodeRef {
  readonly kind: NodeKind;
  readonly tenant: string;
  /** A UUID; for a change its position; for a council its key. */
  readonly key: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const councilKey = /^[a-z0-9-]{2,40}$/;
const keyPatterns: Readonly<Record<NodeKind, RegExp>> = {
  Council: councilKey,
  Plan: uuid,
  Workstream: uuid,
  Commitment: uuid,
  Action: uuid,
  Challenge: uuid,
  Change: /^[1-9][0-9]{0,14}$/,
  Meeting: uuid,
};

export const globalId = (kind: NodeKind, tenant: string, key: string | number): string =>
  Buffer.from(`${kind}:${tenant}:${key}`).toString('base64url');

const parse = (id: string): NodeRef | null => {
  const [name, tenant = '', key = ''] = Buffer.from(id, 'base64url').toString('utf8').split(':');
  const kind = nodeKinds.find((each) => each === name);
  if (kind === undefined || !councilKey.test(tenant) || !keyPatterns[kind].test(key)) return null;
  // Decoding passes over what it cannot read: only what we would write ourselves is an id.
  return globalId(kind, tenant, key) === id ? { kind, tenant, key } : null;
};

/** The record that a global id names. Throws `BAD_USER_INPUT` for what is not one. */
export const refOf = (id: string, argument = 'id'): NodeRef => {
  const ref = parse(id);
  if (ref === null)
    throw apiError(
      'BAD_USER_INPUT',
      `"${id.slice(0, 60)}" is not an id of this API. Give an id as an earlier answer had it, not a reference such as "A1.3".`,
      argument,
    );
  return ref;
};

/** The same, for an id that must be of one kind; for mutations, whose refusals are values. */
export const refOfKind = (id: string, kind: NodeKind): NodeRef | null => {
  const ref = parse(id);
  return ref?.kind === kind ? ref : null;
};

/** The id of a record within its council that an argument names, if it does. Throws `BAD_USER_INPUT` for what is not one. */
export const checkUuid = (id: string | null | undefined, argument: string): string | null => {
  if (id === null || id === undefined || uuid.test(id)) return id ?? null;
  throw apiError(
    'BAD_USER_INPUT',
    `"${id.slice(0, 60)}" is not an id of a council's own records. Give an id as an earlier answer had it.`,
    argument,
  );
};
