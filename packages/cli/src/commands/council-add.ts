import { council, councilSubject, gssCode, seal, tenantKey, textOf } from '@improvement-ledger/domain';
import { execute, step } from '@improvement-ledger/event-store';
import { readCouncils } from '../ledger.js';
import { mandateFrom, mandateHelp, mandateOptions, mandateUsage } from '../mandate.js';
import { newId } from '../new-id.js';
import { registration } from '../new-person.js';
import { atTheTerminal } from '../principal.js';
import { RefusedError } from '../refused-error.js';
import type { Command } from './command.js';
import { requiredOption } from './command.js';

const check = (key: string, gss: string, name: string): void => {
  if (!tenantKey.safeParse(key).success) {
    throw new RefusedError(`The key "${key}" must be 2 to 40 of a-z, 0-9 and -, such as west-berkshire.`);
  }
  if (!gssCode.safeParse(gss).success) {
    throw new RefusedError(`The GSS code "${gss}" must be a letter and eight digits, such as E06000037.`);
  }
  if (name === '') throw new RefusedError('The council needs a name: --name "West Berkshire Council".');
};

export const councilAdd: Command = {
  usage: `council add KEY --gss CODE --name NAME ${mandateUsage}`,
  does: 'opens the ledger of a council',
  help: ['', ...mandateHelp],
  arguments: ['KEY'],
  options: {
    gss: { type: 'string', required: true },
    name: { type: 'string', required: true },
    ...mandateOptions,
  },

  async run(sql, given, { out }) {
    const key = given.argument('KEY');
    const gss = requiredOption(given, 'gss').trim();
    const name = requiredOption(given, 'name').trim();
    check(key, gss, name);
    const mandate = mandateFrom(given);
    const known = (await readCouncils(sql)).find((each) => each.key === key);
    if (known !== undefined) {
      // Another id for a council already there would begin a second stream for it.
      const { gssCode: knownGss, name: knownName } = known.registered ?? {};
      if (knownGss === gss && textOf(knownName) === name) {
        out(`${key} is already registered.`);
        return 0;
      }
      throw new RefusedError(
        `The key "${key}" already belongs to ${textOf(knownName) ?? 'another council'} (${knownGss ?? 'no GSS code'}).`,
      );
    }
    const { by, reason } = mandate;
    const councilId = newId();
    const personId = by === null ? null : newId();
    const outcome = await execute(sql, {
      tenant: key,
      grants: [key],
      steps: [
        step(council, councilId, {
          type: 'RegisterCouncil',
          councilId,
          key,
          name: seal(councilSubject(councilId), name),
          gssCode: gss,
          clock: 'live',
        }),
        ...(personId === null || by === null ? [] : [registration({ id: personId, name: by })]),
      ],
      circumstances: {
        ...atTheTerminal(),
        onBehalfOf: personId,
        reason: reason === null ? null : seal(councilSubject(councilId), reason),
      },
      idempotency: { key: 'council-add', request: { key, gss, name } },
    });
    if (outcome.refusal !== undefined) throw new RefusedError(outcome.refusal.message);
    out(outcome.receipt.repeated ? `${key} is already registered.` : `${name} is registered as ${key}.`);
    return 0;
  },
};
