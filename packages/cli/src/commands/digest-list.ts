import type { DigestDelivery } from '@improvement-ledger/event-store';
import { digestDeliveries, effectStates, withTenants } from '@improvement-ledger/event-store';
import { requireCouncil } from '../ledger.js';
import { namesIn } from '../people.js';
import { RefusedError } from '../refused-error.js';
import type { Command } from './command.js';
import { requiredOption } from './command.js';

const LISTED_MAX = 100;

const stateFrom = (word: string | null) => {
  const state = effectStates.find((each) => each === word) ?? null;
  if (word === null || state !== null) return state;
  throw new RefusedError(`There is no state "${word}". There are: ${effectStates.join(', ')}.`);
};

const toldBy = ({ told }: DigestDelivery): string =>
  (told?.lists ?? []).map(({ name, total }) => `${total} ${name}`).join(', ');

const describe = (digest: DigestDelivery, who: string): string => {
  const { kind, period, state, reason, report, id, settledAt, plannedAt } = digest;
  const about = [toldBy(digest), report ?? '', reason ?? ''].filter((each) => each !== '').join('; ');
  return `${settledAt ?? plannedAt}  ${kind} ${period}  ${who}  ${state}${about === '' ? '' : `: ${about}`}  ${id}`;
};

export const digestList: Command = {
  usage: 'digest list --council KEY [--state STATE]',
  does: `tells how a council's digests fared, the last ${LISTED_MAX}: sent, suppressed and why, uncertain`,
  help: [
    '',
    `--state STATE  one of ${effectStates.join(', ')}; somebody has to look at those that are uncertain: see effects settle`,
  ],
  arguments: [],
  options: { council: { type: 'string', required: true }, state: { type: 'string' } },

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const state = stateFrom(given.option('state'));
    const { rows, total } = await withTenants(sql, [key], async (tx) =>
      digestDeliveries(tx, key, { after: null, first: LISTED_MAX, state, kind: null, personId: null }),
    );
    const ids = rows.map(({ personId }) => personId);
    const names = await namesIn(sql, key, ids);
    for (const row of rows) out(describe(row, names.get(row.personId) ?? row.personId));
    if (total > rows.length) out(`There are ${total} in all.`);
    if (total === 0)
      out(state === null ? `No digest of ${key} was planned yet.` : `No digest of ${key} is ${state}.`);
    return 0;
  },
};
