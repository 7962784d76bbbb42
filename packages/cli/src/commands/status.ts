import type { ProjectionStatus } from '@improvement-ledger/projections';
import { projectionStatus } from '@improvement-ledger/projections';
import type { Sql } from '../ledger.js';
import { nameOf, readCouncils } from '../ledger.js';
import { count } from '../terminal.js';
import type { Command } from './command.js';

/** Where every read model stands, or `null` before any was set up. */
const readModels = async (sql: Sql): Promise<readonly ProjectionStatus[] | null> => {
  const [table] = await sql<{ name: string | null }[]>`select to_regclass('read.bookmarks')::text as name`;
  return table === undefined || table.name === null ? null : projectionStatus(sql);
};

const describe = ({ projection, version, position, lagEvents, parked }: ProjectionStatus): string => {
  const stands =
    parked !== null
      ? `PARKED before ${parked.position}: ${parked.reason}`
      : lagEvents > 0
        ? `${count(lagEvents, 'event')} behind, at ${position}`
        : 'up to date';
  return `  ${projection} (version ${version}): ${stands}`;
};

export const status: Command = {
  usage: 'status',
  does: "tells each council's last position and how far its read models are",
  arguments: [],
  options: {},

  async run(sql, _given, { out }) {
    const councils = await readCouncils(sql);
    const models = await readModels(sql);
    if (councils.length === 0) out('No council yet: add one with council add.');
    for (const council of councils) {
      out(`${council.key}  ${nameOf(council)}  head ${council.head}`);
      for (const model of models ?? []) {
        if (model.tenant === council.key) out(describe(model));
      }
    }
    if (models === null) out('No read model has been set up yet: npm start does that.');
    return 0;
  },
};
