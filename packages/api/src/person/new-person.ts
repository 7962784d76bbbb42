/** Somebody whom the council does not know yet. */
import { person, personSubject, seal } from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import { step } from '@improvement-ledger/event-store';

/** Registers a person under an id that was made for them. */
export const newPerson = (personId: string, name: string): Step =>
  step(person, personId, { type: 'RegisterPerson', personId, name: seal(personSubject(personId), name) });
