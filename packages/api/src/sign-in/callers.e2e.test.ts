/** From an access token of a real OpenID Connect server to what the API answers: the token opens nothing, grants do. */
import { grant, issuer, link } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { carriedOut, grantAccess, linkSubject, trustIssuer } from '@improvement-ledger/event-store/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import { makeRecords } from '../testing/sample-records.js';
import { PERSON, signInAsPerson } from './testing/authorization-code.js';
import { AUDIENCE } from './testing/oidc-clients.js';
import type { OidcServer } from './testing/oidc-server.js';
import { openOidcServer } from './testing/oidc-server.js';
import { makeKeys } from './testing/signing-keys.js';

let server: OidcServer;
let api: RunningApi;
let token: string;
beforeAll(async () => {
  server = await openOidcServer(await makeKeys('first'));
  api = await runTestApi(inject('adminUrl'));
  await makeRecords(api, 'northmere');
  await makeRecords(api, 'southmere');
  token = (await signInAsPerson(server.issuer)).access_token;
});
afterAll(async () => {
  await api.stop();
  await server.close();
});

const councilsSeen = async (): Promise<unknown> => {
  const { data, codes } = await api.ask('{ councils { key } }', { token });
  return data === null ? codes : (data['councils'] as { key: string }[]).map(({ key }) => key);
};

test('a token opens what live grants give its subject, in councils that trust its issuer, until they end', async () => {
  const sql = api.database.app;
  expect(await councilsSeen()).toEqual(['UNAUTHENTICATED']);

  const issuerId = await trustIssuer(sql, 'northmere', {
    issuer: server.issuer,
    audience: AUDIENCE,
    kind: 'person',
  });
  expect(await councilsSeen()).toEqual(['UNAUTHENTICATED']);

  const { grantId, principalId } = await grantAccess(sql, 'northmere', { role: 'adviser' });
  const linkId = await linkSubject(sql, 'northmere', { issuerId, principalId, subject: PERSON });
  expect(await councilsSeen()).toEqual(['northmere']);
  const refused = await api.ask(
    'mutation { draftPlan(input: { council: "northmere", title: "A plan of the adviser\u2019s" }) { position } }',
    { token },
  );
  expect(refused.codes).toEqual(['FORBIDDEN']);

  await carriedOut(sql, 'northmere', step(link, linkId, { type: 'UnlinkSubject', linkId }));
  expect(await councilsSeen()).toEqual(['UNAUTHENTICATED']);
  await linkSubject(sql, 'northmere', { issuerId, principalId, subject: PERSON });
  expect(await councilsSeen()).toEqual(['northmere']);
  await carriedOut(sql, 'northmere', step(grant, grantId, { type: 'EndAccess', grantId }));
  expect(await councilsSeen()).toEqual(['UNAUTHENTICATED']);

  await grantAccess(sql, 'northmere', { role: 'adviser', principalId });
  expect(await councilsSeen()).toEqual(['northmere']);
  await carriedOut(sql, 'northmere', step(issuer, issuerId, { type: 'DistrustIssuer', issuerId }));
  expect(await councilsSeen()).toEqual(['UNAUTHENTICATED']);
  expect(api.log.filter((line) => line.includes('a token was refused')).join('')).not.toContain(PERSON);
});
