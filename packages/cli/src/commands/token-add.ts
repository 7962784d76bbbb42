import { createHash, randomBytes } from 'node:crypto';
import type { Sql } from '../ledger.js';
import { requireCouncil } from '../ledger.js';
import { newId } from '../new-id.js';
import { RefusedError } from '../refused-error.js';
import { asOwner, OPERATORS_TOKENS } from './as-owner.js';
import type { Command } from './command.js';
import { requiredOption } from './command.js';
import { roleFrom } from './grant.js';

const DAYS_DEFAULT = 90;
const DAYS_MAX = 366;

const daysFrom = (text: string | null): number => {
  const days = text === null ? DAYS_DEFAULT : Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= DAYS_MAX) return days;
  throw new RefusedError(`--days must be a whole number from 1 to ${DAYS_MAX}.`);
};

/** The keys of councils that there are; a token for none of them would open nothing. */
const councilsFrom = async (sql: Sql, list: string): Promise<string[]> => {
  const keys = list
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  if (keys.length === 0) throw new RefusedError('--councils needs a key, or several with commas between.');
  for (const key of keys) await requireCouncil(sql, key);
  return keys;
};

export const tokenAdd: Command = {
  usage: 'token add ROLE --name NAME --councils KEYS [--days N]',
  does: 'issues an access token for some councils and shows it once',
  arguments: ['ROLE'],
  options: {
    name: { type: 'string', required: true },
    councils: { type: 'string', required: true },
    days: { type: 'string' },
  },

  async run(sql, given, { out }) {
    const role = roleFrom(given.argument('ROLE'));
    const name = requiredOption(given, 'name').trim();
    if (name === '') throw new RefusedError('The token needs a name: --name "BI export".');
    const days = daysFrom(given.option('days'));
    const councils = await councilsFrom(sql, requiredOption(given, 'councils'));
    const token = `ilt_${randomBytes(32).toString('base64url')}`;
    const hash = createHash('sha256').update(token).digest();
    const kind = role === 'integration' ? 'service' : 'person';
    await asOwner(
      sql,
      OPERATORS_TOKENS,
      async (tx) => tx`
        insert into access.tokens (hash, principal, kind, role, name, tenants, expires_at)
        values (${hash}, ${newId()}, ${kind}, ${role}, ${name}, ${councils},
          clock_timestamp() + make_interval(days => ${days}))`,
    );
    out(token);
    out(`It is shown this once. It opens ${councils.join(', ')} as ${role} for ${days} days.`);
    return 0;
  },
};
