/** From owners as they were sent to the domain's. A person of a new name is registered along with the change. */
import type { Owner, Owners, Recorded, Refusal } from '@improvement-ledger/domain';
import {
  fold,
  OWNERS_MAX,
  person,
  personSubject,
  planSubject,
  refuse,
  seal,
  streamOf,
  textOf,
  understandOwners,
} from '@improvement-ledger/domain';
import type { Step, Tx } from '@improvement-ledger/event-store';
import { readStreams, step } from '@improvement-ledger/event-store';
import { personByName } from '@improvement-ledger/projections';
import { v7, validate } from 'uuid';
import type { OwnerInput } from './action.inputs.js';

export interface UnderstoodOwners {
  readonly owners: Owners;
  /** Registrations of the people who are new. */
  readonly registrations: readonly Step[];
}

/** What a person is called, as the log has it now; `null` for one who is not known, or whose name was erased. */
const nameInLog = async (tx: Tx, tenant: string, personId: string): Promise<string | null> => {
  const events = await readStreams(tx, tenant, [streamOf('person', personId)]);
  return textOf(fold(person, events as Recorded<'PersonRegistered'>[]).registered?.name);
};

/** What the register calls the person named by id, if one is; or why the owner cannot be taken. */
const checkNamed = async (
  tx: Tx,
  tenant: string,
  {
    kind,
    name,
    personId,
  }: { readonly kind: string; readonly name: string; readonly personId: string | null },
  field: string,
): Promise<{ readonly registered: string | null } | Refusal> => {
  if (name.trim() === '') return refuse('invalid-input', `${field}.name`, 'An owner needs a name.');
  if (personId === null) return { registered: null };
  if (!validate(personId)) {
    return refuse('invalid-input', `${field}.personId`, 'It is not the id of a person.');
  }
  if (kind !== 'person') return { registered: null };
  const registered = await nameInLog(tx, tenant, personId);
  return registered === null ? refuse('person-not-found', `${field}.personId`) : { registered };
};

/** Owners as they were sent; where only words were, as these are understood. */
const sentOrUnderstood = (
  inputs: readonly OwnerInput[],
  asWritten: string | null | undefined,
): readonly OwnerInput[] =>
  inputs.length > 0 || asWritten === null || asWritten === undefined ? inputs : understandOwners(asWritten);

/**
 * The owners of an action, with registrations of those who are new. Somebody named by id is called what the register
 * calls them; an unknown id is refused.
 */
export const ownersOf = async (
  tx: Tx,
  tenant: string,
  planId: string,
  inputs: readonly OwnerInput[],
  asWritten?: string | null,
): Promise<UnderstoodOwners | Refusal> => {
  // Before each of them is looked up.
  if (inputs.length > OWNERS_MAX) {
    return refuse(
      'invalid-input',
      'owners',
      `It has ${inputs.length} owners; an action has at most ${OWNERS_MAX}.`,
    );
  }
  const registrations: Step[] = [];
  const list: Owner[] = [];
  const fresh = new Map<string, string>();
  for (const [index, { kind, part, name, personId = null, post = null }] of sentOrUnderstood(
    inputs,
    asWritten,
  ).entries()) {
    const named = await checkNamed(tx, tenant, { kind, name, personId }, `owners.${index}`);
    if ('code' in named) return named;
    if (kind !== 'person') {
      list.push({ kind, part, personId: null, name: seal(planSubject(planId), name), post: null });
      continue;
    }
    const known = personId ?? fresh.get(name.toLowerCase()) ?? (await personByName(tx, tenant, name));
    const id = known ?? v7();
    // The register knows what somebody is called better than who mentions them.
    const sealedName = seal(personSubject(id), named.registered ?? name);
    if (known === null) {
      fresh.set(name.toLowerCase(), id);
      registrations.push(step(person, id, { type: 'RegisterPerson', personId: id, name: sealedName }));
    }
    list.push({
      kind,
      part,
      personId: id,
      name: sealedName,
      post: post === null ? null : seal(personSubject(id), post),
    });
  }
  const written = asWritten === null || asWritten === undefined ? null : seal(planSubject(planId), asWritten);
  return { owners: { asWritten: written, list }, registrations };
};
