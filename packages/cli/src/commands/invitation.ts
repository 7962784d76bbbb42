/** Whom a council invites, from the terminal of whoever runs the instance. */
import { invitation, scopeNames, usualExpiry } from '@improvement-ledger/domain';
import { keepCode, makeCode, step, withTenants } from '@improvement-ledger/event-store';
import { carryOutIn } from '../in-council.js';
import { requireCouncil } from '../ledger.js';
import { newId } from '../new-id.js';
import { readPeople } from '../people.js';
import type { Command } from './command.js';
import { requiredOption } from './command.js';
import { instantFrom, personFor, roleFrom } from './grant.js';

export const invitationAdd: Command = {
  usage:
    'invitation add NAME --council KEY --role ROLE --reason TEXT [--until DAY] [--from DAY] [--expires DAY] [--read-only]',
  does: 'invites a person to have access to a council; prints the code by which they accept, this once',
  help: [
    '',
    'NAME           the person, by name or id; made known to the council if it does not know them',
    '--until DAY    the last day of the access, or an instant; an adviser needs one',
    '--from DAY     its first day; from when they accept, unless given',
    '--expires DAY  the last day on which they can accept: within 30 days; 7 days, unless given',
    '--read-only    it may change nothing, whatever the role may',
  ],
  arguments: ['NAME'],
  options: {
    council: { type: 'string', required: true },
    role: { type: 'string', required: true },
    reason: { type: 'string', required: true },
    until: { type: 'string' },
    from: { type: 'string' },
    expires: { type: 'string' },
    'read-only': { type: 'boolean' },
  },

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const name = given.argument('NAME').trim();
    const role = roleFrom(requiredOption(given, 'role'));
    const timeOf = (option: 'from' | 'until' | 'expires'): string | null => {
      const text = given.option(option);
      return text === null ? null : instantFrom(option, text);
    };
    const until = timeOf('until');
    const expiresAt = timeOf('expires') ?? usualExpiry(until, new Date().toISOString());
    const { id: personId, before } = await personFor(sql, key, name);
    const invitationId = newId();
    const command = {
      type: 'InvitePerson' as const,
      invitationId,
      personId,
      role,
      scopes: scopeNames.filter((scope) => scope === 'read' || !given.flag('read-only')),
      from: timeOf('from'),
      until,
      expiresAt,
    };
    const steps = [...before, step(invitation, invitationId, command)];
    await carryOutIn(sql, key, steps, requiredOption(given, 'reason'));
    const { code, hash } = makeCode(invitationId);
    await keepCode(sql, [key], { tenant: key, invitationId, hash });
    out(code);
    out(`${name} is invited to ${key} as ${role}, and can accept until ${expiresAt}.`);
    out(`The invitation is ${invitationId}. Its code is not shown again.`);
    return 0;
  },
};

export const invitationRevoke: Command = {
  usage: 'invitation revoke INVITATION --council KEY --reason TEXT',
  does: 'takes an invitation back before it is accepted',
  arguments: ['INVITATION'],
  options: { council: { type: 'string', required: true }, reason: { type: 'string', required: true } },

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const invitationId = given.argument('INVITATION');
    const command = { type: 'RevokeInvitation', invitationId } as const;
    const steps = [step(invitation, invitationId, command)];
    await carryOutIn(sql, key, steps, requiredOption(given, 'reason'));
    out('The invitation was revoked.');
    return 0;
  },
};

interface Row {
  readonly id: string;
  readonly person: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly expiresAt: string;
  readonly isOpen: boolean;
  readonly acceptedAt: string | null;
  readonly revokedAt: string | null;
}

const stateOf = ({ isOpen, acceptedAt, revokedAt, expiresAt }: Row): string => {
  if (isOpen) return `open until ${expiresAt}`;
  if (acceptedAt !== null) return `accepted ${acceptedAt}`;
  return revokedAt === null ? `expired ${expiresAt}` : `revoked ${revokedAt}`;
};

export const invitationList: Command = {
  usage: 'invitation list --council KEY [--all]',
  does: 'tells who is invited to a council; with --all also who was; never the codes',
  arguments: [],
  options: { council: { type: 'string', required: true }, all: { type: 'boolean' } },

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const names = new Map((await readPeople(sql, key)).map(({ id, name }) => [id, name]));
    const rows = await withTenants(
      sql,
      [key],
      async (tx) => tx<Row[]>`
        select invitation_id as id, access.human_of(tenant, person) as person, role, scopes, expires_at as "expiresAt",
               access.is_open(i, clock_timestamp()) as "isOpen", accepted_at as "acceptedAt", revoked_at as "revokedAt"
          from access.invitations i
         where tenant = ${key} and (${given.flag('all')} or access.is_open(i, clock_timestamp()))
         order by given_position`,
    );
    if (rows.length === 0) out(`${key} has no open invitation.`);
    for (const row of rows) {
      const { id, person, role, scopes } = row;
      const remarks = [role, ...(scopes.includes('write') ? [] : ['reads only']), stateOf(row)];
      out(`${id}  ${names.get(person) ?? person} (${remarks.join(', ')})`);
    }
    return 0;
  },
};
