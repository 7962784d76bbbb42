/** Who has access to a council, kept by its administrator through the API. */
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import { makeRecords } from '../testing/sample-records.js';

const COUNCIL = 'northmere';
const UNTIL = '2100-01-01T00:00:00.000Z';

let api: RunningApi;
beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  await makeRecords(api, COUNCIL);
  await makeRecords(api, 'southmere');
});
afterAll(async () => api.stop());

interface Payload {
  readonly id: string;
  readonly secret?: string | null;
  readonly event: { readonly position: number } | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly field: string | null;
    readonly message: string;
  }[];
}
const inputTypes: Readonly<Record<string, string>> = { issueToken: 'IssueTokenInput secret' };
/** Sends a mutation as the operator's administrator, unless told otherwise. */
const send = async (mutation: string, input: object, token = api.tokens.administrator): Promise<Payload> => {
  const [type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`, ...more] =
    inputTypes[mutation]?.split(' ') ?? [];
  const { data, text } = await api.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { id ${more.join(' ')} event { position } userErrors { code field message } } }`,
    { variables: { input: { council: COUNCIL, reason: 'They are to see it.', ...input } }, token },
  );
  if (data?.[mutation] === undefined) throw new Error(text);
  return data[mutation] as Payload;
};
const done = async (mutation: string, input: object, token?: string): Promise<Payload> => {
  const payload = await send(mutation, input, token);
  expect(payload.userErrors).toEqual([]);
  return payload;
};
const refusal = async (mutation: string, input: object, token?: string) => {
  const heads = await api.heads();
  const { userErrors } = await send(mutation, input, token);
  expect(await api.heads()).toEqual(heads);
  const [first] = userErrors;
  expect(first?.message).toMatch(/^[A-Z].+\.$/);
  return [first?.code, first?.field];
};
/** Somebody with access in a role, with a token under it. */
const holder = async (role: string, change: object = {}) => {
  const { id: personId } = await done('registerPerson', { name: `Test ${role}` });
  const { id: grantId } = await done('grantAccess', { personId, role, until: UNTIL, ...change });
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const issue = { grantId, name: 'Script', scopes: ['READ', 'WRITE'], expiresAt };
  const { id: tokenId, secret } = await done('issueToken', issue);
  return { personId, grantId, tokenId, token: secret ?? '' };
};
interface Listed {
  readonly edges: readonly { readonly node: { readonly id: string; readonly [field: string]: unknown } }[];
}
/** The nodes of one of the council's lists. */
const nodesOf = (
  council: Record<string, unknown> | undefined,
  list: string,
): Listed['edges'][number]['node'][] =>
  ((council?.[list] as Listed | undefined)?.edges ?? []).map(({ node }) => node);
const councilOf = async (fields: string, token = api.tokens.administrator) => {
  const { data, errors } = await api.ask(`{ council(code: "${COUNCIL}") { ${fields} } }`, { token });
  return { council: data?.['council'] as Record<string, unknown> | undefined, errors };
};

