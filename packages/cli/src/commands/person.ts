/** Whom a council knows, from the terminal. */
import { person } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { carryOutIn } from '../in-council.js';
import { requireCouncil } from '../ledger.js';
import { newId } from '../new-id.js';
import { registration } from '../new-person.js';
import { knownPerson, personMeant, readPeople } from '../people.js';
import { RefusedError } from '../refused-error.js';
import type { Command } from './command.js';
import { requiredOption } from './command.js';

const council = { council: { type: 'string', required: true } } as const;

export const personAdd: Command = {
  usage: 'person add NAME --council KEY',
  does: 'makes a person known to a council under an id of their own',
  arguments: ['NAME'],
  options: council,

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const name = given.argument('NAME').trim();
    const known = await personMeant(sql, key, name);
    if (known !== null) {
      const { name: theirs } = await knownPerson(sql, key, known);
      throw new RefusedError(`${key} knows ${theirs} already, under the id ${known}.`);
    }
    const id = newId();
    await carryOutIn(sql, key, [registration({ id, name })], null);
    out(`${key} knows ${name} under the id ${id}.`);
    return 0;
  },
};

export const personMerge: Command = {
  usage: 'person merge PERSON --into PERSON --council KEY --reason TEXT',
  does: 'says that two ids are one human, who goes on under the second',
  help: ['', 'PERSON  a name, or an id'],
  arguments: ['PERSON'],
  options: {
    ...council,
    into: { type: 'string', required: true },
    reason: { type: 'string', required: true },
  },

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const merged = await knownPerson(sql, key, given.argument('PERSON'));
    const into = await knownPerson(sql, key, requiredOption(given, 'into'));
    const command = { type: 'MergePerson', personId: merged.id, into: into.id } as const;
    await carryOutIn(sql, key, [step(person, merged.id, command)], requiredOption(given, 'reason'));
    out(`${merged.name} is ${into.name} from now on.`);
    return 0;
  },
};

export const personList: Command = {
  usage: 'person list --council KEY',
  does: 'names whom a council knows',
  arguments: [],
  options: council,

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const people = await readPeople(sql, key);
    if (people.length === 0) out(`${key} knows nobody.`);
    for (const { id, name } of people) out(`${id}  ${name}`);
    return 0;
  },
};
