/** The limit of refused tokens before the running server: what is turned away does not reach the database. */
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { makeServer } from '../server.js';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import { Attempts, REFUSED_MAX, WINDOW_MS } from './attempts.js';

const TRIED = 10_000;
/** As many as are tried at one time. */
const TOGETHER = 20;
const ATTACKER = '203.0.113.7';

/** Gives the database and its tokens; what is asked here is a server of our own, whose clock we set. */
let api: RunningApi;
let server: FastifyInstance;
let log: string[];
let nowMs: number;

const serve = async (trustProxy: readonly string[] = []): Promise<FastifyInstance> => {
  const logger = pino({ level: 'warn' }, { write: (line: string) => void log.push(line) });
  const hints = { give: async () => undefined, counts: async () => ({}), close: async () => undefined };
  const attempts = new Attempts(logger, () => nowMs);
  return makeServer({ sql: api.database.app, hints, logger, attempts, trustProxy });
};

beforeEach(async () => {
  api = await runTestApi(inject('adminUrl'));
  log = [];
  nowMs = Date.parse('2026-02-02T09:00:00Z');
  server = await serve();
});
afterEach(async () => {
  await server.close();
  await api.stop();
});

const ask = async (token: string | null, remoteAddress: string, forwardedFor?: string) =>
  server.inject({
    method: 'POST',
    url: '/graphql',
    remoteAddress,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }),
    },
    payload: { query: '{ viewer { role } }' },
  });

/** How often each status was answered to so many guesses. */
const guess = async (count: number, ...from: [address: string, forwardedFor?: string]) => {
  const statuses: Record<number, number> = {};
  for (let tried = 0; tried < count; tried += TOGETHER) {
    const answers = await Promise.all(
      Array.from({ length: Math.min(TOGETHER, count - tried) }, async (_, index) =>
        ask(`ilt_guess_of_a_token_${tried + index}`, ...from),
      ),
    );
    for (const { statusCode } of answers) statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
  }
  return statuses;
};

test('10,000 tokens tried in a minute are slowed and logged, and nobody else is', async () => {
  const { auditor: good, adviser: atOther } = api.tokens;
  expect((await ask(good, ATTACKER)).statusCode).toBe(200);

  const statuses = await guess(TRIED, ATTACKER);
  expect(statuses).toEqual({ 401: REFUSED_MAX, 429: TRIED - REFUSED_MAX });
  expect(log).toHaveLength(1);
  expect(JSON.parse(log[0] ?? '')).toMatchObject({ address: ATTACKER, refused: REFUSED_MAX });

  const turnedAway = await ask('ilt_guess_of_a_token', ATTACKER);
  expect([turnedAway.headers['retry-after'], turnedAway.json()]).toEqual([
    '60',
    {
      errors: [
        {
          message: 'Too many access tokens from your address were refused. Try again in 60 seconds.',
          extensions: { code: 'TOO_MANY_ATTEMPTS' },
        },
      ],
    },
  ]);
  expect(turnedAway.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);

  expect((await ask(atOther, '198.51.100.20')).json()).toEqual({
    data: { viewer: { role: 'ADVISER' } },
    extensions: expect.any(Object) as object,
  });
  expect((await ask(good, ATTACKER)).statusCode, 'accepted before, at the same address').toBe(200);
  nowMs += WINDOW_MS;
  expect((await ask(atOther, ATTACKER)).statusCode, 'in the next window').toBe(200);
});

test('what is turned away does not reach the database', async () => {
  await guess(REFUSED_MAX, ATTACKER);
  await api.database.app.end();
  expect(await guess(100, ATTACKER)).toEqual({ 429: 100 });
  expect((await ask('ilt_guess_of_a_token', '198.51.100.20')).statusCode).toBe(500);
});

test('a request without a token, and a fault of ours, are no attempts', async () => {
  for (let tried = 0; tried <= REFUSED_MAX; tried += 1) {
    expect((await ask(null, ATTACKER)).statusCode).toBe(401);
  }
  expect(await guess(1, ATTACKER)).toEqual({ 401: 1 });
  await api.database.app.end();
  expect(await guess(100, ATTACKER)).toEqual({ 500: 100 });
});

test('a client may not say by itself which address it has', async () => {
  for (let tried = 0; tried < REFUSED_MAX; tried += 1) await guess(1, ATTACKER, `10.0.0.${tried}`);
  expect(await guess(1, ATTACKER, '10.0.1.1')).toEqual({ 429: 1 });
});

test('a proxy that is trusted says whose attempts they are', async () => {
  await server.close();
  server = await serve(['127.0.0.1']);
  await guess(REFUSED_MAX, '127.0.0.1', ATTACKER);
  expect(await guess(1, '127.0.0.1', ATTACKER)).toEqual({ 429: 1 });
  expect(await guess(1, '127.0.0.1', `198.51.100.20, ${ATTACKER}`), 'said by the client').toEqual({ 429: 1 });
  expect(await guess(1, '127.0.0.1', '198.51.100.20')).toEqual({ 401: 1 });
});
