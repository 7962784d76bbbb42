import type { ProjectionStatus } from '@improvement-ledger/projections';
import { projections, projectionStatus, underWay } from '@improvement-ledger/projections';
import { describeBuild, describeParked } from '../read-models.js';
import { count } from '../terminal.js';
import type { Command } from './command.js';

/** How a read model stands in all councils: those in which something is amiss are named. */
const describe = (ofIt: readonly ProjectionStatus[]): string[] => {
  const behind = ofIt.filter(({ lagEvents, parked }) => lagEvents > 0 || parked !== null);
  if (behind.length === 0) return ['up to date'];
  return behind.map(({ tenant, lagEvents, position, parked }) =>
    parked === null
      ? `${count(lagEvents, 'event')} behind in ${tenant}, at ${position}`
      : `PARKED in ${tenant} before ${parked.position}: ${parked.reason}`,
  );
};

export const projectionsList: Command = {
  usage: 'projections',
  does: 'tells of each read model which version queries read, how it stands, and what is being built',
  arguments: [],
  options: {},

  async run(sql, _given, { out }) {
    const status = await projectionStatus(sql);
    const builds = await underWay(sql);
    for (const { name, version } of projections) {
      const ofIt = status.filter(({ projection }) => projection === name);
      const live = ofIt[0]?.version ?? version;
      const [first = '', ...others] = describe(ofIt);
      out(`${name} (version ${live}): ${first}`);
      for (const other of others) out(`  ${other}`);
      for (const build of builds.filter(({ projection }) => projection === name)) {
        out(`  version ${build.version} is being built: ${describeBuild(build)}`);
        for (const parked of describeParked(build)) out(`  ${parked}`);
      }
    }
    return 0;
  },
};
