/** What the running ledger tells of itself, and that none of it holds what somebody wrote. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { CollectedSpan } from './collector.js';
import type { TellingLedger } from './telling-ledger.js';
import { runTellingLedger } from './telling-ledger.js';

/** A database number of Redis that no other test file uses, so that hints do not go astray. */
const REDIS_DATABASE = 15;
const given = inject('redisUrl');
const PATIENCE = { timeout: 20_000 };
const COUNCIL = 'westmarch';
const [NAME, WORDS] = ['Zebedee Quillfeather', 'The marmalade review found much to do.'];

let ledger: TellingLedger;
let planId: string;

const payloadOf = async (mutation: string, input: object, fields: string, headers = {}) => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await ledger.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} userErrors { code } } }`,
    { variables: { input }, headers },
  );
  return { answer, payload: (answer.data[mutation] ?? {}) as Record<string, unknown> };
};

beforeAll(async () => {
  ledger = await runTellingLedger(
    inject('adminUrl'),
    given === null ? null : new URL(`/${REDIS_DATABASE}`, given).href,
  );
  await payloadOf('registerCouncil', { key: COUNCIL, name: NAME }, 'council { id }');
  const { payload } = await payloadOf('draftPlan', { council: COUNCIL, title: WORDS }, 'plan { id }');
  planId = (payload['plan'] as { id: string }).id;
}, 60_000);
afterAll(async () => ledger.stop());

describe('a mutation', () => {
  const TRACE = 'deadbeefdeadbeefdeadbeefdeadbeef';
  const CALLER = 'c0ffeec0ffeec0ff';
  const KIND = { internal: 1, server: 2, producer: 4, consumer: 5 };
  const spanOf = (traceId: string, name: string, kind: number): CollectedSpan | undefined =>
    ledger.collector.spans.find(
      (span) => span.traceId === traceId && span.name === name && span.kind === kind,
    );
  const correlationAt = async (position: number) => {
    const { data } = await ledger.ask(
      `{ council(code: "${COUNCIL}") { changes(first: 1, after: ${position - 1}) { edges { node { correlation } } } } }`,
    );
    const { changes } = data['council'] as { changes: { edges: { node: { correlation: string } }[] } };
    return changes.edges[0]?.node.correlation;
  };

  test('is told from the caller’s trace through append and hint to the projection', async () => {
    const input = { planId, reference: 'A', title: WORDS };
    const traceparent = `00-${TRACE}-${CALLER}-01`;
    const { payload } = await payloadOf('addWorkstream', input, 'event { position }', { traceparent });
    const { position } = payload['event'] as { position: number };

    const projection = () =>
      ledger.collector.spans.find(({ links }) => links.some(({ traceId }) => traceId === TRACE));
    await expect.poll(projection, PATIENCE).toBeDefined();
    await expect
      .poll(() => spanOf(TRACE, 'mutation addWorkstream', KIND.server), PATIENCE)
      .toMatchObject({ part: 'improvement-ledger-api', parentSpanId: CALLER });

    const request = spanOf(TRACE, 'mutation addWorkstream', KIND.server)!;
    const mutation = spanOf(TRACE, 'mutation addWorkstream', KIND.internal);
    expect(mutation).toMatchObject({ parentSpanId: request.spanId, isError: false });
    const execute = spanOf(TRACE, 'execute', KIND.internal);
    expect(execute).toMatchObject({ parentSpanId: mutation!.spanId });
    expect(spanOf(TRACE, 'append', KIND.internal)).toMatchObject({
      parentSpanId: execute!.spanId,
      attributes: { 'ledger.council': COUNCIL, 'ledger.position': position, 'ledger.outcome': 'recorded' },
    });
    // It is given while the answer is on its way already.
    const hint = () => spanOf(TRACE, 'hint', KIND.producer);
    await expect.poll(hint, PATIENCE).toMatchObject({ parentSpanId: mutation!.spanId });
    const project = projection()!;
    expect(project).toMatchObject({
      part: 'improvement-ledger-workers',
      name: 'project',
      kind: KIND.consumer,
    });
    expect(project.links).toMatchObject([{ traceId: TRACE, spanId: hint()!.spanId }]);
    expect(project.traceId).not.toBe(TRACE);
    expect(project.attributes['ledger.position']).toBeGreaterThanOrEqual(position);

    // From the event to its trace: they are the same number.
    expect((await correlationAt(position))?.replaceAll('-', '')).toBe(TRACE);
  });

  test('without a trace of the caller’s begins one, and the request leads to it', async () => {
    const input = { planId, reference: 'B', title: WORDS };
    const { payload, answer } = await payloadOf('addWorkstream', input, 'event { position }');
    const { position } = payload['event'] as { position: number };
    const traceId = (await correlationAt(position))!.replaceAll('-', '');
    await expect
      .poll(() => spanOf(traceId, 'mutation addWorkstream', KIND.server)?.attributes, PATIENCE)
      .toMatchObject({ 'ledger.request': answer.requestId });
    const correlation = await correlationAt(position);
    await expect
      .poll(() => ledger.logged().filter((line) => line.includes(answer.requestId)), PATIENCE)
      .toContainEqual(expect.stringContaining(`"correlation":"${correlation}"`));
  });

  test('that fails is told by its code alone', async () => {
    await ledger.db.admin`revoke execute on function ledger.append_group from ledger_app`;
    const { answer } = await payloadOf('addWorkstream', { planId, reference: 'C', title: WORDS }, 'position');
    await ledger.db.admin`grant execute on function ledger.append_group to ledger_app`;
    expect(answer.codes).toEqual(['INTERNAL_SERVER_ERROR']);
    await expect
      .poll(
        () =>
          ledger.collector.spans
            .filter(({ isError }) => isError)
            .map(({ name }) => name)
            .toSorted(),
        PATIENCE,
      )
      .toEqual(['append', 'execute', 'mutation addWorkstream']);
  });
});

describe('measures', () => {
  const measures = async (part: 'api' | 'workers') => (await fetch(`${ledger.urls[part]}/metrics`)).text();

  test('of the API tell how everything stands, and its own work', async () => {
    await expect
      .poll(async () => measures('api'), PATIENCE)
      .toMatch(/ledger_projection_lag_events\{projection="plan_structure",council="westmarch"\} 0\n/);
    const text = await measures('api');
    for (const line of [
      /^ledger_head\{council="westmarch"\} [4-9]$/m,
      /^ledger_projection_lag_seconds\{projection="plan_structure",council="westmarch"\} 0$/m,
      /^ledger_projection_parked\{projection="plan_structure",council="westmarch"\} 0$/m,
      /^ledger_queue_reachable\{queue="project"\} 1$/m,
      /^ledger_queue_jobs\{queue="project",state="failed"\} 0$/m,
      /^ledger_appends_total\{outcome="recorded"\} [4-9]$/m,
      /^ledger_appends_total\{outcome="failed"\} 1$/m,
      /^ledger_events_appended_total\{council="westmarch"\} [4-9]$/m,
      /^ledger_append_group_commands_count [4-9]$/m,
      /^ledger_graphql_seconds_count\{operation="mutation",root="addWorkstream"\} 3$/m,
      /^ledger_graphql_errors_total\{code="INTERNAL_SERVER_ERROR"\} 1$/m,
      /^ledger_transaction_wait_seconds_count [1-9]/m,
    ]) {
      expect(text).toMatch(line);
    }
  });

  test('of the workers tell of batches and faults, on a port of their own', async () => {
    expect(await (await fetch(`${ledger.urls.workers}/healthz`)).text()).toBe('{"status":"ok"}');
    expect((await fetch(`${ledger.urls.workers}/nowhere`)).status).toBe(404);
    const text = await measures('workers');
    expect(text).toMatch(
      /^ledger_projection_events_total\{projection="plan_structure",council="westmarch"\} [4-9]$/m,
    );
    expect(text).toMatch(
      /^ledger_projection_batch_seconds_count\{projection="(together|plan_structure)"\} [1-9]/m,
    );
    expect(text).toMatch(/^ledger_last_sweep_timestamp_seconds [\d.e+]+$/m);
  });

  test('are bounded, whatever is asked', async () => {
    await ledger.ask(
      'query Zebedee { quillfeather: viewer { id } ...Marmalade } fragment Marmalade on Query { councils { key } }',
    );
    await ledger.ask('{ zebedee }');
    const text = await measures('api');
    expect(text).toContain('ledger_graphql_seconds_count{operation="query",root="several"} 1');
    expect(text).toContain('ledger_graphql_seconds_count{operation="none",root="none"} 1');
    expect(text).not.toMatch(/zebedee|quillfeather|marmalade/i);
  });
});

describe('what is told', () => {
  const SECRET_TOKEN = 'ilt_zebedee_quillfeather_0123456789';
  const json = { 'content-type': 'application/json' };
  /** Requests that go wrong in as many ways as there are, each with something in it that somebody wrote. */
  const wrongRequests: readonly [string, () => Promise<{ readonly status: number }>][] = [
    ['a token that is not valid', async () => ledger.ask('{ viewer { id } }', { token: SECRET_TOKEN })],
    [
      'a variable of the wrong kind',
      async () => (await payloadOf('draftPlan', { council: COUNCIL, title: [NAME] }, 'position')).answer,
    ],
    [
      'an argument that is no date',
      async () => ledger.ask(`{ council(code: "${COUNCIL}", asOf: "${NAME}") { key } }`),
    ],
    ['a document that does not parse', async () => ledger.ask(`{ viewer { ${NAME}" }`)],
    ['a field that is not there', async () => ledger.ask('{ viewer { zebedeeQuillfeather } }')],
    [
      'a body that is no JSON',
      async () => ledger.send({ method: 'POST', headers: json, body: `{"${WORDS}` }),
    ],
    [
      'a body of another kind',
      async () => ledger.send({ method: 'POST', headers: { 'content-type': 'text/marmalade' }, body: WORDS }),
    ],
    [
      'a body that is too large',
      async () => ledger.send({ method: 'POST', headers: json, body: JSON.stringify(WORDS.repeat(40_000)) }),
    ],
    ['a path that is not there', async () => ledger.send({}, `/marmalade?name=${encodeURIComponent(NAME)}`)],
    [
      'a query in the address',
      async () =>
        ledger.send(
          { headers: { authorization: `Bearer ${ledger.tokens.adviser}` } },
          `/graphql?query=${encodeURIComponent(`{ council(code: "${NAME}") { key } }`)}`,
        ),
    ],
    [
      'a trace that is none',
      async () =>
        ledger.ask('{ viewer { id } }', {
          headers: { traceparent: WORDS, tracestate: 'zebedee=quillfeather' },
        }),
    ],
    [
      'an idempotency key',
      async () =>
        (
          await payloadOf(
            'addWorkstream',
            { planId, reference: 'D', title: WORDS, reason: WORDS, idempotencyKey: NAME },
            'position',
          )
        ).answer,
    ],
    [
      'a refused change',
      async () =>
        (await payloadOf('addWorkstream', { planId, reference: NAME.repeat(20), title: WORDS }, 'position'))
          .answer,
    ],
  ];

  test.each(wrongRequests)('after %s', async (_, request) => {
    expect((await request()).status).toBeGreaterThanOrEqual(200);
  });

  /** Lets every text that is to be kept fail in the database with an error that quotes it. */
  const withQuotingError = async (errorOf: string, work: () => Promise<void>) => {
    await ledger.db.admin.unsafe(`
      create function public.quote() returns trigger language plpgsql as $$ begin ${errorOf}; end $$;
      create trigger quote before insert on ledger.sealed_values for each row execute function public.quote();`);
    await work();
    await ledger.db.admin.unsafe('drop function public.quote() cascade');
  };
  test.each([
    ['its message', 'P0001', "raise exception 'cannot keep %', new.value"],
    [
      'its detail',
      '23514',
      "raise exception 'cannot keep' using errcode = '23514', detail = new.value::text",
    ],
    ['a value that does not fit', '22P02', 'new.salt := (new.value ->> 0)::uuid::text::bytea; return new'],
  ])('after an error of the database that quotes in %s', async (_, code, errorOf) => {
    await withQuotingError(errorOf, async () => {
      const { answer } = await payloadOf(
        'addWorkstream',
        { planId, reference: 'E', title: WORDS },
        'position',
      );
      expect(answer.codes).toEqual(['INTERNAL_SERVER_ERROR']);
      const told = () =>
        ledger
          .logged()
          .filter((line) => line.includes(answer.requestId))
          .join('\n');
      await expect.poll(told, PATIENCE).toContain(`"code":"${code}"`);
    });
  });

  test('after a read model that cannot go on', async () => {
    await ledger.db.admin.unsafe(
      'alter table read.plan_structure_v1 add constraint nothing_more check (false) not valid',
    );
    await payloadOf('addWorkstream', { planId, reference: 'F', title: WORDS }, 'position');
    await expect
      .poll(() => ledger.logged().filter((line) => line.includes('"parked"')), PATIENCE)
      .not.toEqual([]);
    await ledger.db.admin.unsafe('alter table read.plan_structure_v1 drop constraint nothing_more');
  });

  test('holds nothing that somebody wrote, in no line, span or measure', async () => {
    const everything = [
      ...ledger.logged(),
      ...ledger.collector.received,
      await (await fetch(`${ledger.urls.api}/metrics`)).text(),
      await (await fetch(`${ledger.urls.workers}/metrics`)).text(),
    ];
    expect(everything.length).toBeGreaterThan(40);
    const secrets = new RegExp(
      ['zebedee', 'quillfeather', 'marmalade', ...Object.values(ledger.tokens)].join('|'),
      'i',
    );
    expect(everything.filter((text) => secrets.test(text))).toEqual([]);
  });

  test('is a JSON object a line, and names request and correlation in each line of a request', async () => {
    const lines = ledger.logged().map((line) => JSON.parse(line) as Record<string, unknown>);
    const ofRequests = lines.filter(({ msg }) => msg === 'answered' || msg === 'a request failed');
    expect(ofRequests.length).toBeGreaterThan(20);
    for (const line of ofRequests) {
      expect(line).toMatchObject({
        part: 'api',
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        correlation: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      });
    }
  });
});
