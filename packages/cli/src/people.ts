/** The people of a council as the terminal names them: by name, or by the id that stands for them. */
import type { Recorded, SealedText } from '@improvement-ledger/domain';
import { fold, person, textOf } from '@improvement-ledger/domain';
import { openTexts, readStreams, withTenants } from '@improvement-ledger/event-store';
import { evened } from './import/existing-plan.js';
import type { Sql } from './ledger.js';
import { RefusedError } from './refused-error.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface KnownPerson {
  readonly id: string;
  readonly name: string;
}

/** Whom a council knows now, without the ids that were merged into another. */
export const readPeople = async (sql: Sql, council: string): Promise<KnownPerson[]> =>
  withTenants(sql, [council], async (tx) => {
    const rows = await tx<{ stream: string }[]>`
      select stream from ledger.events
       where tenant = ${council} and type = 'PersonRegistered' and stream_version = 1 order by position`;
    const streams = rows.map(({ stream }) => stream);
    const events = (await readStreams(tx, council, streams)) as Recorded<'PersonRegistered'>[];
    return streams.flatMap((stream) => {
      const { registered, mergedInto } = fold(
        person,
        events.filter((event) => event.stream === stream),
      );
      return registered === null || mergedInto !== null
        ? []
        : [{ id: registered.personId, name: evened(textOf(registered.name)) }];
    });
  });

/** Names by id: of people, of programs that have access, and of those who act by a token of the operator's. */
export const namesIn = async (
  sql: Sql,
  council: string,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  const people = await readPeople(sql, council);
  const others = await withTenants(sql, [council], async (tx) => {
    const operators = await tx<{ id: string; name: string }[]>`
      select principal as id, name from access.principal_names(${[...ids]}::uuid[])`;
    const programs = await tx<{ id: string; name: SealedText }[]>`
      select principal as id, name from access.grants where tenant = ${council} and name is not null`;
    const opened = await openTexts(tx, council, [...programs]);
    return [...operators, ...opened.flatMap(({ id, name }) => ({ id, name: textOf(name) ?? id }))];
  });
  return new Map([...others, ...people].map(({ id, name }) => [id, name]));
};

/** The id of the person meant; `null` for a name that the council does not know. */
export const personMeant = async (sql: Sql, council: string, word: string): Promise<string | null> => {
  const people = await readPeople(sql, council);
  const wanted = evened(word).toLowerCase();
  const found = people.filter(({ id, name }) => id === word || name.toLowerCase() === wanted);
  if (found.length > 1) {
    throw new RefusedError(
      `${found.length} people of ${council} are called "${word}": give the id, one of ${found.map(({ id }) => id).join(', ')}.`,
    );
  }
  if (found.length === 0 && UUID.test(word)) {
    throw new RefusedError(`${council} knows nobody under the id ${word}.`);
  }
  return found[0]?.id ?? null;
};

/** The person meant, whom the council has to know. */
export const knownPerson = async (sql: Sql, council: string, word: string): Promise<KnownPerson> => {
  const id = await personMeant(sql, council, word);
  const known = (await readPeople(sql, council)).find((each) => each.id === id);
  if (known === undefined) throw new RefusedError(`${council} knows nobody called "${word}".`);
  return known;
};
