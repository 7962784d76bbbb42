/** What grants open, asked of the API: the live ones, in each council its own, and nothing by what a resolver forgets. */
import { grant } from '@improvement-ledger/domain';
import { sampleCircumstances, sampleData } from '@improvement-ledger/domain/testing';
import {
  execute as carryOut,
  membershipsOfSubject,
  openAccessLog,
  step,
} from '@improvement-ledger/event-store';
import { grantAccess, issueToken, linkSubject, trustIssuer } from '@improvement-ledger/event-store/testing';
import { noSpan } from '@improvement-ledger/telemetry';
import type { GraphQLSchema } from 'graphql';
import { extendSchema, graphql, parse } from 'graphql';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { callerOf } from './caller.js';
import type { ApiContext } from './context.js';
import { contextFor } from './context.js';
import { guarded } from './guard.js';
import type { RequestRecord } from './request-record.js';
import { fieldRules } from './field-rules.js';
import { makeSchema } from './schema.js';
import { Attempts } from './sign-in/attempts.js';
import { triesFrom } from './sign-in/limit-attempts.js';
import type { RunningApi } from './testing/running-api.js';
import { runTestApi } from './testing/running-api.js';
import type { SampleRecords } from './testing/sample-records.js';
import { makeRecords } from './testing/sample-records.js';

const FRIDAY = '2030-06-07T17:00:00.000Z';
const SATURDAY = '2030-06-08T09:00:00.000Z';

let api: RunningApi;
let north: SampleRecords;
let schema: GraphQLSchema;
beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  north = await makeRecords(api, 'northmere');
  await makeRecords(api, 'southmere');
  schema = await makeSchema();
});
afterAll(async () => api.stop());

const app = () => api.database.app;
const endAccess = async (tenant: string, grantId: string): Promise<void> => {
  const key = v7();
  const outcome = await carryOut(app(), {
    tenant,
    grants: [tenant],
    steps: [step(grant, grantId, { type: 'EndAccess', grantId })],
    circumstances: {
      ...sampleCircumstances,
      reason: sampleData.PersonRegistered.name,
      effectiveAt: undefined,
    },
    idempotency: { key, request: { key } },
  });
  if (outcome.refusal !== undefined) throw new Error(outcome.refusal.message);
};

/** As the server keeps it of a request; nothing is told of this one. */
const request: RequestRecord = {
  id: 'a-request',
  correlation: 'a-request',
  span: noSpan(),
  logger: pino({ level: 'silent' }),
  operation: null,
  codes: [],
  userAgent: null,
  address: '127.0.0.1',
  logging: null,
};

/** What a subject is answered at an instant, by the schema as the server has it. */
const askAs = async (subject: string, at: string | undefined, source: string, of = schema) => {
  const { issuer, audience } = sampleData.IssuerTrusted;
  const named = { issuer, audiences: [audience], subject };
  const caller = callerOf(await membershipsOfSubject(app(), named, at));
  const shared = {
    sql: app(),
    request,
    queues: [],
    hint: () => undefined,
    waitMsMax: 3_000,
    accessLog: openAccessLog(app()),
    tries: triesFrom(new Attempts(request.logger), { ip: request.address }),
  };
  const contextValue: ApiContext = contextFor(shared, caller);
  return graphql({ schema: of, source, contextValue });
};

