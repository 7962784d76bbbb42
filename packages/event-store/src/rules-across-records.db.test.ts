/** Rules that no record can hold by itself: they are held where events are appended, whoever is first. */
import type { DataOf } from '@improvement-ledger/domain';
import { council, grant, issuer, link, person, token } from '@improvement-ledger/domain';
import { personName, sampleData } from '@improvement-ledger/domain/testing';
import { v7 } from 'uuid';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { execute } from './execute.js';
import type { Step } from './order.js';
import { step } from './order.js';
import { carriedOut, grantAccess, issueToken, linkSubject, trustIssuer } from './testing/access.js';
import { createTestDatabase } from './testing/index.js';
import {
  beginLedger,
  gssCodeFor,
  orderOf,
  registerCouncil,
  registerPerson,
} from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const headOf = async (tenant: string): Promise<number> => {
  const [row] = await db.admin<{ position: number }[]>`
    select position from ledger.tenants where tenant = ${tenant}`;
  return row?.position ?? 0;
};
/** The refusal of a step by an actor, as `code field`, or `recorded`. */
const outcomeOf = async (tenant: string, told: Step, by: string = v7()): Promise<string> => {
  const before = await headOf(tenant);
  const { refusal } = await execute(
    db.app,
    orderOf(tenant, told, {
      told: { reason: personName('Leaves.'), actor: { kind: 'person', id: by, role: 'administrator' } },
    }),
  );
  if (refusal === undefined) return 'recorded';
  expect(await headOf(tenant)).toBe(before);
  return `${refusal.code} ${String(refusal.field)}`;
};

