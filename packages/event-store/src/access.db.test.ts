import { grant, issuer, link, person, token } from '@improvement-ledger/domain';
import { ids, sampleData } from '@improvement-ledger/domain/testing';
import { v7 } from 'uuid';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { holderOfToken, keepSecret, membershipsOfSubject, noteUse, trustedIssuers } from './access.js';
import { step } from './order.js';
import {
  carriedOut,
  grantAccess,
  hashOf,
  invitePerson,
  issueToken,
  linkSubject,
  trustIssuer,
} from './testing/access.js';
import { createTestDatabase } from './testing/index.js';
import { beginLedger, registerPerson } from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const north = await beginLedger(db.app, 'northmere');
const south = await beginLedger(db.app, 'southmere');

const FRIDAY = '2030-06-07T17:00:00.000Z';
const SATURDAY = '2030-06-08T09:00:00.000Z';
const { issuer: NAME, audience: AUDIENCE } = sampleData.IssuerTrusted;
const named = (subject: string, audiences: readonly string[] = [AUDIENCE]) => ({
  issuer: NAME,
  audiences,
  subject,
});
const councilsOf = async (subject: string, at?: string) =>
  (await membershipsOfSubject(db.app, named(subject), at)).map(({ tenant }) => tenant).toSorted();
const opens = async (secret: string, at?: string) =>
  (await holderOfToken(db.app, hashOf(secret), at))?.memberships.map(({ tenant }) => tenant) ?? [];
const endOf = (grantId: string) => step(grant, grantId, { type: 'EndAccess', grantId });

const issuers = { [north]: await trustIssuer(db.app, north), [south]: await trustIssuer(db.app, south) };
/** Somebody with access to a council who signs in under a subject. */
const signIn = async (tenant: string, subject: string, change: Parameters<typeof grantAccess>[2] = {}) => {
  const given = await grantAccess(db.app, tenant, change);
  const { principalId, grantId } = given;
  const linkId = await linkSubject(db.app, tenant, { issuerId: issuers[tenant] ?? '', principalId, subject });
  return { principalId, grantId, linkId };
};

describe('an adviser with two councils until Friday evening', () => {
  test('reads both on Friday, and on Saturday neither', async () => {
    for (const tenant of [north, south]) await signIn(tenant, 'adviser', { until: FRIDAY });
    expect(await councilsOf('adviser')).toEqual([north, south]);
    expect(await councilsOf('adviser', '2030-06-07T16:59:59.999Z')).toEqual([north, south]);
    expect(await councilsOf('adviser', FRIDAY)).toEqual([]);
    expect(await councilsOf('adviser', SATURDAY)).toEqual([]);
  });

  test('is told in which role, under which id, and until when', async () => {
    const { principalId, grantId } = await signIn(north, 'told', { until: FRIDAY });
    expect(await membershipsOfSubject(db.app, named('told'))).toEqual([
      {
        tenant: north,
        principal: principalId,
        kind: 'person',
        role: 'adviser',
        scopes: ['read', 'write'],
        grantId,
        until: FRIDAY,
      },
    ]);
  });
});

describe('a grant', () => {
  test('opens nothing before it begins', async () => {
    await signIn(north, 'early', { from: FRIDAY, until: null, role: 'auditor' });
    expect(await councilsOf('early', '2030-06-07T16:59:59.999Z')).toEqual([]);
    expect(await councilsOf('early', FRIDAY)).toEqual([north]);
  });

  test('that was ended opens nothing from the next request on, and does again when that is retracted', async () => {
    const { grantId } = await signIn(north, 'ended');
    const { positions } = await carriedOut(db.app, north, endOf(grantId));
    expect(await councilsOf('ended')).toEqual([]);
    const [position = 0] = positions;
    await carriedOut(db.app, north, step(grant, grantId, { type: 'RetractEvent', position }));
    expect(await councilsOf('ended')).toEqual([north]);
  });

  test('that was corrected holds as the correction says', async () => {
    const { principalId, grantId } = await signIn(north, 'corrected', { until: FRIDAY });
    const [position] = (
      await db.admin<{ position: number }[]>`
        select given_position as position from access.grants where grant_id = ${grantId}`
    ).map((row) => row.position);
    const data = { ...sampleData.AccessGranted, grantId, principalId, until: '2030-06-09T00:00:00.000Z' };
    const replacement = { type: 'AccessGranted', data } as const;
    const correct = { type: 'CorrectEvent', position: position ?? 0, replacement } as const;
    await carriedOut(db.app, north, step(grant, grantId, correct));
    expect(await councilsOf('corrected', SATURDAY)).toEqual([north]);
    expect(await councilsOf('corrected', '2030-06-09T00:00:00.000Z')).toEqual([]);
  });
});

