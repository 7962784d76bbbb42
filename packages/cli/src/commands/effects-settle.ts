import { settleByHand } from '@improvement-ledger/event-store';
import { RefusedError } from '../refused-error.js';
import { asOwner } from './as-owner.js';
import type { Command } from './command.js';
import { requiredOption } from './command.js';

/** As much as leaves room for the reason that it had before. */
const WHY_LENGTH_MAX = 500;

const stateFrom = (word: string): 'sent' | 'failed' => {
  if (word === 'sent' || word === 'failed') return word;
  throw new RefusedError(`An uncertain effect is settled as sent or as failed, not as "${word}".`);
};

const whyFrom = (text: string): string => {
  const why = text.trim();
  if (why !== '' && why.length <= WHY_LENGTH_MAX && !/\p{Cc}/u.test(why)) return why;
  throw new RefusedError(`--why takes a line of 1 to ${WHY_LENGTH_MAX} characters: how you know.`);
};

export const effectsSettle: Command = {
  usage: 'effects settle EFFECT (sent | failed) --why TEXT',
  does: 'settles an effect that is uncertain, once somebody has found out whether it arrived',
  help: [
    '',
    'EFFECT      its id or its key, as effects --state uncertain shows them',
    '--why TEXT  how you know; it is kept with the effect, so name nobody in it',
  ],
  arguments: ['EFFECT', 'STATE'],
  options: { why: { type: 'string', required: true } },

  async run(sql, given, { out }) {
    const effect = given.argument('EFFECT');
    const state = stateFrom(given.argument('STATE'));
    const why = whyFrom(requiredOption(given, 'why'));
    const found = await asOwner(sql, 'Effects are settled', async (tx) =>
      settleByHand(tx, effect, state, why),
    );
    const [only] = found;
    if (only === undefined) throw new RefusedError(`There is no effect with the id or key "${effect}".`);
    if (found.length > 1) {
      const which = found.map(({ tenant, effect: name }) => `${name} of ${tenant}`).join(', ');
      throw new RefusedError(`${found.length} effects have the key "${effect}" (${which}): give the id.`);
    }
    if (only.state !== 'uncertain') {
      throw new RefusedError(`It is ${only.state}: only an effect that is uncertain is settled by hand.`);
    }
    out(`${only.effect} ${only.key} of ${only.tenant} is ${state}.`);
    return 0;
  },
};