describe('an adviser with two councils until Friday', () => {
  const READS = `{ councils { key } }`;
  beforeAll(async () => {
    for (const tenant of ['northmere', 'southmere']) {
      const { principalId } = await grantAccess(app(), tenant, { until: FRIDAY });
      const issuerId = await trustIssuer(app(), tenant);
      await linkSubject(app(), tenant, { issuerId, principalId, subject: 'adviser' });
    }
  });

  test('reads both until then, and on Saturday neither', async () => {
    const both = { councils: [{ key: 'northmere' }, { key: 'southmere' }] };
    expect((await askAs('adviser', undefined, READS)).data).toEqual(both);
    expect((await askAs('adviser', '2030-06-07T16:59:59.999Z', READS)).data).toEqual(both);
    expect((await askAs('adviser', SATURDAY, READS)).data).toEqual({ councils: [] });
    const action = `{ action(id: "${north.actionId}") { reference } }`;
    expect((await askAs('adviser', undefined, action)).data).toEqual({ action: { reference: 'A1.1' } });
    expect((await askAs('adviser', SATURDAY, action)).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  test('is known in each council under another id, and told until when', async () => {
    const { data } = await askAs(
      'adviser',
      undefined,
      '{ viewer { role memberships { council id role scopes until } } }',
    );
    const { viewer } = data as { viewer: { memberships: { id: string }[] } };
    expect(viewer).toMatchObject({
      role: 'ADVISER',
      memberships: [
        { council: 'northmere', role: 'ADVISER', scopes: ['READ', 'WRITE'], until: FRIDAY },
        { council: 'southmere', role: 'ADVISER', until: FRIDAY },
      ],
    });
    expect(new Set(viewer.memberships.map(({ id }) => id)).size).toBe(2);
  });

  test('changes nothing of the plan', async () => {
    const heads = await api.heads();
    const change = `mutation { recordStatus(input: { actionId: "${north.actionId}", narrative: "Done." }) { position } }`;
    const { errors } = await askAs('adviser', undefined, change);
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect(await api.heads()).toEqual(heads);
  });
});

describe('a token issued under a grant', () => {
  test('acts in the role of the grant, under its id, in its council alone', async () => {
    const { grantId, principalId } = await grantAccess(app(), 'northmere', { role: 'planManager' });
    const { secret: token } = await issueToken(app(), 'northmere', grantId);
    const { data } = await api.ask('{ councils { key } viewer { id role councils } }', { token });
    expect(data).toEqual({
      councils: [{ key: 'northmere' }],
      viewer: { id: principalId, role: 'PLAN_MANAGER', councils: ['northmere'] },
    });
    const changed = await api.ask(
      `mutation { addAction(input: { commitmentId: "${north.commitmentId}", reference: "A1.8", title: "Ask", due: { undated: ONGOING } }) {
        action { history(first: 1) { edges { node { actor { id role name } } } } } userErrors { code } } }`,
      { token },
    );
    expect(changed.text).toContain(`{"id":"${principalId}","role":"PLAN_MANAGER","name":"Ann Example"}`);
  });

  test('is refused at the next request once the grant was ended, without a reason given', async () => {
    const { grantId } = await grantAccess(app(), 'northmere');
    const { secret: token } = await issueToken(app(), 'northmere', grantId);
    const query = '{ councils { key } }';
    expect((await api.ask(query, { token })).data).toEqual({ councils: [{ key: 'northmere' }] });
    await endAccess('northmere', grantId);
    const ended = await api.ask(query, { token });
    expect([ended.status, ended.codes]).toEqual([401, ['UNAUTHENTICATED']]);
    expect(ended.text).toBe((await api.ask(query, { token: `il_${v7()}_never-issued` })).text);
  });

  test('that may only read changes nothing', async () => {
    const { grantId } = await grantAccess(app(), 'northmere', { role: 'planManager' });
    const { secret: token } = await issueToken(app(), 'northmere', grantId, ['read']);
    const { errors } = await api.ask(
      `mutation { recordStatus(input: { actionId: "${north.actionId}", narrative: "Done." }) { position } }`,
      { token },
    );
    expect(errors.map(({ message }) => message)).toEqual([
      'This access may only read, so it may not send recordStatus.',
    ]);
  });

  test('is noted when it was used', async () => {
    const { grantId } = await grantAccess(app(), 'northmere');
    const { secret: token, tokenId } = await issueToken(app(), 'northmere', grantId);
    await api.ask('{ councils { key } }', { token });
    const used = async () =>
      (
        await api.database.admin`select last_used_at from access.token_secrets where token_id = ${tokenId}`
      )[0]?.['last_used_at'] as string | null;
    await expect.poll(used).not.toBeNull();
  });
});

test('a resolver that forgets its tenant is given nothing of another council', async () => {
  const planted = extendSchema(schema, parse('extend type Query { everything: [String!]! }'));
  const field = planted.getQueryType()?.getFields()['everything'];
  if (field === undefined) throw new Error('The field was not planted.');
  field.resolve = async (_source, _args, context: ApiContext) =>
    context.read(async (tx) => {
      const tables = [
        'ledger.events',
        'ledger.sealed_values',
        'ledger.tenants',
        'access.grants',
        'access.links',
      ];
      const found = await Promise.all(
        [...tables, 'read.council_register', 'read.plan_register', 'read.action_register'].map(
          async (table) => tx.unsafe<{ tenant: string }[]>(`select distinct tenant from ${table}`),
        ),
      );
      return found.flat().map(({ tenant }) => tenant);
    });
  const query = { ...fieldRules['Query'], everything: 'viewers' } as const;
  const leaky = guarded(planted, { ...fieldRules, Query: query });

  const { principalId } = await grantAccess(app(), 'southmere', { role: 'auditor', until: null });
  const [issuerId = ''] = (
    await api.database.admin<{ id: string }[]>`
      select issuer_id as id from access.issuers where tenant = 'southmere'`
  ).map(({ id }) => id);
  await linkSubject(app(), 'southmere', { issuerId, principalId, subject: 'auditor' });
  const { data, errors } = await askAs('auditor', undefined, '{ everything }', leaky);
  expect(errors).toBeUndefined();
  expect(new Set(data?.['everything'] as string[])).toEqual(new Set(['southmere']));
  expect(data?.['everything']).toHaveLength(8);
  expect((await askAs('nobody', undefined, '{ everything }', leaky)).data).toEqual({ everything: [] });
});
