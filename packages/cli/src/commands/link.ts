/** By what those who have access to a council sign in, from the terminal. */
import type { SealedText } from '@improvement-ledger/domain';
import { link, personSubject, seal, textOf } from '@improvement-ledger/domain';
import { linkOfSubject, openTexts, step, withTenants } from '@improvement-ledger/event-store';
import { carryOutIn, subjectOfCouncil } from '../in-council.js';
import type { Sql } from '../ledger.js';
import { requireCouncil } from '../ledger.js';
import { newId } from '../new-id.js';
import { namesIn } from '../people.js';
import { RefusedError } from '../refused-error.js';
import type { Command } from './command.js';
import { requiredOption } from './command.js';

const council = { council: { type: 'string', required: true } } as const;

/** Who holds a grant: the id that stands for them now. */
const holderOf = async (
  sql: Sql,
  key: string,
  grantId: string,
): Promise<{ readonly principalId: string; readonly kind: 'person' | 'service' }> => {
  const [row] = await withTenants(
    sql,
    [key],
    async (tx) => tx<{ principalId: string; kind: 'person' | 'service' }[]>`
      select access.human_of(tenant, principal) as "principalId", kind from access.grants
       where tenant = ${key} and grant_id::text = ${grantId}`,
  );
  if (row === undefined) throw new RefusedError(`There is no grant ${grantId} in ${key}.`);
  return row;
};

export const linkAdd: Command = {
  usage: 'link add SUBJECT --council KEY --issuer ISSUER --grant GRANT',
  does: 'says that a subject of a trusted issuer stands for whoever holds a grant',
  help: ['', 'SUBJECT  what the issuer calls them: the claim "sub", letter for letter'],
  arguments: ['SUBJECT'],
  options: {
    ...council,
    issuer: { type: 'string', required: true },
    grant: { type: 'string', required: true },
  },

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const [subject, issuerId] = [given.argument('SUBJECT'), requiredOption(given, 'issuer')];
    const { principalId, kind } = await holderOf(sql, key, requiredOption(given, 'grant'));
    const found = await withTenants(sql, [key], async (tx) => linkOfSubject(tx, key, issuerId, subject));
    const about = kind === 'person' ? personSubject(principalId) : await subjectOfCouncil(sql, key);
    const linkId = newId();
    const command = {
      type: 'LinkSubject',
      linkId,
      principalId,
      kind,
      issuerId,
      subject: seal(about, subject),
      found: found ?? undefined,
    } as const;
    await carryOutIn(sql, key, [step(link, linkId, command)], null);
    out(`Whoever signs in as ${subject} is the holder of the grant. The link is ${linkId}.`);
    return 0;
  },
};

export const linkEnd: Command = {
  usage: 'link end LINK --council KEY',
  does: 'undoes a link: the subject stands for nobody',
  arguments: ['LINK'],
  options: council,

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const linkId = given.argument('LINK');
    await carryOutIn(sql, key, [step(link, linkId, { type: 'UnlinkSubject', linkId })], null);
    out('The subject stands for nobody now.');
    return 0;
  },
};

export const linkList: Command = {
  usage: 'link list --council KEY',
  does: 'tells which subjects stand for whom in a council',
  arguments: [],
  options: council,

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const rows = await withTenants(sql, [key], async (tx) => {
      const links = await tx<{ id: string; principal: string; subject: SealedText; issuer: string }[]>`
        select l.link_id as id, access.human_of(l.tenant, l.principal) as principal, l.subject, i.issuer
          from access.links l join access.issuers i using (tenant, issuer_id)
         where l.tenant = ${key} and l.ended_position is null order by l.given_position`;
      return openTexts(tx, key, [...links]);
    });
    const names = await namesIn(
      sql,
      key,
      rows.map(({ principal }) => principal),
    );
    if (rows.length === 0) out(`No subject stands for anybody in ${key}.`);
    for (const { id, principal, subject, issuer } of rows) {
      out(
        `${id}  ${textOf(subject) ?? 'an erased subject'} of ${issuer}: ${names.get(principal) ?? principal}`,
      );
    }
    return 0;
  },
};
