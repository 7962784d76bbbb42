import type { LoggedRead } from '@improvement-ledger/event-store';
import { readAccessLog, withTenants } from '@improvement-ledger/event-store';
import { requireCouncil } from '../ledger.js';
import { namesIn } from '../people.js';
import { RefusedError } from '../refused-error.js';
import { count } from '../terminal.js';
import type { Command } from './command.js';
import { requiredOption } from './command.js';

const USUAL = 50;

const describe = (read: LoggedRead, who: string): string => {
  const { at, role, roots, fields, items, bytes, answeredAt, codes, client, address, userAgent } = read;
  const amount =
    answeredAt === null
      ? 'no answer noted'
      : `${items === null ? 'of several councils' : count(items, 'item')}${bytes === null ? '' : `, ${count(bytes, 'byte')}`}`;
  const remarks = [
    amount,
    ...(codes.length === 0 ? [] : [`refused: ${codes.join(' ')}`]),
    `by ${client}`,
    ...(address === null ? [] : [`from ${address}`]),
    ...(userAgent === null ? [] : [userAgent]),
  ];
  return `${at}  ${who} (${role}): ${roots.join(' ')}: ${fields.join(' ')} (${remarks.join(', ')})`;
};

const limitFrom = (text: string): number => {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new RefusedError(`--last takes a whole number from 1 to 99999, not "${text}".`);
};

export const accessLog: Command = {
  usage: 'access-log --council KEY [--last N]',
  does: `tells who looked at what in a council, the newest first: the last ${USUAL}, unless told otherwise`,
  arguments: [],
  options: { council: { type: 'string', required: true }, last: { type: 'string' } },

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const first = limitFrom(given.option('last') ?? String(USUAL));
    const { rows } = await withTenants(sql, [key], async (tx) =>
      readAccessLog(tx, key, { after: null, first, from: null, until: null }),
    );
    const names = await namesIn(
      sql,
      key,
      rows.map(({ principal }) => principal),
    );
    for (const row of rows) out(describe(row, names.get(row.principal) ?? row.principal));
    if (rows.length === 0) out(`Nobody has looked at anything of ${key} that is logged.`);
    return 0;
  },
};
