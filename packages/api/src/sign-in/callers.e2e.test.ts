/** From an access token of a real OpenID Connect server to what the API answers: the token opens nothing, grants do. */
import { createHmac } from 'node:crypto';
import { grant, issuer, link } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { carriedOut, grantAccess, linkSubject, trustIssuer } from '@improvement-ledger/event-store/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { globalId } from '../ids.js';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import { makeRecords } from '../testing/sample-records.js';
import { REFUSED_MAX } from './attempts.js';
import { PERSON, signInAsPerson } from './testing/authorization-code.js';
import { AUDIENCE } from './testing/oidc-clients.js';
import type { OidcServer } from './testing/oidc-server.js';
import { openOidcServer } from './testing/oidc-server.js';
import { makeKey, makeKeys, signedWith } from './testing/signing-keys.js';
import { claimsFor } from './testing/watched-sign-in.js';

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

describe('an invitation', () => {
  interface Payload {
    readonly [field: string]: unknown;
    readonly userErrors: readonly { readonly code: string; readonly field: string | null }[];
  }
  const send = async (
    mutation: string,
    type: string,
    fields: string,
    input: object,
    as: string,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const { data, codes, status, text } = await api.ask(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} userErrors { code field message } } }`,
      { variables: { input }, token: as, headers },
    );
    return { payload: (data?.[mutation] ?? null) as Payload | null, codes, status, text };
  };
  const invite = async (change: object = {}) => {
    const input = {
      council: 'southmere',
      name: 'Dee Example',
      role: 'AUDITOR',
      reason: 'She verifies.',
      ...change,
    };
    const { payload } = await send(
      'invitePerson',
      'InvitePersonInput',
      'id code',
      input,
      api.tokens.administrator,
    );
    return {
      id: String(payload?.['id']),
      code: String(payload?.['code']),
      errors: payload?.userErrors ?? [],
    };
  };
  const accept = async (
    code: string,
    change: object = {},
    headers: Readonly<Record<string, string>> = {},
    as = token,
  ) => {
    const input = { code, ...change };
    return send(
      'acceptInvitation',
      'AcceptInvitationInput',
      'council event { position }',
      input,
      as,
      headers,
    );
  };
  /** A token by which the server of this file names somebody else. */
  const tokenOf = async (subject: string): Promise<string> => {
    const key = server.keys.find(({ algorithm }) => algorithm === 'RS256');
    if (key === undefined) throw new Error('The server signs by RS256.');
    return signedWith(key, { ...claimsFor(server.issuer, Date.now()), sub: subject });
  };
  /** What the administrator is told of an invitation. */
  const told = async (invitationId: string) => {
    const query = `{ council(code: "southmere") {
      invitations(first: 100) { edges { node { id isOpen acceptedAt grantId revokedAt person { id name } invitedBy { name } } } }
      grants(first: 100) { edges { node { id holder { id } role givenBy { name } reason } } } } }`;
    const { data } = await api.ask(query, { token: api.tokens.administrator });
    const { invitations, grants } = (data ?? {})['council'] as Record<
      string,
      { edges: { node: { id: string } }[] }
    >;
    const invitation = invitations?.edges.find(({ node }) => node.id === invitationId)?.node;
    const { grantId } = invitation as unknown as { grantId: string | null };
    return { invitation, grant: grants?.edges.find(({ node }) => node.id === grantId)?.node };
  };

  test('lets in whoever signs in and holds its code, once, in the name of who invited', async () => {
    const { id, code } = await invite();
    // Signed in by a provider that another council trusts: the code is good, but not by this provider.
    expect(await councilsSeen()).toEqual(['UNAUTHENTICATED']);
    await trustIssuer(api.database.app, 'northmere', {
      issuer: server.issuer,
      audience: AUDIENCE,
      kind: 'person',
    });
    expect((await accept(code)).payload?.userErrors).toMatchObject([
      { code: 'ISSUER_NOT_FOUND', field: null },
    ]);
    await trustIssuer(api.database.app, 'southmere', {
      issuer: server.issuer,
      audience: AUDIENCE,
      kind: 'person',
    });
    const query =
      'mutation { acceptInvitation(input: { code: "x" }) { position } registerPerson: __typename }';
    expect((await api.ask(query, { token })).codes).toEqual(['UNAUTHENTICATED']);

    const { payload } = await accept(code, { idempotencyKey: 'once' });
    expect(payload).toMatchObject({ council: 'southmere', userErrors: [] });
    expect(await councilsSeen()).toEqual(['southmere']);
    const { data } = await api.ask('{ viewer { id memberships { council role } } }', { token });
    const { viewer } = data as { viewer: { id: string } };
    expect(viewer).toMatchObject({ memberships: [{ council: 'southmere', role: 'AUDITOR' }] });
    const { invitation, grant: given } = await told(id);
    expect(invitation).toMatchObject({
      isOpen: false,
      acceptedAt: expect.any(String) as string,
      person: { id: viewer.id, name: 'Dee Example' },
      invitedBy: { name: 'Test administrator' },
    });
    expect(given).toMatchObject({
      holder: { id: viewer.id },
      role: 'AUDITOR',
      givenBy: { name: 'Test administrator' },
      reason: 'She verifies.',
    });
    expect((await accept(code, { idempotencyKey: 'once' })).payload).toEqual(payload);
    expect((await accept(code)).payload?.userErrors).toMatchObject([
      { code: 'INVITATION_NOT_FOUND', field: 'code' },
    ]);

    // Invited again under the same id they are linked already; under another they are somebody else.
    const again = await invite({ personId: viewer.id, name: null, role: 'PLAN_MANAGER' });
    expect((await accept(again.code)).payload).toMatchObject({ council: 'southmere', userErrors: [] });
    const other = await invite();
    expect((await accept(other.code)).payload?.userErrors).toMatchObject([
      { code: 'SUBJECT_ALREADY_LINKED', field: null },
    ]);
  });

  test('is accepted by one of those who hold its code, whatever they repeat', async () => {
    const { id, code } = await invite();
    const subjects = ['first-to-come', 'second-to-come', 'third-to-come'];
    const tokens = await Promise.all(subjects.map(tokenOf));
    const asking = { idempotencyKey: 'the same of each' };
    const answers = await Promise.all(tokens.map(async (each) => accept(code, asking, {}, each)));
    const letIn = answers.flatMap(({ payload }, index) => (payload?.['council'] === null ? [] : [index]));
    expect(letIn).toHaveLength(1);
    const [first = 0] = letIn;
    // Whoever was let in may ask again; to the others it is a code that is not open, as to anybody.
    expect((await accept(code, asking, {}, tokens[first])).payload).toEqual(answers[first]?.payload);
    expect((await api.ask('{ viewer { id } }', { token: tokens[first] ?? '' })).codes).toEqual([]);
    for (const other of tokens.toSpliced(first, 1)) {
      const { payload } = await accept(code, asking, {}, other);
      expect(payload?.userErrors).toMatchObject([{ code: 'INVITATION_NOT_FOUND', field: 'code' }]);
      expect((await api.ask('{ viewer { id } }', { token: other })).codes).toEqual(['UNAUTHENTICATED']);
    }
    expect((await told(id)).invitation).toMatchObject({ isOpen: false });
  });

  test('two of which one subject accepts at one moment make them one person, not two', async () => {
    const [one, two] = [await invite(), await invite()];
    const subject = await tokenOf('in-two-windows');
    const answers = await Promise.all([one, two].map(async ({ code }) => accept(code, {}, {}, subject)));
    expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
    const refusals = answers.flatMap(({ payload }) => payload?.userErrors ?? []);
    expect(refusals).toMatchObject([{ code: 'SUBJECT_ALREADY_LINKED', field: null }]);
    const { data } = await api.ask('{ viewer { memberships { council role } } }', { token: subject });
    expect(data).toEqual({ viewer: { memberships: [{ council: 'southmere', role: 'AUDITOR' }] } });
    const open = await Promise.all([one, two].map(async ({ id }) => (await told(id)).invitation));
    expect(open.filter((each) => (each as { isOpen?: boolean }).isOpen === true)).toHaveLength(1);
  });

  test('whose code is wrong, expired, used or revoked is refused in the same words, and tries are counted', async () => {
    const [expired, revoked] = [await invite(), await invite()];
    await api.database.admin`
      update access.invitations set expires_at = clock_timestamp() where invitation_id = ${expired.id}`;
    const input = { council: 'southmere', invitationId: revoked.id, reason: 'She does not come.' };
    const taken = await send(
      'revokeInvitation',
      'RevokeInvitationInput',
      'id',
      input,
      api.tokens.administrator,
    );
    expect(taken.payload).toEqual({ id: revoked.id, userErrors: [] });
    const heads = await api.heads();
    const wrong = expired.code.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    // Who tries too many is turned away for a while, whoever they are, and others are not.
    const attacker = { 'x-forwarded-for': '198.51.100.5' };
    const answers = new Set<string>();
    for (const code of [wrong, expired.code, revoked.code, '']) {
      const { status, text } = await accept(code, {}, attacker);
      answers.add(`${status} ${text}`);
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toContain('INVITATION_NOT_FOUND');
    let refused = '';
    // A window of a minute may end meanwhile, and the count begin anew.
    for (let tries = 0; tries < 2 * REFUSED_MAX && refused === ''; tries += 1) {
      const { codes } = await accept(`${wrong}${tries}`, {}, attacker);
      refused = codes[0] ?? '';
    }
    expect(refused).toBe('TOO_MANY_ATTEMPTS');
    expect(await api.heads()).toEqual(heads);
    expect(api.log.join('')).not.toContain(expired.code);
  });

  test('is refused with code and field where it cannot be', async () => {
    const heads = await api.heads();
    const none = await invite({ personId: null, name: null });
    expect(none.errors).toMatchObject([{ code: 'INVALID_INPUT', field: 'personId' }]);
    const endless = await invite({ role: 'ADVISER' });
    expect(endless.errors).toMatchObject([{ code: 'GRANT_END_REQUIRED', field: 'until' }]);
    const late = await invite({ expiresAt: '2100-01-01T00:00:00.000Z' });
    expect(late.errors).toMatchObject([{ code: 'INVALID_INPUT', field: 'expiresAt' }]);
    // Nor is anybody registered for an invitation that is not made.
    expect(await api.heads()).toEqual(heads);
  });
});

test('an adviser invited to two councils until Friday reads both, changes neither, is seen, and on Saturday reads neither', async () => {
  const keys = ['eastmere', 'westmere'] as const;
  const made = [await makeRecords(api, keys[0]), await makeRecords(api, keys[1])];
  const administrator = api.tokens.administrator;
  for (const council of keys) {
    await trustIssuer(api.database.app, council, {
      issuer: server.issuer,
      audience: AUDIENCE,
      kind: 'person',
    });
    const invited = await api.ask(
      `mutation { invitePerson(input: { council: "${council}", name: "Ada Adviser", role: ADVISER,
        until: "2099-01-02T17:00:00.000Z", reason: "She advises both." }) { code } }`,
      { token: administrator },
    );
    const { code } = (invited.data ?? {})['invitePerson'] as { readonly code: string };
    const accepted = await api.ask(`mutation { acceptInvitation(input: { code: "${code}" }) { council } }`, {
      token,
    });
    expect(accepted.data).toEqual({ acceptInvitation: { council } });
  }
  for (const { actionId, planId, council } of made) {
    const history = `{ action(id: "${actionId}") { history(first: 5) { edges { node { position } } } } }`;
    expect((await api.ask(history, { token })).codes).toEqual([]);
    const asks = `mutation { raiseChallenge(input: { about: "${planId}", question: "Who checks it?" }) { userErrors { code } } }`;
    expect((await api.ask(asks, { token })).data).toEqual({ raiseChallenge: { userErrors: [] } });
    const reports = `mutation { recordStatus(input: { actionId: "${actionId}", narrative: "Done." }) { position } }`;
    expect((await api.ask(reports, { token })).codes).toEqual(['FORBIDDEN']);
    const log = `{ council(code: "${council}") { accessLog(first: 1) { edges { node {
      actor { name role } fields items client { kind issuer } } } } } }`;
    const { data } = await api.ask(log, { token: api.tokens.auditor });
    expect(data).toMatchObject({
      council: {
        accessLog: {
          edges: [
            {
              node: {
                actor: { name: 'Ada Adviser', role: 'ADVISER' },
                fields: ['Action.history'],
                items: 1,
                client: { kind: 'ISSUER', issuer: server.issuer },
              },
            },
          ],
        },
      },
    });
  }
  // Friday evening, as if it were now.
  for (const council of keys) {
    const { data } = await api.ask(
      `{ council(code: "${council}") { grants(first: 1) { edges { node { position } } } } }`,
      {
        token: administrator,
      },
    );
    const { grants } = (data ?? {})['council'] as { grants: { edges: { node: { position: number } }[] } };
    const changeId = globalId('Change', council, grants.edges[0]?.node.position ?? 0);
    const early = `mutation { correctEvent(input: { changeId: "${changeId}", from: "2020-01-01T00:00:00Z",
      until: "2020-01-03T17:00:00Z", reason: "It is Saturday." }) { userErrors { code } } }`;
    expect((await api.ask(early, { token: administrator })).data).toEqual({
      correctEvent: { userErrors: [] },
    });
  }
  const seen = await councilsSeen();
  expect(keys.filter((key) => (seen as string[]).includes(key))).toEqual([]);
  const { codes } = await api.ask(`{ action(id: "${made[0]?.actionId ?? ''}") { title } }`, { token });
  expect(['NOT_FOUND', 'UNAUTHENTICATED']).toContain(codes[0]);
});

test('a forged token is refused without a word why, which the log has', async () => {
  const key = server.keys.find(({ algorithm }) => algorithm === 'RS256');
  if (key === undefined) throw new Error('The server signs by RS256.');
  const impostor = await makeKey('RS256', key.kid);
  const claims = claimsFor(server.issuer, Date.now());
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const [header = '', , signature = ''] = token.split('.');
  const unsigned = `${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims)}.`;
  const hmac = `${part({ alg: 'HS256', typ: 'at+jwt', kid: key.kid })}.${part(claims)}`;
  const secret = JSON.stringify(key.publicJwk);
  const forged: readonly (readonly [string, string])[] = [
    ['bad-signature', await signedWith(impostor, claims)],
    ['bad-signature', [header, part({ ...claims, sub: 'somebody else' }), signature].join('.')],
    ['algorithm-not-allowed', unsigned],
    ['algorithm-not-allowed', `${hmac}.${createHmac('sha256', secret).update(hmac).digest('base64url')}`],
    ['expired', await signedWith(key, { ...claims, iat: 1_600_000_000, exp: 1_600_000_600 })],
    ['wrong-audience', await signedWith(key, { ...claims, aud: 'https://elsewhere.example' })],
    ['unknown-issuer', await signedWith(key, { ...claims, iss: 'https://evil.example.org' })],
  ];
  const answers = new Set<string>();
  for (const [reason, each] of forged) {
    const before = api.log.length;
    const { status, text } = await api.ask('{ councils { key } }', {
      token: each,
      // From an address of its own: others of this file were refused for other reasons.
      headers: { 'x-forwarded-for': '198.51.100.7' },
    });
    answers.add(`${status} ${text}`);
    expect(api.log.slice(before).join('')).toContain(`"reason":"${reason}"`);
    expect(text).not.toContain(reason);
  }
  expect([...answers]).toEqual([expect.stringMatching(/^401 .*UNAUTHENTICATED/)]);
});
