/** The sign-in providers that a council takes at their word, from the terminal. */
import { catalogue, issuer } from '@improvement-ledger/domain';
import { step, withTenants } from '@improvement-ledger/event-store';
import { carryOutIn } from '../in-council.js';
import { requireCouncil } from '../ledger.js';
import { newId } from '../new-id.js';
import { RefusedError } from '../refused-error.js';
import type { Command } from './command.js';
import { requiredOption } from './command.js';

const council = { council: { type: 'string', required: true } } as const;

export const issuerAdd: Command = {
  usage: 'issuer add URL --council KEY --audience NAME [--services]',
  does: 'takes a sign-in provider at its word, for people or (--services) for programs',
  arguments: ['URL'],
  options: { ...council, audience: { type: 'string', required: true }, services: { type: 'boolean' } },

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const issuerId = newId();
    const data = {
      issuerId,
      issuer: given.argument('URL'),
      audience: requiredOption(given, 'audience'),
      kind: given.flag('services') ? 'service' : 'person',
    } as const;
    const checked = catalogue.IssuerTrusted.safeParse(data);
    if (!checked.success) {
      const [issue] = checked.error.issues;
      throw new RefusedError(
        `The ${String(issue?.path[0] ?? 'issuer')} ${issue?.message ?? 'is not valid'}.`,
      );
    }
    await carryOutIn(sql, key, [step(issuer, issuerId, { type: 'TrustIssuer', ...data })], null);
    out(`${key} takes ${data.issuer} at its word. The issuer is ${issuerId}.`);
    return 0;
  },
};

export const issuerEnd: Command = {
  usage: 'issuer end ISSUER --council KEY',
  does: 'takes a sign-in provider at its word no longer',
  arguments: ['ISSUER'],
  options: council,

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const issuerId = given.argument('ISSUER');
    await carryOutIn(sql, key, [step(issuer, issuerId, { type: 'DistrustIssuer', issuerId })], null);
    out('The issuer is trusted no longer: whom it names is nobody from now on.');
    return 0;
  },
};

export const issuerList: Command = {
  usage: 'issuer list --council KEY',
  does: 'names the sign-in providers that a council takes at their word',
  arguments: [],
  options: council,

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const rows = await withTenants(
      sql,
      [key],
      async (tx) => tx<{ id: string; issuer: string; audience: string; kind: string }[]>`
        select issuer_id as id, issuer, audience, kind from access.issuers
         where tenant = ${key} and ended_position is null order by given_position`,
    );
    if (rows.length === 0) out(`${key} trusts no issuer.`);
    for (const { id, issuer: name, audience, kind } of rows) {
      out(`${id}  ${name} for ${audience} (${kind === 'person' ? 'people' : 'services'})`);
    }
    return 0;
  },
};
