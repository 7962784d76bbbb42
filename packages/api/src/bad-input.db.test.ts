/** Whatever is wrong with a request: a clear error with a code, nothing of our insides, and nothing recorded. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { ALIASES_MAX, BODY_BYTES_MAX, TOKENS_MAX } from './limits.js';
import type { RunningApi } from './testing/running-api.js';
import { runTestApi } from './testing/running-api.js';
import type { SampleRecords } from './testing/sample-records.js';
import { makeRecords } from './testing/sample-records.js';

let api: RunningApi;
let records: SampleRecords;
let heads: Readonly<Record<string, number>>;

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  records = await makeRecords(api, 'northmere');
});
afterAll(async () => api.stop());
beforeEach(async () => {
  heads = await api.heads();
});
const expectNothingRecorded = async (): Promise<void> => {
  expect(await api.heads(), 'something was recorded').toEqual(heads);
  expect(api.log).toEqual([]);
};
afterEach(expectNothingRecorded);

type Answer = Awaited<ReturnType<RunningApi['ask']>>;

const expectRefused = (answer: Answer, code: string, message: RegExp, status?: number): void => {
  expect(answer.codes, answer.text).toEqual([code]);
  expect(answer.errors[0]?.message).toMatch(message);
  expect(answer.text).not.toMatch(/stack|node_modules|\.[jt]s:\d|postgres|sql|select /i);
  if (status !== undefined) expect(answer.status).toBe(status);
};
const json = { 'content-type': 'application/json' };
const bearer = () => ({ authorization: `Bearer ${api.tokens.planManager}` });
const encode = (text: string): string => Buffer.from(text).toString('base64url');
const NOBODY = '0190c0de-0000-7000-8000-000000000999';

describe('a token', () => {
  const query = JSON.stringify({ query: '{ viewer { id } }' });
  test.each([
    ['none', () => ({})],
    ['an empty one', () => ({ authorization: '' })],
    ['a malformed one', () => ({ authorization: 'Bearer a b c' })],
    ['a short one', () => ({ authorization: 'Bearer abc' })],
    ['one with a quote', () => ({ authorization: `Bearer ' or 1=1 --aaaaaaaaaaaaaaa` })],
    ['an unknown one', () => ({ authorization: `Bearer ilt_${'a'.repeat(40)}` })],
    ['one in another scheme', () => ({ authorization: `Basic ${api.tokens.planManager}` })],
    ['one without a scheme', () => ({ authorization: api.tokens.planManager })],
    ['one that is too long', () => ({ authorization: `Bearer ${'a'.repeat(4_000)}` })],
  ])('is needed: %s is refused', async (_, headers) => {
    const answer = await api.send({ method: 'POST', headers: { ...json, ...headers() }, body: query });
    expectRefused(answer, 'UNAUTHENTICATED', /^Send a valid access token/, 401);
    expect(answer.data).toBeNull();
  });

  test('may have its scheme in any letters', async () => {
    const headers = { ...json, authorization: `bearer ${api.tokens.planManager}` };
    expect((await api.send({ method: 'POST', headers, body: query })).data).not.toBeNull();
  });

  test('is needed by a change too', async () => {
    const answer = await api.ask(
      `mutation { claimCompletion(input: { actionId: "${records.actionId}" }) { position } }`,
      { token: null },
    );
    expectRefused(answer, 'UNAUTHENTICATED', /^Send a valid access token/, 401);
  });

  test('that is withdrawn or expired opens nothing any more', async () => {
    const [withdrawn, expired] = await Promise.all([
      api.token('auditor', null, 'Withdrawn'),
      api.token('auditor', null, 'Expired'),
    ]);
    await api.database.admin`update access.tokens set revoked_at = now() where name = 'Withdrawn'`;
    await api.database.admin`update access.tokens set expires_at = now() where name = 'Expired'`;
    for (const token of [withdrawn, expired]) {
      const answer = await api.ask('{ viewer { id } }', { token });
      expectRefused(answer, 'UNAUTHENTICATED', /^Send a valid/, 401);
    }
  });
});

describe('a record', () => {
  test.each<[string, (ids: SampleRecords) => string, string, RegExp]>([
    [
      'an unknown council',
      () => '{ council(code: "atlantis") { name } }',
      'NOT_FOUND',
      /no council "atlantis"/,
    ],
    [
      'an unknown action',
      () => `{ action(id: "${encode(`Action:northmere:${NOBODY}`)}") { id } }`,
      'NOT_FOUND',
      /no action with this id/,
    ],
    [
      'an unknown plan',
      () => `{ plan(id: "${encode(`Plan:northmere:${NOBODY}`)}") { id } }`,
      'NOT_FOUND',
      /no plan with this id/,
    ],
    [
      'an unknown node',
      () => `{ node(id: "${encode(`Commitment:northmere:${NOBODY}`)}") { id } }`,
      'NOT_FOUND',
      /no commitment/,
    ],
    [
      'a change that is still to come',
      () => `{ node(id: "${encode('Change:northmere:999999')}") { id } }`,
      'NOT_FOUND',
      /no change/,
    ],
    [
      'a plan where an action must be',
      ({ planId }) => `{ action(id: "${planId}") { id } }`,
      'NOT_FOUND',
      /no action/,
    ],
    [
      'an action where a plan must be',
      ({ actionId }) => `{ plan(id: "${actionId}") { id } }`,
      'NOT_FOUND',
      /no plan/,
    ],
    ['garbage', () => '{ action(id: "%%%") { id } }', 'BAD_USER_INPUT', /"%%%" is not an id/],
    ['nothing', () => '{ action(id: "") { id } }', 'BAD_USER_INPUT', /is not an id/],
    [
      'a key that is no UUID',
      () => `{ action(id: "${encode('Action:northmere:12')}") { id } }`,
      'BAD_USER_INPUT',
      /is not an id/,
    ],
    [
      'an action within another council',
      ({ actionId }) =>
        `{ action(id: "${encode(Buffer.from(actionId, 'base64url').toString().replace('northmere', 'atlantis'))}") { id } }`,
      'NOT_FOUND',
      /no action/,
    ],
  ])('is not found: %s', async (_, query, code, message) => {
    expectRefused(await api.ask(query(records)), code, message, 200);
  });

  test('that is one of 101 is not looked for', async () => {
    const ids = Array.from({ length: 101 }, () => records.actionId);
    const answer = await api.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { variables: { ids } });
    expectRefused(answer, 'BAD_USER_INPUT', /ids has 101; at most 100/);
  });

  test('that is one of several leaves the others', async () => {
    const ids = [records.actionId, '%%%', records.planId];
    const answer = await api.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { variables: { ids } });
    expectRefused(answer, 'BAD_USER_INPUT', /is not an id/);
    expect(answer.data).toEqual({ nodes: [{ id: records.actionId }, null, { id: records.planId }] });
    expect(answer.errors[0]?.path).toEqual(['nodes', 1]);
  });
});

describe('an argument', () => {
  const plan = (rest: string, args = '') => `{ plan(id: "${records.planId}"${args}) { ${rest} } }`;
  const council = (rest: string, args = '') => `{ council(code: "northmere"${args}) { ${rest} } }`;
  test.each<[string, () => string, RegExp]>([
    ['first: 0', () => plan('actions(first: 0) { totalCount }'), /first is 0; it must be 1 to 100/],
    ['first: 101', () => plan('actions(first: 101) { totalCount }'), /first is 101/],
    ['first: -1 of changes', () => council('changes(first: -1) { head }'), /first is -1/],
    [
      'first: 101 of overdue actions',
      () => plan('overdueActions(first: 101) { totalCount }'),
      /first is 101/,
    ],
    [
      'first: 0 of a history',
      () => `{ action(id: "${records.actionId}") { history(first: 0) { head } } }`,
      /first is 0/,
    ],
    [
      'an unknown cursor',
      () => plan('actions(first: 1, after: "x") { totalCount }'),
      /not a cursor of this list/,
    ],
    [
      'a cursor beyond the log',
      () => council('changes(first: 1, after: 999999) { head }'),
      /after is 999999; the last position of northmere is \d+/,
    ],
    [
      'on: 2015-02-31',
      () => plan('overdueActions(on: "2015-02-31", first: 1) { totalCount }'),
      /is not a date/,
    ],
    [
      'on: the year 1',
      () => plan('overdueActions(on: "0001-01-01", first: 1) { totalCount }'),
      /is not a date/,
    ],
    ['asOf: garbage', () => plan('id', ', asOf: "soon"'), /"soon" is neither a date/],
    ['asOf: beyond all years', () => plan('id', ', asOf: "9999-12-31T23:59:59-14:00"'), /is neither a date/],
    [
      'asOf: after today',
      () => plan('id', ', asOf: "9999-12-31"'),
      /asOf is 9999-12-31, which is still to come/,
    ],
    ['asOf: a number', () => plan('id', ', asOf: 2015'), /2015 is neither a date/],
    [
      'knownAt: garbage',
      () => plan('id', ', knownAt: "soon"'),
      /is not a date such as .*, an instant such as .* or a position/,
    ],
    [
      'knownAt: below 0',
      () => plan('id', ', knownAt: -1'),
      /is not a date such as .*, an instant such as .* or a position/,
    ],
    [
      'knownAt: after today',
      () => plan('id', ', knownAt: "2999-01-01"'),
      /knownAt is 2999-01-01, which is still to come/,
    ],
    [
      'knownAt: beyond the head',
      () => plan('id', ', knownAt: 999999'),
      /knownAt is 999999; the last position of northmere is \d+/,
    ],
    [
      'from: a year',
      () => plan('ragHistory(from: "2015") { intervals { name } }'),
      /"2015" is not a date such as/,
    ],
  ])('is refused: %s', async (_, query, message) => {
    expectRefused(await api.ask(query()), 'BAD_USER_INPUT', message);
  });

  test('that is missing is named', async () => {
    const answer = await api.ask(plan('actions { totalCount }'));
    expectRefused(answer, 'GRAPHQL_VALIDATION_FAILED', /"first" of type "Int!" is required/, 400);
  });

  test('in a variable is refused alike', async () => {
    const answer = await api.ask('query ($id: ID!, $asOf: AsOf) { plan(id: $id, asOf: $asOf) { id } }', {
      variables: { id: records.planId, asOf: '2015-02-31' },
    });
    expectRefused(answer, 'BAD_USER_INPUT', /\$asOf.*"2015-02-31" is neither a date/, 400);
  });

  test.each([
    ['a NUL', 'a\u0000b'],
    ['half a character', 'a\uD800b'],
  ])('that holds %s is refused', async (_, narrative) => {
    const input = { actionId: records.actionId, narrative };
    const change = 'mutation ($input: RecordStatusInput!) { recordStatus(input: $input) { position } }';
    const answer = await api.ask(change, { variables: { input } });
    expectRefused(answer, 'BAD_USER_INPUT', /^\$input\.narrative holds a NUL, or half/, 400);
  });

  test('that holds a NUL in the query itself is refused', async () => {
    const answer = await api.ask(String.raw`{ council(code: "a\u0000b") { name } }`);
    expectRefused(answer, 'BAD_USER_INPUT', /^The query holds a NUL/, 400);
  });

  test('minPosition beyond the head is refused, and not waited for', async () => {
    await api.pauseReading(true);
    const min = (position: number) => `[{ council: "northmere", position: ${position} }]`;
    const answer = await api.ask(`{ council(code: "northmere", minPosition: ${min(999_999)}) { key } }`);
    await api.pauseReading(false);
    const head = heads['northmere'] ?? 0;
    expectRefused(
      answer,
      'BAD_USER_INPUT',
      /asks for position 999999 of northmere, whose last position is \d+\. Give the position that a change/,
    );
    expect(answer.errors[0]?.extensions.argument).toBe('minPosition');
    const last = await api.ask(`{ council(code: "northmere", minPosition: ${min(head)}) { position } }`);
    expect(last.data).toEqual({ council: { position: head } });
  });

  test('minPosition is looked up once for each council, however often it names one', async () => {
    const min = Array.from({ length: 20_000 }, (_, index) => ({ council: 'northmere', position: index % 2 }));
    const query = 'query ($min: [MinPosition!]) { council(code: "northmere", minPosition: $min) { key } }';
    const { data, text } = await api.ask(query, { variables: { min } });
    expect(data, text).toEqual({ council: { key: 'northmere' } });
  });

  test('minPosition of a council that may not be seen is not found', async () => {
    const min = '[{ council: "atlantis", position: 1 }]';
    const answer = await api.ask(`{ council(code: "northmere", minPosition: ${min}) { key } }`);
    expectRefused(answer, 'NOT_FOUND', /no council "atlantis"/);
  });
});

describe('a query', () => {
  const nested = (times: number): string =>
    `{ plan(id: "a") { ${'council { plans(first: 1) { edges { node { '.repeat(times)}id${' } } } }'.repeat(times)} } }`;

  test.each<[string, () => string, string, RegExp]>([
    ['50 deep', () => nested(12), 'QUERY_TOO_COMPLEX', /nested \d\d deep; at most 15/],
    [
      'with 31 aliases',
      () => `{ ${Array.from({ length: ALIASES_MAX + 1 }, (_, n) => `a${n}: viewer { id }`).join(' ')} }`,
      'QUERY_TOO_COMPLEX',
      /has 31 aliases; at most 30/,
    ],
    [
      'of more than 5,000 tokens',
      () => `{ viewer { ${'id '.repeat(TOKENS_MAX)} } }`,
      'GRAPHQL_PARSE_FAILED',
      /more tha[nt] 5000 tokens/,
    ],
    [
      'that costs too much',
      () =>
        '{ council(code: "a") { plans(first: 100) { edges { node { actions(first: 100) { edges { node { title reference version } } } } } } } }',
      'QUERY_TOO_COMPLEX',
      /costs \d+; at most 50000/,
    ],
    [
      'that costs too much by its ids',
      () =>
        `{ nodes(ids: [${'"a" '.repeat(100)}]) { ... on Plan { actions(first: 100) { edges { node { id title reference version } } } } } }`,
      'QUERY_TOO_COMPLEX',
      /costs \d+/,
    ],
    [
      'for an unknown field',
      () => '{ viewer { salary } }',
      'GRAPHQL_VALIDATION_FAILED',
      /Cannot query field "salary"/,
    ],
    [
      'for a live stream',
      () => 'subscription { changes { position } }',
      'GRAPHQL_VALIDATION_FAILED',
      /serves no subscription.*"changes"/,
    ],
    ['that is not GraphQL', () => 'select * from ledger.events', 'GRAPHQL_PARSE_FAILED', /Syntax Error/],
    ['of nothing', () => '', 'BAD_REQUEST', /non-empty `query`/],
  ])('is refused: %s', async (_, query, code, message) => {
    const answer = await api.ask(query());
    expect(answer.codes, answer.text.slice(0, 400)).toEqual([code]);
    expect(answer.errors[0]?.message).toMatch(message);
    expect(answer.status).toBe(400);
  });

  test.each([10, 20, 40, 200])('of fragments that double %i times is answered at once', async (size) => {
    const lines = Array.from(
      { length: size },
      (_, n) => `fragment f${n} on Viewer { ...f${n + 1} ...f${n + 1} }`,
    );
    const began = performance.now();
    const answer = await api.ask(
      `{ viewer { ...f0 } } ${lines.join('\n')} fragment f${size} on Viewer { id }`,
    );
    // Were they spread out, the larger ones would never be answered.
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(answer.codes).toEqual(size <= 10 ? [] : ['QUERY_TOO_COMPLEX']);
  });

  test('of fragments that go round is refused', async () => {
    const answer = await api.ask(
      '{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }',
    );
    expectRefused(answer, 'GRAPHQL_VALIDATION_FAILED', /Cannot spread fragment "a" within itself/, 400);
  });
});

describe('a request', () => {
  const body = JSON.stringify({ query: '{ viewer { role } }' });
  test.each<[string, () => RequestInit, number, string, RegExp]>([
    [
      'a body over the limit',
      () => ({
        method: 'POST',
        headers: { ...json, ...bearer() },
        body: JSON.stringify({ query: ' '.repeat(BODY_BYTES_MAX) }),
      }),
      413,
      'PAYLOAD_TOO_LARGE',
      /larger than 1024 KiB/,
    ],
    [
      'a form',
      () => ({
        method: 'POST',
        headers: { ...bearer(), 'content-type': 'application/x-www-form-urlencoded' },
        body,
      }),
      415,
      'BAD_REQUEST',
      /Unsupported Media Type/,
    ],
    [
      'plain text',
      () => ({ method: 'POST', headers: { ...bearer(), 'content-type': 'text/plain' }, body }),
      400,
      'BAD_REQUEST',
      /cross-site/i,
    ],
    [
      'an upload',
      () => ({
        method: 'POST',
        headers: { ...bearer(), 'content-type': 'multipart/form-data; boundary=x' },
        body,
      }),
      415,
      'BAD_REQUEST',
      /Unsupported Media Type/,
    ],
    [
      'broken JSON',
      () => ({ method: 'POST', headers: { ...json, ...bearer() }, body: '{' }),
      400,
      'BAD_REQUEST',
      /JSON/,
    ],
    [
      'several at once',
      () => ({ method: 'POST', headers: { ...json, ...bearer() }, body: `[${body},${body}]` }),
      400,
      'BAD_REQUEST',
      /batch/i,
    ],
    [
      'another method',
      () => ({ method: 'PUT', headers: { ...json, ...bearer() }, body }),
      404,
      'NOT_FOUND',
      /nothing at PUT \/graphql/,
    ],
  ])('is refused: %s', async (_, init, status, code, message) => {
    expectRefused(await api.send(init()), code, message, status);
  });

  test('by GET is answered when it asks', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ viewer { role } }')}`;
    const answer = await api.send({ headers: { ...json, ...bearer() } }, path);
    expect(answer.data).toEqual({ viewer: { role: 'PLAN_MANAGER' } });
  });

  test('by GET is refused when it changes', async () => {
    const query = `mutation { claimCompletion(input: { actionId: "${records.actionId}" }) { position } }`;
    const path = `/graphql?query=${encodeURIComponent(query)}`;
    expectRefused(await api.send({ headers: { ...json, ...bearer() } }, path), 'BAD_REQUEST', /GET/, 405);
  });

  test('by GET without a header that a page of another site cannot send is refused', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ viewer { role } }')}`;
    expectRefused(await api.send({ headers: bearer() }, path), 'BAD_REQUEST', /cross-site/i, 400);
  });

  test('that accepts the GraphQL media type has it', async () => {
    const accept = { accept: 'application/graphql-response+json' };
    const good = await api.ask('{ viewer { role } }', { headers: accept });
    expect([good.status, good.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('application/graphql-response+json'),
    ]);
    const wrong = await api.ask('{ viewer { salary } }', { headers: accept });
    expectRefused(wrong, 'GRAPHQL_VALIDATION_FAILED', /salary/, 400);
  });

  test('that accepts neither is refused', async () => {
    const answer = await api.ask('{ viewer { role } }', { headers: { accept: 'image/png' } });
    expect(answer.status).toBe(406);
  });
});
