/** What the mutations of records take, field by field: how it is sent, and what of it stands in the event. */
import type { Owner, Refusal } from '@improvement-ledger/domain';
import { refuse, seal } from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import { ID } from 'type-graphql';
import { OwnerInput } from '../action/action.inputs.js';
import { ownersOf } from '../action/owners-of.js';
import { settle } from '../commands/home.js';
import type { ApiContext } from '../context.js';
import type { NodeKind } from '../ids.js';
import { refOfKind } from '../ids.js';

/** Where a record belongs, and whom or what its texts are about. */
export interface Within {
  readonly context: ApiContext;
  readonly tenant: string;
  readonly planId: string | null;
  readonly subject: string;
}
interface Read {
  readonly value: unknown;
  /** What it builds on, such as new people. */
  readonly before?: readonly Step[];
}
type Reading = Read | Refusal;

export interface InputField {
  readonly of: () => unknown;
  readonly description: string;
  readonly isOptional: boolean;
  readonly read: (sent: unknown, field: string, within: Within) => Reading | Promise<Reading>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isId = (sent: unknown): sent is string => typeof sent === 'string' && UUID.test(sent);

/** As it is sent, so it stands in the event. */
export const plain = (of: () => unknown, description: string): InputField => ({
  of,
  description,
  isOptional: false,
  read: (value) => ({ value }),
});

/** Words that somebody wrote. */
export const words = (description: string): InputField => ({
  of: () => String,
  description,
  isOptional: false,
  read: (sent, _, { subject }) => ({ value: seal(subject, sent as string) }),
});

/** An id of a record within its council, as an answer had it. */
export const ownId = (description: string): InputField => ({
  of: () => ID,
  description,
  isOptional: false,
  read: (sent, field) => (isId(sent) ? { value: sent } : refuse('invalid-input', field, NO_ID)),
});
const NO_ID = 'It is an id as an earlier answer had it.';

export const ownIds = (description: string): InputField => ({
  of: () => [ID],
  description,
  isOptional: false,
  read: (sent, field) =>
    (sent as unknown[]).every((each) => isId(each)) ? { value: sent } : refuse('invalid-input', field, NO_ID),
});

/** The global id of a record of the same council, which may be of one of several kinds. */
const refTo = (kinds: readonly NodeKind[], description: string): InputField => ({
  of: () => ID,
  description,
  isOptional: false,
  read: (sent, field, { tenant }) => {
    const found = kinds.map((kind) => refOfKind(sent as string, kind)).find((ref) => ref !== null);
    return found?.tenant === tenant ? { value: found.key } : refuse('record-not-found', field);
  },
});

export const planParts = ['Plan', 'Workstream', 'Commitment', 'Action'] as const;

/** The same, of which the event also says the kind. */
export const aboutOne = (kinds: readonly NodeKind[], description: string): InputField => ({
  ...refTo(kinds, description),
  read: (sent, field, { tenant }) => {
    const ref = kinds.map((kind) => refOfKind(sent as string, kind)).find((each) => each !== null);
    return ref?.tenant === tenant
      ? { value: { kind: ref.kind.toLowerCase(), id: ref.key } }
      : refuse('part-not-found', field);
  },
});

/** People, roles, teams and bodies by name: people of a new name are registered along with it. */
export const ownersNamed = (description: string): InputField => ({
  of: () => [OwnerInput],
  description,
  isOptional: false,
  read: async (sent, field, { context, tenant, planId }) => {
    await settle(context, tenant);
    const understood = await context.read(async (tx) =>
      ownersOf(tx, tenant, planId ?? '', sent as OwnerInput[]),
    );
    if ('code' in understood) {
      return { ...understood, field: understood.field?.replace('owners', field) ?? field };
    }
    const { list }: { readonly list: readonly Owner[] } = understood.owners;
    return { value: list, before: understood.registrations };
  },
});

/** It may be left out, and then stands as nothing in the event. */
export const optional = (field: InputField): InputField => ({
  ...field,
  isOptional: true,
  read: (sent, name, within) =>
    sent === null || sent === undefined ? { value: null } : field.read(sent, name, within),
});

/** A list that may be left out, and then is empty. */
export const perhaps = (field: InputField): InputField => ({
  ...field,
  isOptional: true,
  read: (sent, name, within) =>
    sent === null || sent === undefined ? { value: [] } : field.read(sent, name, within),
});
