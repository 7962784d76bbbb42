import { readHeads, requireCouncil } from '../ledger.js';
import { count } from '../terminal.js';
import { verifyCouncil } from '../verification/verify-council.js';
import type { Command } from './command.js';

/** How many mismatches are listed; the first tells where to look. */
const LISTED_MAX = 20;

export const verify: Command = {
  usage: 'verify [--council KEY]',
  does: 'computes every hash again and compares it with what is stored',
  arguments: [],
  options: { council: { type: 'string' } },

  async run(sql, given, { out, err }) {
    const key = given.option('council');
    const councils = key === null ? await readHeads(sql) : [await requireCouncil(sql, key)];
    let events = 0;
    let failed = false;
    for (const council of councils) {
      const found = await verifyCouncil(sql, council.key, council.head);
      events += found.events;
      if (found.mismatches.length > 0) {
        failed = true;
        for (const mismatch of found.mismatches.slice(0, LISTED_MAX)) err(mismatch);
        if (found.mismatches.length > LISTED_MAX) err(`... and ${found.mismatches.length - LISTED_MAX} more`);
        continue;
      }
      out(`${council.key}: ${count(found.events, 'event')}, ${count(found.sealed, 'sealed text')}`);
    }
    if (failed) {
      err('The ledger does not verify.');
      return 1;
    }
    out(`${count(events, 'event')} verified`);
    return 0;
  },
};
