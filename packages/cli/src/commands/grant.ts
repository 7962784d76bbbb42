/** Who has access to a council, from the terminal of whoever runs the instance. */
import { dayAfter, grant, roles, scopeNames, seal, startOfLondonDay } from '@improvement-ledger/domain';
import type { Role } from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import { openTexts, step, withTenants } from '@improvement-ledger/event-store';
import { carryOutIn, subjectOfCouncil } from '../in-council.js';
import type { Sql } from '../ledger.js';
import { requireCouncil } from '../ledger.js';
import { newId } from '../new-id.js';
import { registration } from '../new-person.js';
import { personMeant, readPeople } from '../people.js';
import { RefusedError } from '../refused-error.js';
import type { Command } from './command.js';
import { requiredOption } from './command.js';

export const roleFrom = (word: string): Role => {
  const role = roles.find((each) => each === word);
  if (role === undefined)
    throw new RefusedError(`There is no role "${word}". There are: ${roles.join(', ')}.`);
  return role;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** An instant from a day, which counts from its beginning or to its end in London, or from an instant. */
export const instantFrom = (option: 'from' | 'until' | 'expires', text: string): string => {
  const instant =
    DAY.test(text) && !Number.isNaN(Date.parse(text))
      ? startOfLondonDay(option === 'from' ? text : dayAfter(text))
      : text;
  if (Number.isNaN(Date.parse(instant)) || !/^\d{4}-\d{2}-\d{2}(T.*(Z|[+-]\d{2}:\d{2}))?$/.test(text)) {
    throw new RefusedError(
      `--${option} takes a day, such as 2026-07-31, or an instant, such as 2026-07-31T17:00:00Z.`,
    );
  }
  return new Date(instant).toISOString();
};

/** Whom a name or id means, and their registration where the council does not know them. */
export const personFor = async (
  sql: Sql,
  council: string,
  name: string,
): Promise<{ readonly id: string; readonly before: readonly Step[] }> => {
  const known = await personMeant(sql, council, name);
  if (known !== null) return { id: known, before: [] };
  const id = newId();
  return { id, before: [registration({ id, name })] };
};

/** From the beginning of the minute, so that no clock has to wait for another. */
const thisMinute = (): string => `${new Date().toISOString().slice(0, 16)}:00.000Z`;

/** A service that has no access yet has no record either: an id is made for it. */
const holderFor = async (
  sql: Sql,
  council: string,
  name: string,
  isService: boolean,
): ReturnType<typeof personFor> => (isService ? { id: newId(), before: [] } : personFor(sql, council, name));

export const grantAdd: Command = {
  usage:
    'grant add NAME --council KEY --role ROLE --reason TEXT [--until DAY] [--from DAY] [--service] [--read-only]',
  does: 'gives a person or a service access to a council, in one role, for a time',
  help: [
    '',
    'NAME         the person, by name or id; made known to the council if it does not know them',
    '--until DAY  the last day on which it holds, or an instant; an adviser needs one',
    '--service    NAME is a program, not a person',
    '--read-only  it may change nothing, whatever the role may',
  ],
  arguments: ['NAME'],
  options: {
    council: { type: 'string', required: true },
    role: { type: 'string', required: true },
    reason: { type: 'string', required: true },
    until: { type: 'string' },
    from: { type: 'string' },
    service: { type: 'boolean' },
    'read-only': { type: 'boolean' },
  },

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const name = given.argument('NAME').trim();
    const role = roleFrom(requiredOption(given, 'role'));
    const isService = given.flag('service');
    const [from, until] = (['from', 'until'] as const).map((option) => {
      const text = given.option(option);
      return text === null ? null : instantFrom(option, text);
    });
    const grantId = newId();
    const holder = await holderFor(sql, key, name, isService);
    const command = {
      type: 'GrantAccess',
      grantId,
      principalId: holder.id,
      kind: isService ? 'service' : 'person',
      name: isService ? seal(await subjectOfCouncil(sql, key), name) : null,
      role,
      scopes: scopeNames.filter((scope) => scope === 'read' || !given.flag('read-only')),
      from: from ?? thisMinute(),
      until: until ?? null,
    } as const;
    const steps = [...holder.before, step(grant, grantId, command)];
    await carryOutIn(sql, key, steps, requiredOption(given, 'reason'));
    out(
      `${name} has access to ${key} as ${role}${until === null || until === undefined ? '' : `, until ${until}`}.`,
    );
    out(`The grant is ${grantId}.`);
    return 0;
  },
};

export const grantEnd: Command = {
  usage: 'grant end GRANT --council KEY --reason TEXT',
  does: 'ends an access, from the next request on',
  arguments: ['GRANT'],
  options: { council: { type: 'string', required: true }, reason: { type: 'string', required: true } },

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const grantId = given.argument('GRANT');
    const command = { type: 'EndAccess', grantId } as const;
    await carryOutIn(sql, key, [step(grant, grantId, command)], requiredOption(given, 'reason'));
    out('The access was ended.');
    return 0;
  },
};

export const grantList: Command = {
  usage: 'grant list --council KEY [--all]',
  does: 'tells who has access to a council; with --all also who had it',
  arguments: [],
  options: { council: { type: 'string', required: true }, all: { type: 'boolean' } },

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const names = new Map((await readPeople(sql, key)).map(({ id, name }) => [id, name]));
    const rows = await withTenants(sql, [key], async (tx) => {
      const found = await tx<GrantRow[]>`
        select grant_id as id, access.human_of(tenant, principal) as principal, kind, name, role, scopes,
               ends_at as until, access.is_live(g, clock_timestamp()) as live
          from access.grants g
         where tenant = ${key} and (${given.flag('all')} or access.is_live(g, clock_timestamp()))
         order by given_position`;
      return openTexts(tx, key, [...found]);
    });
    if (rows.length === 0) out(`Nobody has access to ${key} by a grant.`);
    for (const { id, principal, name, role, scopes, until, live } of rows) {
      const called = name?.$seal.value ?? names.get(principal) ?? principal;
      const remarks = [
        role,
        ...(scopes.includes('write') ? [] : ['reads only']),
        until === null ? 'until it is ended' : `until ${until}`,
        ...(live ? [] : ['not live']),
      ];
      out(`${id}  ${called} (${remarks.join(', ')})`);
    }
    return 0;
  },
};

interface GrantRow {
  readonly id: string;
  readonly principal: string;
  readonly name: { readonly $seal: { readonly value: string | null } } | null;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly until: string | null;
  readonly live: boolean;
}
