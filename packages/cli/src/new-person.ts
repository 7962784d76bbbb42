/** A person whom a command names and the council's register may not have. */
import { person, personSubject, seal } from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import { step } from '@improvement-ledger/event-store';

export interface NewPerson {
  readonly id: string;
  readonly name: string;
}

export const registration = ({ id, name }: NewPerson): Step =>
  step(person, id, { type: 'RegisterPerson', personId: id, name: seal(personSubject(id), name) });
