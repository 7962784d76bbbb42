import type { Drift, Projection } from '@improvement-ledger/projections';
import { generationsIn, projections, proveReadModel } from '@improvement-ledger/projections';
import type { Sql } from '../ledger.js';
import { readHeads, requireCouncil } from '../ledger.js';
import { requireReadModel } from '../read-models.js';
import type { Terminal } from '../terminal.js';
import { count } from '../terminal.js';
import type { Command } from './command.js';

const describe = ({ knownFrom, facet, what, columns }: Drift): string => {
  const row = `the row of position ${knownFrom}${facet === '' ? '' : `, facet ${facet},`}`;
  switch (what) {
    case 'missing':
      return `${row} is missing`;
    case 'extra':
      return `${row} stands there, and the log does not give it`;
    case 'different':
      return `${row} differs in ${columns.join(' and ')}`;
  }
};

/** Compares a read model with the log, council by council; false when they differ somewhere. */
const verify = async (
  sql: Sql,
  live: Projection,
  councils: readonly string[],
  { out, err }: Terminal,
): Promise<boolean> => {
  let holds = true;
  for (const council of councils) {
    const { position, rows, digest, drift } = await proveReadModel(sql, live, council);
    const about = `${live.name} of ${council} at ${position}`;
    if (drift === null) out(`${about}: ${count(rows, 'row')}, digest ${digest}`);
    else err(`${about}: ${describe(drift)}.`);
    holds &&= drift === null;
  }
  return holds;
};

export const projectionsVerify: Command = {
  usage: 'projections verify [NAME] [--council KEY]',
  does: 'makes the rows of the read models anew from the log and compares them with those that queries read',
  help: ['Rows are compared as of the position that each read model has reached; writing goes on meanwhile.'],
  arguments: ['[NAME]'],
  options: { council: { type: 'string' } },

  async run(sql, given, terminal) {
    const name = given.argument('[NAME]');
    const list = name === '' ? projections : [requireReadModel(name)];
    const key = given.option('council');
    const heads = key === null ? await readHeads(sql) : [await requireCouncil(sql, key)];
    const live = await generationsIn(sql, 'live', list);
    let holds = true;
    for (const projection of list) {
      const found = live.find((each) => each.name === projection.name);
      if (found === undefined) {
        terminal.out(
          `${projection.name}: queries read another version, whose rows this program cannot make.`,
        );
        continue;
      }
      const councils = heads.map((head) => head.key);
      holds = (await verify(sql, found, councils, terminal)) && holds;
    }
    if (!holds) terminal.err('Not every read model says what the log says: rebuild what differs.');
    return holds ? 0 : 1;
  },
};