describe('grantAccess', () => {
  test('opens the council for a person at the next request, and is listed with who gave it and why', async () => {
    const { personId, grantId, token } = await holder('ADVISER');
    const { data } = await api.ask('{ viewer { id role memberships { council until } } }', { token });
    expect(data).toEqual({
      viewer: {
        id: personId,
        role: 'ADVISER',
        memberships: [{ council: COUNCIL, until: expect.any(String) as string }],
      },
    });
    const { council } = await councilOf(
      'grants(first: 100) { edges { node { id holder { id } kind role scopes until endedAt isLive givenBy { name role } reason } } }',
    );
    expect(nodesOf(council, 'grants').find(({ id }) => id === grantId)).toEqual({
      id: grantId,
      holder: { id: personId },
      kind: 'PERSON',
      role: 'ADVISER',
      scopes: ['READ', 'WRITE'],
      until: UNTIL,
      endedAt: null,
      isLive: true,
      givenBy: { name: 'Test administrator', role: 'ADMINISTRATOR' },
      reason: 'They are to see it.',
    });
  });

  test('gives a service an id, under which it may be given more', async () => {
    const first = await done('grantAccess', { serviceName: 'BI export', role: 'INTEGRATION' });
    const { council } = await councilOf('grants(first: 1) { edges { node { id kind holder { id name } } } }');
    const [node] = nodesOf(council, 'grants');
    expect(node).toMatchObject({ id: first.id, kind: 'SERVICE', holder: { name: 'BI export' } });
    const again = {
      serviceId: (node?.['holder'] as { id: string } | undefined)?.id,
      serviceName: 'BI export',
      role: 'AUDITOR',
    };
    await done('grantAccess', again);
  });

  test.each<[string, object, string, string | null]>([
    ['ends before it begins', { until: '2020-01-01T00:00:00Z' }, 'GRANT_ENDS_BEFORE_IT_BEGINS', 'until'],
    ['of an adviser has no end', { until: null }, 'GRANT_END_REQUIRED', 'until'],
    ['has no reason', { reason: ' ' }, 'REASON_REQUIRED', 'reason'],
    ['is for nobody known', { personId: v7() }, 'PERSON_NOT_FOUND', 'personId'],
    ['names what is no id', { personId: 'ann' }, 'INVALID_INPUT', 'personId'],
    ['is for a person and a service', { serviceId: v7() }, 'INVALID_INPUT', 'serviceId'],
    [
      'is for a service without a name',
      { personId: null, role: 'INTEGRATION' },
      'INVALID_INPUT',
      'serviceName',
    ],
    ['is for another council', { council: 'nowhere' }, 'COUNCIL_NOT_FOUND', 'council'],
  ])('is refused, and nothing is recorded, when it %s', async (_, change, code, field) => {
    const { id: personId } = await done('registerPerson', { name: 'Cas Example' });
    const input = { personId, role: 'ADVISER', until: UNTIL, ...change };
    expect(await refusal('grantAccess', input)).toEqual([code, field]);
  });

  test('of a role that there is not is refused with its name, and nothing is recorded', async () => {
    const heads = await api.heads();
    const { codes, errors } = await api.ask(
      `mutation { grantAccess(input: { council: "${COUNCIL}", role: OWNER }) { id } }`,
      { token: api.tokens.administrator },
    );
    expect(codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(errors[0]?.message).toMatch(/"OWNER" does not exist in "Role"/);
    expect(await api.heads()).toEqual(heads);
  });
});

describe('endAccess', () => {
  test('closes the council at the next request, and keeps the grant in the list', async () => {
    const { grantId, token } = await holder('AUDITOR');
    await done('endAccess', { grantId, reason: 'Left.' });
    expect((await api.ask('{ councils { key } }', { token })).codes).toEqual(['UNAUTHENTICATED']);
    expect(await refusal('endAccess', { grantId })).toEqual(['GRANT_ENDED', 'grantId']);
    const { council } = await councilOf('grants(first: 100) { edges { node { id isLive endedAt } } }');
    expect(nodesOf(council, 'grants').find(({ id }) => id === grantId)).toMatchObject({
      isLive: false,
      endedAt: expect.any(String) as string,
    });
  });

  test('keeps the last administrator, whom only the operator may end', async () => {
    const first = await holder('ADMINISTRATOR', { until: null });
    const { grantId } = first;
    expect(await refusal('endAccess', { grantId }, first.token)).toEqual(['LAST_ADMINISTRATOR', 'grantId']);
    const second = await holder('ADMINISTRATOR', { until: null });
    await done('endAccess', { grantId }, second.token);
    await done('endAccess', { grantId: second.grantId });
  });
});

describe('a token', () => {
  test('is shown once, by its beginning afterwards, and not again for the same request', async () => {
    const { id: grantId } = await done('grantAccess', { serviceName: 'Report', role: 'INTEGRATION' });
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const input = { grantId, name: 'Monthly', scopes: ['READ'], expiresAt, idempotencyKey: v7() };
    const { id, secret } = await done('issueToken', input);
    expect(secret).toMatch(/^il_[0-9a-f]{32}_[\w-]{43}$/);
    expect(await done('issueToken', input)).toMatchObject({ id, secret: null });
    const { council } = await councilOf(
      'accessTokens(first: 1) { edges { node { id prefix name grantId scopes isLive lastUsedAt } } }',
    );
    expect(council?.['accessTokens']).toEqual({
      edges: [
        {
          node: {
            id,
            prefix: secret?.slice(0, 35),
            name: 'Monthly',
            grantId,
            scopes: ['READ'],
            isLive: true,
            lastUsedAt: null,
          },
        },
      ],
    });
    expect(secret?.slice(0, 35)).toBe(`il_${id.replaceAll('-', '')}`);
    const [row] = await api.database.admin<{ all: string }[]>`
      select (select string_agg(t::text, '') from ledger.sealed_values t)
          || (select string_agg(convert_from(body, 'UTF8'), '') from ledger.events)
          || (select string_agg(t::text, '') from access.token_secrets t) as all`;
    expect(row?.all).not.toContain(secret?.slice(36));
  });

  test('that was revoked opens nothing', async () => {
    const { tokenId, token } = await holder('AUDITOR');
    await done('revokeToken', { tokenId });
    expect((await api.ask('{ councils { key } }', { token })).codes).toEqual(['UNAUTHENTICATED']);
    expect(await refusal('revokeToken', { tokenId })).toEqual(['TOKEN_REVOKED', 'tokenId']);
  });
});

describe('signing in', () => {
  test('goes by issuers that the council trusts and by links that it makes', async () => {
    const { personId } = await holder('AUDITOR');
    const trust = { issuer: 'https://login.example.org/council', audience: 'ledger', kind: 'PERSON' };
    const { id: issuerId } = await done('trustIssuer', trust);
    const { id: linkId } = await done('linkSubject', { personId, issuerId, subject: '00u1' });
    const twice = { personId, issuerId, subject: '00u1' };
    expect(await refusal('linkSubject', twice)).toEqual(['SUBJECT_ALREADY_LINKED', 'subject']);
    const { council } = await councilOf(
      'issuers { id issuer audience isTrusted } subjectLinks(first: 1) { edges { node { id holder { id } subject isLinked } } }',
    );
    expect(council).toEqual({
      issuers: [{ id: issuerId, issuer: trust.issuer, audience: 'ledger', isTrusted: true }],
      subjectLinks: {
        edges: [{ node: { id: linkId, holder: { id: personId }, subject: '00u1', isLinked: true } }],
      },
    });
    await done('unlinkSubject', { linkId });
    await done('distrustIssuer', { issuerId });
    expect(await refusal('linkSubject', twice)).toEqual(['ISSUER_NOT_FOUND', 'issuerId']);
  });

  test('needs somebody for whom the subject stands', async () => {
    const nobody = { issuerId: v7(), subject: '00u2' };
    expect(await refusal('linkSubject', nobody)).toEqual(['INVALID_INPUT', 'personId']);
  });

  test('at an address that is no https URL is refused', async () => {
    const input = { issuer: 'http://login.example.org', audience: 'ledger', kind: 'PERSON' };
    expect(await refusal('trustIssuer', input)).toEqual(['INVALID_INPUT', 'issuer']);
  });
});

describe('who has access', () => {
  const READS = 'grants(first: 1) { totalCount } operatorAccess { name everyCouncil }';
  const SIGN_IN =
    'accessTokens(first: 1) { totalCount } issuers { id } subjectLinks(first: 1) { totalCount }';

  test.each(['adviser', 'actionOwner', 'workforceLead', 'integration'] as const)(
    'is not for the role %s, neither in the lists nor in the feed',
    async (role) => {
      const { errors } = await councilOf(
        `${READS} ${SIGN_IN} people(first: 1) { totalCount }`,
        api.tokens[role],
      );
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(Array(6).fill('FORBIDDEN'));
      const { position } =
        (await done('grantAccess', { serviceName: 'Zyxwv', role: 'INTEGRATION' })).event ?? {};
      const feed = `changes(first: 1, after: ${(position ?? 0) - 1}) { edges { node { position type data reason withheld leaf } } }`;
      const { council } = await councilOf(feed, api.tokens[role]);
      expect(council?.['changes']).toMatchObject({
        edges: [{ node: { position, type: 'AccessGranted', data: null, reason: null, withheld: true } }],
      });
      const shown = await councilOf(feed, api.tokens.auditor);
      expect(JSON.stringify(shown.council)).toContain('"name":"Zyxwv"');
    },
  );

  test('is for administrators and auditors, and without what they sign in by for plan managers', async () => {
    for (const role of ['administrator', 'auditor', 'planManager'] as const) {
      expect((await councilOf(READS, api.tokens[role])).errors).toEqual([]);
      const { errors } = await councilOf(SIGN_IN, api.tokens[role]);
      expect(errors).toHaveLength(role === 'planManager' ? 3 : 0);
    }
  });

  test('shows what whoever runs the instance has issued', async () => {
    const { council } = await councilOf('operatorAccess { name role everyCouncil }');
    expect(council?.['operatorAccess']).toContainEqual({
      name: 'Test adviser',
      role: 'ADVISER',
      everyCouncil: true,
    });
    await api.token('adviser', ['southmere'], 'Southmere alone');
    expect(JSON.stringify((await councilOf('operatorAccess { name }')).council)).not.toContain(
      'Southmere alone',
    );
  });

  test('is corrected by those who may give it, and by no plan manager', async () => {
    const { grantId } = await holder('AUDITOR');
    const { council } = await councilOf('grants(first: 1) { edges { node { id position } } }');
    const [node] = nodesOf(council, 'grants');
    expect(node?.id).toBe(grantId);
    const changeId = Buffer.from(`Change:${COUNCIL}:${String(node?.['position'])}`).toString('base64url');
    const until = '2099-01-01T00:00:00.000Z';
    const correct = async (token: string) =>
      api.ask(
        `mutation { correctEvent(input: { changeId: "${changeId}", until: "${until}", reason: "A slip." }) { userErrors { code } } }`,
        { token },
      );
    expect((await correct(api.tokens.planManager)).codes).toEqual(['FORBIDDEN']);
    expect((await correct(api.tokens.administrator)).data).toEqual({ correctEvent: { userErrors: [] } });
    const after = await councilOf('grants(first: 1) { edges { node { id until } } }');
    expect(after.council?.['grants']).toEqual({ edges: [{ node: { id: grantId, until } }] });
  });
});
