/** Tokens that are there: those of the operator's, and those that a council has issued under its grants. */
import { token } from '@improvement-ledger/domain';
import { openTexts, step, withTenants } from '@improvement-ledger/event-store';
import { carryOutIn } from '../in-council.js';
import { requireCouncil } from '../ledger.js';
import { RefusedError } from '../refused-error.js';
import { count } from '../terminal.js';
import { asOwner, OPERATORS_TOKENS } from './as-owner.js';
import type { Command } from './command.js';

const council = { council: { type: 'string' } } as const;

export const tokenList: Command = {
  usage: 'token list [--council KEY]',
  does: "lists the operator's tokens, or those that a council has issued; never the tokens themselves",
  arguments: [],
  options: council,

  async run(sql, given, { out }) {
    const asked = given.option('council');
    if (asked === null) {
      const rows = await asOwner(
        sql,
        OPERATORS_TOKENS,
        async (tx) => tx<
          { id: string; name: string; role: string; councils: string[] | null; until: string | null }[]
        >`
          select left(encode(hash, 'hex'), 12) as id, name, role, tenants as councils, expires_at as until
            from access.tokens
           where revoked_at is null and (expires_at is null or expires_at > clock_timestamp())
           order by created_at, name`,
      );
      if (rows.length === 0) out('There is no token of the operator.');
      for (const { id, name, role, councils, until } of rows) {
        const opens = councils === null ? 'every council' : councils.join(', ');
        out(`${id}  ${name} (${role}, ${opens}, ${until === null ? 'without end' : `until ${until}`})`);
      }
      return 0;
    }
    const { key } = await requireCouncil(sql, asked);
    const rows = await withTenants(sql, [key], async (tx) => {
      const found = await tx<
        {
          id: string;
          name: { $seal: { value: string | null } };
          role: string;
          until: string;
          used: string | null;
        }[]
      >`
        select t.token_id as id, t.name, g.role, least(t.expires_at, g.ends_at) as until, s.last_used_at as used
          from access.council_tokens t
          join access.grants g using (tenant, grant_id)
          left join access.token_secrets s using (tenant, token_id)
         where t.tenant = ${key} and t.ended_position is null and t.expires_at > clock_timestamp()
           and access.is_live(g, clock_timestamp())
         order by t.given_position`;
      return openTexts(tx, key, [...found]);
    });
    if (rows.length === 0) out(`${key} has issued no token that is live.`);
    for (const { id, name, role, until, used } of rows) {
      const lastUse = used === null ? 'never used' : `last used ${used}`;
      out(`${id}  ${name.$seal.value ?? '[erased]'} (${role}, until ${until}, ${lastUse})`);
    }
    return 0;
  },
};

export const tokenRevoke: Command = {
  usage: 'token revoke TOKEN [--council KEY]',
  does: "revokes one of the operator's tokens, or one that a council has issued, by the id that token list shows",
  arguments: ['TOKEN'],
  options: council,

  async run(sql, given, { out }) {
    const id = given.argument('TOKEN');
    const asked = given.option('council');
    if (asked !== null) {
      const { key } = await requireCouncil(sql, asked);
      await carryOutIn(sql, key, [step(token, id, { type: 'RevokeToken', tokenId: id })], null);
    } else {
      const revoked = await asOwner(
        sql,
        OPERATORS_TOKENS,
        async (tx) => tx`
          update access.tokens set revoked_at = clock_timestamp()
           where ${/^[0-9a-f]{12,64}$/.test(id)} and encode(hash, 'hex') like ${`${id}%`} and revoked_at is null`,
      );
      if (revoked.count !== 1) {
        throw new RefusedError(
          `${count(revoked.count, 'token')} of the operator's was revoked: token list shows those that there are. For one of a council add --council KEY.`,
        );
      }
    }
    out('The token was revoked.');
    return 0;
  },
};
