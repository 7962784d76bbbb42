import { setTimeout as pause } from 'node:timers/promises';
import type { Projection, UnderWay } from '@improvement-ledger/projections';
import { beginBuilding, projections, underWay } from '@improvement-ledger/projections';
import type { Sql } from '../ledger.js';
import { describeBuild, describeParked, requireReadModel } from '../read-models.js';
import { RefusedError } from '../refused-error.js';
import type { Terminal } from '../terminal.js';
import type { Command, Given } from './command.js';

const LOOK_MS = 500;
/** Indexes of a large table take a while, in which nothing moves. */
const STILL_MS_MAX = 60_000;

const asked = (given: Given): readonly Projection[] => {
  const name = given.argument('[NAME]');
  if (given.flag('all') !== (name === '')) {
    throw new RefusedError('Name one read model, or say --all.', 2);
  }
  return name === '' ? projections : [requireReadModel(name)];
};

/** Has it built, unless it is already. Whoever connects as the API may not. */
const begin = async (sql: Sql, projection: Projection): Promise<boolean> => {
  try {
    return await beginBuilding(sql, projection);
  } catch (error) {
    if ((error as { code?: unknown }).code !== '42501') throw error;
    throw new RefusedError(
      'A rebuild is asked for as the workers connect: set PROJECTOR_DATABASE_URL to their URL.',
      1,
      { cause: error },
    );
  }
};

/** Tells how far each is until none is left, one is parked, or nothing moves any more. */
const follow = async (sql: Sql, list: readonly Projection[], { out, err }: Terminal): Promise<number> => {
  const told = new Map<string, string>();
  let moved = performance.now();
  for (;;) {
    const builds = new Map<string, UnderWay>(
      (await underWay(sql))
        .filter((build) =>
          list.some(({ name, version }) => name === build.projection && version === build.version),
        )
        .map((build) => [build.projection, build]),
    );
    for (const { name } of list) {
      const build = builds.get(name);
      const line = build === undefined ? 'queries read what was built' : describeBuild(build);
      if (told.get(name) === line) continue;
      told.set(name, line);
      moved = performance.now();
      out(`${name}: ${line}`);
    }
    if (builds.size === 0) return 0;
    const parked = [...builds.values()].flatMap((build) =>
      describeParked(build, ({ due }) => !due).map((sentence) => `${build.projection}: ${sentence}`),
    );
    if (parked.length > 0) {
      for (const sentence of parked) err(sentence);
      err(
        'Queries go on reading the rows that they had. It goes on by itself once the event can be applied.',
      );
      return 1;
    }
    if (performance.now() - moved > STILL_MS_MAX) {
      err('Nothing has moved for a minute: are the workers running? It goes on by itself once they are.');
      return 1;
    }
    await pause(LOOK_MS);
  }
};

export const projectionsRebuild: Command = {
  usage: 'projections rebuild [NAME] [--all] [--no-wait]',
  does: 'has the workers make a read model anew from the log, while it is read and kept up as ever',
  help: [
    '  --all      every read model',
    '  --no-wait  only asks for it; "projections" tells how far it is',
    'One that is being rebuilt already is not begun again: this follows it.',
  ],
  arguments: ['[NAME]'],
  options: { all: { type: 'boolean' }, 'no-wait': { type: 'boolean' } },
  connectsAs: 'projector',

  async run(sql, given, terminal) {
    const list = asked(given);
    for (const projection of list) {
      const begun = await begin(sql, projection);
      terminal.out(`${projection.name}: ${begun ? 'a rebuild is asked for' : 'is being rebuilt already'}`);
    }
    return given.flag('no-wait') ? 0 : follow(sql, list, terminal);
  },
};
