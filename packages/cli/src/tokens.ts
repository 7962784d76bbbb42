/** Sign-ins for the person who runs the system on their own machine: one bearer token per role, new at every start. */
import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '@improvement-ledger/domain';
import { roles } from '@improvement-ledger/domain';
import { connect } from '@improvement-ledger/event-store';

const DAYS_VALID = 90;

/** Who each token is for: the same principal at every start, so that history goes on naming one person. */
export const localPrincipals: Readonly<Record<Role, { readonly id: string; readonly name: string }>> = {
  adviser: { id: '0190c0de-0000-7000-8000-000000000001', name: 'Demonstration adviser' },
  planManager: { id: '0190c0de-0000-7000-8000-000000000002', name: 'Demonstration plan manager' },
  actionOwner: { id: '0190c0de-0000-7000-8000-000000000003', name: 'Demonstration action owner' },
  auditor: { id: '0190c0de-0000-7000-8000-000000000004', name: 'Demonstration auditor' },
  workforceLead: { id: '0190c0de-0000-7000-8000-000000000005', name: 'Demonstration workforce lead' },
  integration: { id: '0190c0de-0000-7000-8000-000000000006', name: 'Demonstration integration' },
  administrator: { id: '0190c0de-0000-7000-8000-000000000007', name: 'Demonstration administrator' },
};

const kebab = (role: Role): string => role.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Makes new tokens, valid for every council of this instance, and ends those of earlier starts. */
export const issueLocalTokens = async ({
  adminUrl,
}: {
  readonly adminUrl: string;
}): Promise<Record<Role, string>> => {
  const issued = roles.map((role) => ({
    role,
    token: `ilt_${kebab(role)}_${randomBytes(32).toString('base64url')}`,
    ...localPrincipals[role],
  }));
  const sql = connect(adminUrl, { max: 1 });
  try {
    await sql.begin(async (tx) => {
      await tx`set local role ledger_owner`;
      await tx`delete from access.tokens where principal = any (${issued.map(({ id }) => id)}::uuid[])`;
      for (const { role, token, id, name } of issued) {
        await tx`
          insert into access.tokens (hash, principal, kind, role, name, tenants, expires_at)
          values (${createHash('sha256').update(token).digest()}, ${id},
            ${role === 'integration' ? 'service' : 'person'}, ${role}, ${name}, null,
            clock_timestamp() + make_interval(days => ${DAYS_VALID}))`;
      }
    });
  } finally {
    await sql.end({ timeout: 2 });
  }
  return Object.fromEntries(issued.map(({ role, token }) => [role, token])) as Record<Role, string>;
};
