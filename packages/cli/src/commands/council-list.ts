import { nameOf, readCouncils } from '../ledger.js';
import { count } from '../terminal.js';
import type { Command } from './command.js';

export const councilList: Command = {
  usage: 'council list',
  does: 'names the councils of this ledger',
  arguments: [],
  options: {},

  async run(sql, _given, { out }) {
    const councils = await readCouncils(sql);
    if (councils.length === 0) out('No council yet: add one with council add.');
    const width = Math.max(0, ...councils.map(({ key }) => key.length));
    for (const council of councils) {
      const { gssCode = null, clock = 'live' } = council.registered ?? {};
      const remarks = [
        gssCode ?? 'no GSS code',
        count(council.head, 'event'),
        ...(clock === 'replayed' ? ['demonstration clock'] : []),
      ];
      out(`${council.key.padEnd(width)}  ${nameOf(council)} (${remarks.join(', ')})`);
    }
    return 0;
  },
};
