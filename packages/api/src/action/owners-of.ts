/** From owners as they were sent to the domain's. A person of a new name is registered along with the change. */
import type { Owner, Owners, Refusal } from '@improvement-ledger/domain';
import { person, personSubject, planSubject, refuse, seal } from '@improvement-ledger/domain';
import type { Step, Tx } from '@improvement-ledger/event-store';
import { step } from '@improvement-ledger/event-store';
import { personByName } from '@improvement-ledger/projections';
import { v7, validate } from 'uuid';
import type { OwnerInput } from './action.inputs.js';

export interface UnderstoodOwners {
  readonly owners: Owners;
  /** Registrations of the people who are new. */
  readonly registrations: readonly Step[];
}

export const ownersOf = async (
  tx: Tx,
  tenant: string,
  planId: string,
  inputs: readonly OwnerInput[],
): Promise<UnderstoodOwners | Refusal> => {
  const registrations: Step[] = [];
  const list: Owner[] = [];
  const fresh = new Map<string, string>();
  for (const [index, { kind, part, name, personId = null, post = null }] of inputs.entries()) {
    if (name.trim() === '') return refuse('invalid-input', `owners.${index}.name`, 'An owner needs a name.');
    if (personId !== null && !validate(personId)) {
      return refuse('invalid-input', `owners.${index}.personId`, 'It is not the id of a person.');
    }
    if (kind !== 'person') {
      list.push({ kind, part, personId: null, name: seal(planSubject(planId), name), post: null });
      continue;
    }
    const known = personId ?? fresh.get(name.toLowerCase()) ?? (await personByName(tx, tenant, name));
    const id = known ?? v7();
    const sealedName = seal(personSubject(id), name);
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
  return { owners: { asWritten: null, list }, registrations };
};
