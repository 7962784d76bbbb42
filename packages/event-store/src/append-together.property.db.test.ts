import { isDeepStrictEqual } from 'node:util';
import { ids, sample, sampleCircumstances } from '@improvement-ledger/domain/testing';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, expect, inject, test } from 'vitest';
import type { AppendAnswer, AppendRequest } from './append.js';
import { appendAll } from './append.js';
import { bodiesOf } from './body.js';
import { createTestDatabase } from './testing/index.js';
import { beginLedger } from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

const tenant = await beginLedger(db.app, 'together');

/** What one command asks for: few streams, versions and keys, so that commands get in each other's way. */
const ask = fc.record({
  stream: fc.nat({ max: 3 }),
  /** How far behind, or ahead of, the stream's version the command believes it to be. */
  offset: fc.constantFrom(0, 0, 0, 0, 1, -1),
  alsoExpects: fc.option(fc.nat({ max: 3 })),
  key: fc.nat({ max: 6 }),
  hash: fc.constantFrom('0a', '0b'),
  events: fc.nat({ max: 3 }),
});
type Ask = typeof ask extends fc.Arbitrary<infer Asked> ? Asked : never;

const streams = Array.from({ length: 4 }, () => v7());
const streamNamed = (index: number): string => `action-${streams[index] ?? ''}`;

const versionsNow = async (): Promise<Map<string, number>> => {
  const rows = await db.admin<{ stream: string; version: number; count: number }[]>`
    select stream, max(stream_version) as version, count(*)::integer as count from ledger.events
     where tenant = ${tenant} group by stream`;
  // Versions of a stream are contiguous from 1.
  for (const { version, count } of rows) expect(count).toBe(version);
  return new Map(rows.map(({ stream, version }) => [stream, version]));
};

const requestFor = (asked: Ask, versions: ReadonlyMap<string, number>, run: string): AppendRequest => {
  const stream = streamNamed(asked.stream);
  const version = Math.max(0, (versions.get(stream) ?? 0) + asked.offset);
  const fact = sample('ActionStatusRecorded', { actionId: streams[asked.stream] ?? ids.action });
  const placed = Array.from({ length: asked.events }, (_, index) => ({
    fact,
    stream,
    version: version + 1 + index,
  }));
  const commandId = v7();
  const other = asked.alsoExpects === null ? undefined : streamNamed(asked.alsoExpects);
  const also =
    other === undefined || other === stream ? [] : [{ stream: other, version: versions.get(other) ?? 0 }];
  return {
    principal: sampleCircumstances.actor.id,
    key: `${run} ${asked.key}`,
    hash: asked.hash.repeat(32),
    commandId,
    expected: [{ stream, version }, ...also],
    ...bodiesOf(placed, { ...sampleCircumstances, effectiveAt: '2020' }, commandId),
  };
};

const head = async (): Promise<number> => {
  const [row] = await db.admin<
    { position: number }[]
  >`select position from ledger.tenants where tenant = ${tenant}`;
  return row?.position ?? 0;
};

/** Every position that the answers say was given, in order. */
const positionsGiven = (answers: readonly AppendAnswer[]): number[] =>
  answers
    .flatMap((answer) =>
      answer.outcome === 'recorded'
        ? Array.from({ length: answer.count }, (_, index) => (answer.firstPosition ?? 0) + index)
        : [],
    )
    .toSorted((a, b) => a - b);

/** Whether an answer is true, given what the others were answered. */
const isTrue = (
  answer: AppendAnswer,
  request: AppendRequest,
  rivals: readonly { readonly request: AppendRequest; readonly answer: AppendAnswer }[],
): boolean => {
  const underKey = rivals.filter((rival) => rival.request.key === request.key);
  const recorded = underKey.filter((rival) => rival.answer.outcome === 'recorded');
  if (answer.outcome === 'conflict') return answer.current !== answer.expected;
  if (recorded.length !== 1) return false;
  if (answer.outcome === 'recorded') return true;
  if (answer.outcome === 'key-reused') return recorded[0]?.request.hash !== request.hash;
  const [first] = recorded.map((rival) => rival.answer);
  return isDeepStrictEqual({ ...answer, outcome: 'recorded' }, first);
};

/** Whether nobody else has its key or writes to a stream that it expects something of. */
const isAlone = (request: AppendRequest, all: readonly AppendRequest[]): boolean =>
  all.every(
    (other) =>
      other === request ||
      (other.key !== request.key &&
        (other.events.length === 0 ||
          request.expected.every(({ stream }) => stream !== other.expected[0]?.stream))),
  );

test('whatever commands come together, the log is whole and every answer is true', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(ask, { minLength: 2, maxLength: 12 }), async (asks) => {
      const run = v7();
      const [versions, before] = [await versionsNow(), await head()];
      const requests = asks.map((asked) => requestFor(asked, versions, run));
      const answers = await appendAll(db.app, [tenant], tenant, requests, false);
      const answered = answers.map((answer, index) => ({
        answer,
        request: requests[index] as AppendRequest,
      }));

      const after = await head();
      await versionsNow();
      expect(positionsGiven(answers)).toEqual(
        Array.from({ length: after - before }, (_, n) => before + 1 + n),
      );
      expect(answered.filter(({ answer, request }) => !isTrue(answer, request, answered))).toEqual([]);
      // Who is right about all that he expects, and has nobody in his way, is never sent back.
      const wronged = answered.filter(
        ({ answer, request }, index) =>
          asks[index]?.offset === 0 && isAlone(request, requests) && answer.outcome !== 'recorded',
      );
      expect(wronged).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
