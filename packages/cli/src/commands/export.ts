import type { LogEntry } from '@improvement-ledger/event-store';
import { openAccessLog, openTexts, readFeed, withTenants } from '@improvement-ledger/event-store';
import { requireCouncil } from '../ledger.js';
import { newId } from '../new-id.js';
import { atTheTerminal } from '../principal.js';
import { RefusedError } from '../refused-error.js';
import type { Command } from './command.js';
import { requiredOption } from './command.js';

const PAGE = 500;

const positionFrom = (text: string): number => {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new RefusedError(`--after takes a position, a whole number from 0, not "${text}".`);
};

/** What the council's access log says of an export. */
const entryFor = (tenant: string): LogEntry => {
  const { actor, correlation } = atTheTerminal();
  return {
    id: newId(),
    tenant,
    principal: actor.id,
    kind: actor.kind,
    role: actor.role,
    grantId: null,
    roots: ['export'],
    fields: ['Council.changes'],
    records: [],
    client: 'command-line',
    issuer: null,
    clientId: null,
    userAgent: null,
    address: null,
    requestId: correlation,
    correlation,
  };
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
    const log = openAccessLog(sql);
    const entry = entryFor(key);
    await log.begin(entry);
    let [items, bytes] = [0, 0];
    // Up to the head as it was at the start: a busy council would otherwise never come to an end.
    while (after < head) {
      const page = await withTenants(sql, [key], async (tx) =>
        openTexts(tx, key, await readFeed(tx, key, after, Math.min(PAGE, head - after))),
      );
      for (const event of page) {
        const line = JSON.stringify(event);
        bytes += Buffer.byteLength(line) + 1;
        out(line);
      }
      items += page.length;
      after += page.length;
    }
    await log.finish({ tenant: key, id: entry.id, items, bytes, codes: [] });
    return 0;
  },
};