describe('a council keeps somebody who can sign in and administer it', () => {
  const lasting = { role: 'administrator', until: null } as const;
  let councils = 0;
  /** A council with one administrator, who signs in by a subject. */
  const governed = async (change: Partial<DataOf<'AccessGranted'>> = {}) => {
    councils += 1;
    const tenant = await beginLedger(db.app, `governed-${councils}`);
    const issuerId = await trustIssuer(db.app, tenant);
    const { principalId, grantId } = await grantAccess(db.app, tenant, { ...lasting, ...change });
    const linkId = await linkSubject(db.app, tenant, { issuerId, principalId, subject: 'first' });
    const end = step(grant, grantId, { type: 'EndAccess', grantId });
    const unlink = step(link, linkId, { type: 'UnlinkSubject', linkId });
    const distrust = step(issuer, issuerId, { type: 'DistrustIssuer', issuerId });
    const tell = async (told: Step): Promise<string> => outcomeOf(tenant, told, principalId);
    return { tenant, issuerId, principalId, grantId, linkId, end, unlink, distrust, tell };
  };
  const positionOf = async (tenant: string, type: string): Promise<number> => {
    const [row] = await db.admin<{ position: number }[]>`
      select max(position)::int as position from ledger.events where tenant = ${tenant} and type = ${type}`;
    return row?.position ?? 0;
  };

  test('whichever way the last would go: their access, their link, their issuer', async () => {
    const { tenant, grantId, principalId, issuerId, end, unlink, distrust, tell } = await governed();
    expect(await tell(end)).toBe('last-administrator grantId');
    expect(await tell(unlink)).toBe('last-administrator linkId');
    expect(await tell(distrust)).toBe('last-administrator issuerId');
    const position = await positionOf(tenant, 'AccessGranted');
    const granted = { ...sampleData.AccessGranted, ...lasting, grantId, principalId };
    const correct = (change: Partial<DataOf<'AccessGranted'>>) =>
      step(grant, grantId, {
        type: 'CorrectEvent',
        position,
        replacement: {
          type: 'AccessGranted',
          data: { ...granted, from: '2020-01-01T00:00:00.000Z', ...change },
        },
      });
    const soon = new Date(Date.now() + 86_400_000).toISOString();
    expect(await tell(correct({ until: soon }))).toBe('last-administrator until');
    expect(await tell(correct({ from: soon }))).toBe('last-administrator until');
    expect(await tell(correct({ scopes: ['read'] }))).toBe('last-administrator until');
    const trusted = { ...sampleData.IssuerTrusted, issuerId, audience: 'another' };
    const elsewhere = step(issuer, issuerId, {
      type: 'CorrectEvent',
      position: await positionOf(tenant, 'IssuerTrusted'),
      replacement: { type: 'IssuerTrusted', data: trusted },
    });
    expect(await tell(elsewhere)).toBe('last-administrator audience');
  });

  test('one way to sign in may go while another is left, and the last token may not', async () => {
    const { tenant, grantId, unlink, distrust, tell } = await governed();
    const first = await issueToken(db.app, tenant, grantId);
    const revoke = (tokenId: string) => step(token, tokenId, { type: 'RevokeToken', tokenId });
    expect(await tell(unlink)).toBe('recorded');
    expect(await tell(distrust)).toBe('recorded');
    expect(await tell(revoke(first.tokenId))).toBe('last-administrator tokenId');
    const reading = await issueToken(db.app, tenant, grantId, ['read']);
    expect(await tell(revoke(first.tokenId))).toBe('last-administrator tokenId');
    await issueToken(db.app, tenant, grantId);
    expect(await tell(revoke(first.tokenId))).toBe('recorded');
    expect(await tell(revoke(reading.tokenId))).toBe('recorded');
  });

  test('another counts who can sign in, write, and do so for a month', async () => {
    const { tenant, issuerId, end, tell } = await governed();
    const other = async (change: Partial<DataOf<'AccessGranted'>>, subject: string | null) => {
      const { principalId } = await grantAccess(db.app, tenant, { ...lasting, ...change });
      if (subject !== null) await linkSubject(db.app, tenant, { issuerId, principalId, subject });
    };
    await other({}, null);
    await other({ role: 'auditor' }, 'auditor');
    await other({ scopes: ['read'] }, 'reader');
    await other({ from: '2090-01-01T00:00:00.000Z' }, 'later');
    await other({ until: new Date(Date.now() + 29 * 86_400_000).toISOString() }, 'leaving');
    expect(await tell(end)).toBe('last-administrator grantId');
    await other({ until: new Date(Date.now() + 31 * 86_400_000).toISOString() }, 'staying');
    expect(await tell(end)).toBe('recorded');
  });

  test('a merge that joins access and subject is not taken back', async () => {
    const { tenant, issuerId, end, tell } = await governed();
    const registeredTwice = v7();
    await carriedOut(db.app, tenant, registerPerson(registeredTwice));
    const { principalId } = await grantAccess(db.app, tenant, lasting);
    await linkSubject(db.app, tenant, { issuerId, principalId: registeredTwice, subject: 'twice' });
    const merge = { type: 'MergePerson', personId: registeredTwice, into: principalId } as const;
    expect(await tell(step(person, registeredTwice, merge))).toBe('recorded');
    expect(await tell(end)).toBe('recorded');
    const position = await positionOf(tenant, 'PersonMerged');
    const retract = step(person, registeredTwice, { type: 'RetractEvent', position });
    expect(await outcomeOf(tenant, retract, principalId)).toBe('last-administrator position');
  });

  test('also when two end each other at the same moment', async () => {
    const { tenant, issuerId, principalId, end } = await governed();
    const second = await grantAccess(db.app, tenant, lasting);
    await linkSubject(db.app, tenant, { issuerId, principalId: second.principalId, subject: 'second' });
    const endSecond = step(grant, second.grantId, { type: 'EndAccess', grantId: second.grantId });
    const outcomes = await Promise.all([
      execute(db.app, endedBy(tenant, endSecond, principalId)),
      execute(db.app, endedBy(tenant, end, second.principalId)),
    ]);
    const codes = outcomes.map(({ refusal }) => refusal?.code ?? 'ended').toSorted();
    expect(codes).toEqual(['ended', 'last-administrator']);
  });
  const endedBy = (tenant: string, told: Step, id: string) =>
    orderOf(tenant, told, {
      told: { reason: personName('Leaves.'), actor: { kind: 'person', id, role: 'administrator' } },
    });

  test('whoever runs the instance may leave it without one', async () => {
    const { tenant, end } = await governed();
    expect(await outcomeOf(tenant, end)).toBe('recorded');
  });
});

