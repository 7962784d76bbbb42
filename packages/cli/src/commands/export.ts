import { openTexts, readFeed, withTenants } from '@improvement-ledger/event-store';
import { requireCouncil } from '../ledger.js';
import { RefusedError } from '../refused-error.js';
import type { Command } from './command.js';
import { requiredOption } from './command.js';

const PAGE = 500;

const positionFrom = (text: string): number => {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new RefusedError(`--after takes a position, a whole number from 0, not "${text}".`);
};

export const exportFeed: Command = {
  usage: 'export --council KEY [--after N]',
  does: 'writes the events after position N to standard output, one JSON object a line',
  arguments: [],
  options: { council: { type: 'string', required: true }, after: { type: 'string' } },

  async run(sql, given, { out }) {
    let after = positionFrom(given.option('after') ?? '0');
    const { key, head } = await requireCouncil(sql, requiredOption(given, 'council'));
    if (after > head)
      throw new RefusedError(`--after ${after} is beyond the last position of ${key}, ${head}.`);
    // Up to the head as it was at the start: a busy council would otherwise never come to an end.
    while (after < head) {
      const page = await withTenants(sql, [key], async (tx) =>
        openTexts(tx, key, await readFeed(tx, key, after, Math.min(PAGE, head - after))),
      );
      for (const event of page) out(JSON.stringify(event));
      after += page.length;
    }
    return 0;
  },
};