describe('a subject', () => {
  test('opens nothing once its link is undone, or its issuer is trusted no longer', async () => {
    const { linkId } = await signIn(north, 'unlinked');
    await carriedOut(db.app, north, step(link, linkId, { type: 'UnlinkSubject', linkId }));
    expect(await councilsOf('unlinked')).toEqual([]);

    const tenant = await beginLedger(db.app, 'trusting');
    issuers[tenant] = await trustIssuer(db.app, tenant);
    await signIn(tenant, 'trusted');
    expect(await councilsOf('trusted')).toEqual([tenant]);
    const issuerId = issuers[tenant];
    await carriedOut(db.app, tenant, step(issuer, issuerId, { type: 'DistrustIssuer', issuerId }));
    expect(await councilsOf('trusted')).toEqual([]);
  });

  test('of another issuer, or named for another audience, is somebody else', async () => {
    await signIn(north, 'exact');
    expect(await membershipsOfSubject(db.app, named('exact', ['another', AUDIENCE]))).toHaveLength(1);
    expect(await membershipsOfSubject(db.app, named('exact', ['another']))).toEqual([]);
    expect(
      await membershipsOfSubject(db.app, { ...named('exact'), issuer: 'https://evil.example.org' }),
    ).toEqual([]);
    expect(await councilsOf('Exact')).toEqual([]);
  });

  test('stands for one person in a council, whatever was recorded at the same moment', async () => {
    const { principalId } = await signIn(north, 'only');
    const issuerId = issuers[north] ?? '';
    await expect(linkSubject(db.app, north, { issuerId, principalId, subject: 'only' })).rejects.toThrow(
      'subject-already-linked',
    );
  });

  test('is written nowhere in the clear but among the sealed values', async () => {
    await signIn(north, 'Zyxwv-subject');
    const [row] = await db.admin<{ log: string; copies: string }[]>`
      select (select string_agg(convert_from(body, 'UTF8'), '') from ledger.events) as log,
             (select string_agg(l::text, '') from access.links l) as copies`;
    expect(row?.log).not.toContain('Zyxwv-subject');
    expect(row?.copies).not.toContain('Zyxwv-subject');
  });

  test('leads to the issuers that are worth asking', async () => {
    expect(await trustedIssuers(db.app)).toEqual([{ issuer: NAME, audience: AUDIENCE, kind: 'person' }]);
  });
});

describe('somebody who was registered twice', () => {
  test('has, after the merge, the grants of both ids under the one that stands for them', async () => {
    const first = await signIn(north, 'twice', { role: 'auditor', until: null });
    const second = await grantAccess(db.app, north, { role: 'actionOwner', until: null });
    const third = v7();
    await carriedOut(db.app, north, registerPerson(third));
    const merge = (personId: string, into: string) =>
      step(person, personId, { type: 'MergePerson', personId, into });
    const { positions } = await carriedOut(db.app, north, merge(first.principalId, second.principalId));
    await carriedOut(db.app, north, merge(second.principalId, third));
    const after = await membershipsOfSubject(db.app, named('twice'));
    expect(after.map(({ role, principal }) => `${role} ${principal}`).toSorted()).toEqual([
      `actionOwner ${third}`,
      `auditor ${third}`,
    ]);
    const [position = 0] = positions;
    await carriedOut(db.app, north, step(person, first.principalId, { type: 'RetractEvent', position }));
    expect(await membershipsOfSubject(db.app, named('twice'))).toMatchObject([
      { role: 'auditor', principal: first.principalId },
    ]);
  });
});

