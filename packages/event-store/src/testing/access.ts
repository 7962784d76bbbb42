/** Access in a council's ledger, for tests: grants and what is issued under them, by their own commands. */
import { createHash } from 'node:crypto';
import type { DataOf } from '@improvement-ledger/domain';
import { grant, invitation, issuer, link, token } from '@improvement-ledger/domain';
import { personName, sampleData } from '@improvement-ledger/domain/testing';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import { keepCode, keepSecret } from '../access.js';
import type { Receipt } from '../execute.js';
import { execute } from '../execute.js';
import { makeCode } from '../invitation-code.js';
import { step } from '../order.js';
import type { Step } from '../order.js';
import { orderOf, receiptOf, registerPerson } from './sample-ledger.js';

export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

const told = { reason: personName('They are to see it.') };
/** Carries out one step, with a reason. */
export const carriedOut = async (sql: Sql, tenant: string, ...steps: readonly Step[]): Promise<Receipt> =>
  receiptOf(await execute(sql, orderOf(tenant, steps, { told })));

/** Somebody new with access to a council, or somebody known under `principalId`. */
export const grantAccess = async (
  sql: Sql,
  tenant: string,
  change: Partial<DataOf<'AccessGranted'>> = {},
): Promise<DataOf<'AccessGranted'>> => {
  const principalId = change.principalId ?? v7();
  const data = {
    ...sampleData.AccessGranted,
    from: '2020-01-01T00:00:00.000Z',
    until: '2100-01-01T00:00:00.000Z',
    ...change,
    grantId: v7(),
    principalId,
  };
  if (change.principalId === undefined && data.kind === 'person') {
    await carriedOut(sql, tenant, registerPerson(principalId));
  }
  await carriedOut(sql, tenant, step(grant, data.grantId, { type: 'GrantAccess', ...data }));
  return data;
};

/** An invitation of somebody new: its data, and its code. */
export const invitePerson = async (
  sql: Sql,
  tenant: string,
  change: Partial<DataOf<'InvitationMade'>> = {},
): Promise<DataOf<'InvitationMade'> & { readonly code: string }> => {
  const data = {
    ...sampleData.InvitationMade,
    until: '2100-01-01T00:00:00.000Z',
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    invitationId: v7(),
    personId: v7(),
    ...change,
  };
  const invite = step(invitation, data.invitationId, { type: 'InvitePerson', ...data });
  await carriedOut(sql, tenant, registerPerson(data.personId), invite);
  const { code, hash } = makeCode(data.invitationId);
  await keepCode(sql, [tenant], { tenant, invitationId: data.invitationId, hash });
  return { ...data, code };
};

/** A token issued under a grant: its id and its secret. */
export const issueToken = async (
  sql: Sql,
  tenant: string,
  grantId: string,
  scopes: DataOf<'TokenIssued'>['scopes'] = ['read', 'write'],
): Promise<{ readonly tokenId: string; readonly secret: string }> => {
  const tokenId = v7();
  const secret = `il_${tokenId}_${v7()}`;
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const data = { ...sampleData.TokenIssued, tokenId, grantId, scopes, expiresAt };
  await carriedOut(sql, tenant, step(token, tokenId, { type: 'IssueToken', ...data }));
  await keepSecret(sql, [tenant], { tenant, tokenId, hash: hashOf(secret) });
  return { tokenId, secret };
};

/** Trusts an issuer in a council. */
export const trustIssuer = async (
  sql: Sql,
  tenant: string,
  change: Partial<DataOf<'IssuerTrusted'>> = {},
): Promise<string> => {
  const issuerId = v7();
  const data = { ...sampleData.IssuerTrusted, ...change, issuerId };
  await carriedOut(sql, tenant, step(issuer, issuerId, { type: 'TrustIssuer', ...data }));
  return issuerId;
};

/** Links a subject of an issuer to one of the council's people. */
export const linkSubject = async (
  sql: Sql,
  tenant: string,
  { issuerId, principalId, subject }: { issuerId: string; principalId: string; subject: string },
): Promise<string> => {
  const linkId = v7();
  const data = {
    linkId,
    issuerId,
    principalId,
    kind: 'person',
    subject: personName(subject, principalId),
  } as const;
  await carriedOut(sql, tenant, step(link, linkId, { type: 'LinkSubject', ...data }));
  return linkId;
};