describe('a GSS code belongs to one council at a time', () => {
  const registerAs = (key: string, gssCode: string) => {
    const { aggregate, id, command } = registerCouncil(key);
    return step(aggregate as typeof council, id, {
      ...(command as { type: 'RegisterCouncil' } & DataOf<'CouncilRegistered'>),
      gssCode,
    });
  };
  const attributesOf = async (tenant: string, gssCode: string | null) => {
    const [row] = await db.admin<{ id: string }[]>`
      select data ->> 'councilId' as id from ledger.events where tenant = ${tenant} and position = 1`;
    const councilId = row?.id ?? '';
    const data = { ...sampleData.CouncilAttributesChanged, councilId, gssCode };
    return step(council, councilId, { type: 'ChangeCouncilAttributes', ...data });
  };
  const taken = 'gss-code-taken gssCode';

  test('when two are registered with it at the same moment', async () => {
    const keys = Array.from({ length: 6 }, (_, index) => `at-once-${index}`);
    const outcomes = await Promise.all(
      keys.map(async (key) => execute(db.app, orderOf(key, registerAs(key, 'E06999911')))),
    );
    const codes = outcomes.map(({ refusal }) => refusal?.code ?? 'registered').toSorted();
    expect(codes).toEqual([...Array<string>(5).fill('gss-code-taken'), 'registered']);
    const begun = await db.admin`select from ledger.tenants where tenant like 'at-once-%'`;
    expect(begun).toHaveLength(1);
  });

  test('when two take it by a change at the same moment, among other changes', async () => {
    const [east, west] = [await beginLedger(db.app, 'taking-east'), await beginLedger(db.app, 'taking-west')];
    const changes = await Promise.all([east, west].map(async (key) => attributesOf(key, 'E06999912')));
    const outcomes = await Promise.all(
      [east, west].flatMap((tenant, index) => [
        execute(db.app, orderOf(tenant, registerPerson())),
        execute(db.app, orderOf(tenant, changes[index] ?? registerPerson())),
        execute(db.app, orderOf(tenant, registerPerson())),
      ]),
    );
    const codes = outcomes.flatMap(({ refusal }) => refusal?.code ?? []);
    expect(codes).toEqual(['gss-code-taken']);
  });

  test('by a correction or a retraction as well', async () => {
    const [north, south] = [await beginLedger(db.app, 'code-north'), await beginLedger(db.app, 'code-south')];
    const code = gssCodeFor(north);
    expect(await outcomeOf(south, await attributesOf(south, code))).toBe(taken);
    // The north gives its code up; the south takes it; then the north cannot say that it never gave it up.
    expect(await outcomeOf(north, await attributesOf(north, null))).toBe('recorded');
    expect(await outcomeOf(south, await attributesOf(south, code))).toBe('recorded');
    const change = await attributesOf(north, null);
    const [row] = await db.admin<{ position: number }[]>`
      select position from ledger.events where tenant = ${north} and type = 'CouncilAttributesChanged'`;
    const retract = step(council, change.id, { type: 'RetractEvent', position: row?.position ?? 0 });
    expect(await outcomeOf(north, retract)).toBe('gss-code-taken position');
  });

  test('while councils that shared one of old may go on changing what else they are', async () => {
    const [old, young] = [await beginLedger(db.app, 'shared-old'), await beginLedger(db.app, 'shared-young')];
    await db.admin`insert into access.council_codes values (${young}, ${gssCodeFor(old)}, '2019-01-01', '2020-01-01')`;
    expect(await outcomeOf(old, await attributesOf(old, 'E06999913'))).toBe('recorded');
  });
});