describe('an issued token', () => {
  test('opens what its grant opens, within its own scopes, and dies with the grant', async () => {
    const { grantId } = await grantAccess(db.app, north);
    const { secret } = await issueToken(db.app, north, grantId, ['read']);
    expect(await holderOfToken(db.app, hashOf(secret))).toMatchObject({
      operator: null,
      memberships: [{ tenant: north, grantId, scopes: ['read'] }],
    });
    await carriedOut(db.app, north, endOf(grantId));
    expect(await opens(secret)).toEqual([]);
  });

  test('opens nothing once it is revoked or expired', async () => {
    const { grantId } = await grantAccess(db.app, north);
    const { secret, tokenId } = await issueToken(db.app, north, grantId);
    expect(await opens(secret)).toEqual([north]);
    expect(await opens(secret, new Date(Date.now() + 2 * 86_400_000).toISOString())).toEqual([]);
    await carriedOut(db.app, north, step(token, tokenId, { type: 'RevokeToken', tokenId }));
    expect(await opens(secret)).toEqual([]);
  });

  test('is noted when it is used, once a minute', async () => {
    const { grantId } = await grantAccess(db.app, north);
    const { secret } = await issueToken(db.app, north, grantId);
    const used = async () => (await holderOfToken(db.app, hashOf(secret)))?.lastUsedAt ?? null;
    expect(await used()).toBeNull();
    await noteUse(db.app, hashOf(secret));
    const first = await used();
    expect(first).not.toBeNull();
    await noteUse(db.app, hashOf(secret));
    expect(await used()).toBe(first);
  });

  test('is given its secret once, and within the grants of whoever issues it', async () => {
    const { grantId } = await grantAccess(db.app, north);
    const { tokenId } = await issueToken(db.app, north, grantId);
    const keep = async (grants: readonly string[], id = tokenId) =>
      keepSecret(db.app, grants, { tenant: north, tokenId: id, hash: hashOf('il_another') });
    await expect(keep([north])).rejects.toMatchObject({ code: '23505' });
    await expect(keep([south])).rejects.toMatchObject({ code: 'LG006' });
    await expect(keep([north], v7())).rejects.toMatchObject({ code: 'LG006' });
    expect(await holderOfToken(db.app, hashOf('il_another'))).toBeNull();
  });

  test('is not known by a secret that was never kept', async () => {
    expect(await holderOfToken(db.app, hashOf('il_nobody'))).toBeNull();
  });
});

test('the copies are the same when they are made again from the log', async () => {
  await invitePerson(db.app, north);
  const tables = ['grants', 'invitations', 'issuers', 'links', 'council_tokens', 'merges', 'council_codes'];
  const contents = async () =>
    Promise.all(
      tables.map(async (table) => {
        const rows = await db.admin<{ row: string }[]>`
          select t::text as row from ${db.admin(`access.${table}`)} t order by 1`;
        return rows.map(({ row }) => row);
      }),
    );
  const before = await contents();
  expect(before.every((rows) => rows.length > 0)).toBe(true);
  await db.admin`update access.grants set role = 'administrator', ended_position = null`;
  await db.admin`delete from access.links where tenant = ${north}`;
  expect(await contents()).not.toEqual(before);
  await db.admin.begin(async (tx) => {
    await tx`set local role ledger_owner`;
    await tx`select access.rebuild()`;
  });
  expect(await contents()).toEqual(before);
});

test('nobody but the trigger writes to them: neither the API nor the workers', async () => {
  for (const sql of [db.app, db.projector]) {
    await expect(sql`insert into access.grants (tenant) values (${north})`).rejects.toMatchObject({
      code: '42501',
    });
    await expect(sql`select access.keep(${north}, ${`grant-${ids.grant}`})`).rejects.toMatchObject({
      code: '42501',
    });
    await expect(sql`select access.rebuild()`).rejects.toMatchObject({ code: '42501' });
  }
});
