/** Roles that people hold in a council, its teams and bodies, and who holds them, from the terminal. */
import type { OfficeKind, Recorded } from '@improvement-ledger/domain';
import { entriesAt, fold, LATEST, office, officeKinds, seal, textOf } from '@improvement-ledger/domain';
import { readStreams, step, withTenants } from '@improvement-ledger/event-store';
import { carryOutIn, subjectOfCouncil } from '../in-council.js';
import type { Sql } from '../ledger.js';
import { requireCouncil } from '../ledger.js';
import { newId } from '../new-id.js';
import { knownPerson, namesIn } from '../people.js';
import { RefusedError } from '../refused-error.js';
import type { Command } from './command.js';
import { requiredOption } from './command.js';

const council = { council: { type: 'string', required: true } } as const;
const fromHelp = '--from DAY  from when on: a year, month, day or instant; now, unless given';

export const officeAdd: Command = {
  usage: `office add NAME --council KEY --kind ${officeKinds.join('|')}`,
  does: 'names a role that people hold in a council, a team or a body',
  arguments: ['NAME'],
  options: { ...council, kind: { type: 'string', required: true } },

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const word = requiredOption(given, 'kind');
    const kind = officeKinds.find((each) => each === word);
    if (kind === undefined) {
      throw new RefusedError(`There is no kind "${word}". There are: ${officeKinds.join(', ')}.`);
    }
    const officeId = newId();
    const name = given.argument('NAME').trim();
    const sealed = seal(await subjectOfCouncil(sql, key), name);
    const command = { type: 'DefineOffice', kind, officeId, name: sealed } as const;
    await carryOutIn(sql, key, [step(office, officeId, command)], null);
    out(`${key} has the ${kind} ${name}, under the id ${officeId}.`);
    return 0;
  },
};

/** A command by which somebody takes up an office or gives it up. */
const holding = (
  word: 'appoint' | 'end',
  type: 'AppointHolder' | 'EndHolder',
  does: string,
  said: string,
): Command => ({
  usage: `office ${word} OFFICE PERSON --council KEY [--from DAY]`,
  does,
  help: ['', 'OFFICE      its id', 'PERSON      a name, or an id', fromHelp],
  arguments: ['OFFICE', 'PERSON'],
  options: { ...council, from: { type: 'string' } },

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const officeId = given.argument('OFFICE');
    const { id: personId, name } = await knownPerson(sql, key, given.argument('PERSON'));
    const from = given.option('from') ?? undefined;
    await carryOutIn(sql, key, [step(office, officeId, { type, officeId, personId })], null, from);
    out(`${name} ${said}`);
    return 0;
  },
});

export const officeAppoint = holding(
  'appoint',
  'AppointHolder',
  'says that a person took up a role, or joined a team or body',
  'holds it, or belongs to it.',
);
export const officeEnd = holding(
  'end',
  'EndHolder',
  'says that a person gave up a role, or left a team or body',
  'holds it, or belongs to it, no more.',
);

interface KnownOffice {
  readonly id: string;
  readonly kind: OfficeKind;
  readonly name: string;
  readonly holders: readonly { readonly id: string; readonly since: string }[];
}

/** Read from the log itself, as people are: no read model is waited for. */
const readOffices = async (sql: Sql, key: string): Promise<KnownOffice[]> =>
  withTenants(sql, [key], async (tx) => {
    const rows = await tx<{ stream: string }[]>`
      select stream from ledger.events
       where tenant = ${key} and type in ('RoleDefined', 'TeamDefined', 'BodyDefined') and stream_version = 1
       order by position`;
    const streams = rows.map(({ stream }) => stream);
    const events = (await readStreams(tx, key, streams)) as Recorded<(typeof office.types)[number]>[];
    return streams.flatMap((stream) => {
      const own = events.filter((event) => event.stream === stream);
      const { defined, holders } = fold(office, own);
      if (defined === null) return [];
      const taken = entriesAt(own, LATEST).flatMap(({ event }) =>
        event.type === 'HolderAppointed' ? [{ id: event.data.personId, since: event.effectiveAt }] : [],
      );
      return [
        {
          id: defined.officeId,
          kind: defined.kind,
          name: textOf(defined.name) ?? defined.officeId,
          holders: holders.flatMap((holder) => taken.findLast(({ id }) => id === holder) ?? []),
        },
      ];
    });
  });

export const officeList: Command = {
  usage: 'office list --council KEY',
  does: 'names the roles, teams and bodies of a council, and who holds them since when',
  arguments: [],
  options: council,

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const offices = await readOffices(sql, key);
    const held = offices.flatMap(({ holders }) => holders.map(({ id }) => id));
    const names = await namesIn(sql, key, held);
    if (offices.length === 0) out(`${key} has named no role, team or body.`);
    for (const { id, kind, name, holders } of offices) {
      const told = holders.map((holder) => `${names.get(holder.id) ?? holder.id} since ${holder.since}`);
      out(`${id}  ${name} (${kind}): ${told.length === 0 ? 'nobody' : told.join(', ')}`);
    }
    return 0;
  },
};
