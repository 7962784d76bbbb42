/** Events that were recorded in a shape of the past: what is stored stays, what is read is of today. */
import type { EventType, Recorded } from '@improvement-ledger/domain';
import { catalogue, plan, schemaVersionOf } from '@improvement-ledger/domain';
import { ids, planText } from '@improvement-ledger/domain/testing';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { execute } from './execute.js';
import { step } from './order.js';
import { openTexts, readEvent, readFeed, readStream, readStreams } from './read.js';
import type { Tx } from './tenancy.js';
import { withTenants } from './tenancy.js';
import { createTestDatabase, firstShapes, recordFirstShapes } from './testing/index.js';
import { orderOf, receiptOf } from './testing/sample-ledger.js';
import { leafOf, sealOf } from './testing/second-implementation.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const tenant = await recordFirstShapes(db.app);
const events = firstShapes.commands.flatMap(({ recordedAt, events: recorded }) =>
  recorded.map((event) => ({ ...event, recordedAt })),
);
const HEAD = events.length;
const VOCABULARIES = [3, 4];

const read = async <Value>(of: (tx: Tx) => Promise<Value>): Promise<Value> =>
  withTenants(db.app, [tenant], of);
const ratingsOf = (event: Recorded | undefined) =>
  event?.type === 'RagVocabularySet' ? event.data.ratings : [];
const today = (key: string, label: string, order: number | null) => ({
  key,
  label: expect.objectContaining({ $seal: expect.objectContaining({ value: label }) as unknown }) as unknown,
  order,
  meaning: null,
  colour: null,
});
const second = [
  today('off-track', 'Off track', 1),
  today('not-due', 'Not due yet', null),
  today('done', 'Done', 2),
];

/** All that a verifier goes by, as it is stored. */
const stored = async () =>
  db.admin<{ position: number; recordedAt: string; body: string; leaf: string }[]>`
    select position, recorded_at as "recordedAt", convert_from(body, 'UTF8') as body, encode(leaf, 'hex') as leaf
      from ledger.events where tenant = ${tenant} and position <= ${HEAD} order by position`;

describe('every shape of the past', () => {
  const shapeOf = ({ body }: { readonly body: string }): string => {
    const { type, schemaVersion } = JSON.parse(body) as {
      readonly type: string;
      readonly schemaVersion: number;
    };
    return `${type} ${schemaVersion}`;
  };

  test('has an event of it in the committed log', () => {
    const past = (Object.keys(catalogue) as EventType[]).flatMap((type) =>
      Array.from({ length: schemaVersionOf(type) - 1 }, (_, older) => `${type} ${older + 1}`),
    );
    const found = new Set(events.map(shapeOf));
    expect(past.filter((shape) => !found.has(shape))).toEqual([]);
  });

  test('is read as what the catalogue takes today', async () => {
    const recorded = await read(async (tx) => openTexts(tx, tenant, await readFeed(tx, tenant, 0, HEAD)));
    expect(recorded.filter(({ type, data }) => !catalogue[type].safeParse(data).success)).toEqual([]);
  });
});

describe('a vocabulary in its first shape', () => {
  test('is what the committed log holds: neither meaning nor colour', () => {
    const bodies = VOCABULARIES.map((position) => events[position - 1]?.body ?? '');
    for (const body of bodies) {
      expect(body).toContain('"schemaVersion":1');
      expect(body).not.toMatch(/"meaning"|"colour"/);
    }
    expect(schemaVersionOf('RagVocabularySet')).toBe(2);
  });

  test('is stored and hashed as ever, byte for byte', async () => {
    expect([...(await stored())]).toEqual(
      events.map(({ position, recordedAt, body, leaf }) => ({ position, recordedAt, body, leaf })),
    );
    for (const { position, recordedAt, body, leaf } of events) {
      expect(leafOf(tenant, position, recordedAt, body)).toBe(leaf);
    }
    for (const { id, subject, salt, value } of firstShapes.commands.flatMap(({ seals }) => seals)) {
      const seal = `{"$sealed":{"hash":"${sealOf(salt, value as never)}","id":"${id}","subject":"${subject}"}}`;
      expect(events.some(({ body }) => body.includes(seal))).toBe(true);
    }
  });

  test.each([
    ['its stream', async (tx: Tx) => (await readStream(tx, tenant, `plan-${ids.plan}`, 2, 1))[0]],
    ['several streams', async (tx: Tx) => (await readStreams(tx, tenant, [`plan-${ids.plan}`])).at(-1)],
    ['the feed', async (tx: Tx) => openTexts(tx, tenant, (await readFeed(tx, tenant, 3, 1))[0])],
    ['its position', async (tx: Tx) => openTexts(tx, tenant, (await readEvent(tx, tenant, 4)) ?? undefined)],
  ])('is read from %s in the shape of today', async (_, of) => {
    const event = await read(of);
    expect(event).toMatchObject({ position: 4, schemaVersion: 1, leaf: events[3]?.leaf });
    expect(ratingsOf(event)).toEqual(second);
    expect(catalogue.RagVocabularySet.safeParse(event?.data).success).toBe(true);
  });
});

describe('a plan whose vocabulary is in its first shape', () => {
  const ratings = [
    {
      key: 'off-track',
      label: planText('Off track'),
      order: 1,
      meaning: planText('It will be late.'),
      colour: 'red',
    },
    { key: 'not-due', label: planText('Not due yet'), order: null, meaning: null, colour: null },
    { key: 'done', label: planText('Done'), order: 2, meaning: null, colour: null },
  ] as const;
  const silent = ratings.map((rating) => ({ ...rating, meaning: null, colour: null }));
  const reason = planText('The plan says what it means.');

  test('takes the same ratings for the same, and goes on in the shape of today', async () => {
    const set = async (given: typeof silent | typeof ratings, told = {}) =>
      receiptOf(
        await execute(
          db.app,
          orderOf(
            tenant,
            step(plan, ids.plan, { type: 'SetRagVocabulary', planId: ids.plan, ratings: given }),
            { told },
          ),
        ),
      ).positions;
    expect(await set(silent)).toEqual([]);
    expect(await set(ratings)).toEqual([HEAD + 1]);
    const [event] = await read(async (tx) => readFeed(tx, tenant, HEAD, 1));
    expect(event?.schemaVersion).toBe(2);
  });

  test('is corrected in the shape of today', async () => {
    const data = { planId: ids.plan, version: 2, ratings: [...ratings] };
    const correction = {
      type: 'CorrectEvent',
      position: 4,
      replacement: { type: 'RagVocabularySet', data },
    } as const;
    const outcome = await execute(
      db.app,
      orderOf(tenant, step(plan, ids.plan, correction), { told: { reason, effectiveAt: '2026-04-01' } }),
    );
    expect(receiptOf(outcome).positions).toEqual([HEAD + 2]);
    const [event] = await read(async (tx) => readFeed(tx, tenant, HEAD + 1, 1));
    expect(event).toMatchObject({ schemaVersion: 2, corrects: { position: 4, kind: 'wrong' } });
  });

  test('has its first events as they were, after all of this', async () => {
    expect([...(await stored())].map(({ body, leaf }) => [body, leaf])).toEqual(
      events.map(({ body, leaf }) => [body, leaf]),
    );
  });
});
