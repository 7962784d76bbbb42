import { afterAll, describe, expect, inject, test } from 'vitest';
import type { ClaimedEffect, EffectKind, AttemptOutcome } from './effects.js';
import { beginEffect, claimEffects, planEffects, recoverEffects, settleEffect } from './effects.js';
import { suppressEffect } from './effects-rendered.js';
import { effectCounts, effectsInState, effectStates } from './effects-standing.js';
import { createTestDatabase } from './testing/index.js';
import { orderOf, receiptOf, registerCouncil } from './testing/sample-ledger.js';
import { execute } from './execute.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const [here, there] = ['west-berkshire', 'neighbour'] as const;
for (const tenant of [here, there]) {
  receiptOf(await execute(db.app, orderOf(tenant, registerCouncil(tenant))));
}

let kinds = 0;
/** A kind of its own for a test, so that it claims nothing of another's. */
const kindOf = (delivery: EffectKind['delivery'], other: Partial<EffectKind> = {}): EffectKind => ({
  name: `test-${'abcdefghijklmnopqrstuvwxyz'[(kinds += 1)]}`,
  delivery,
  attemptsMax: 3,
  retryDelayMs: () => 0,
  leaseMs: 60_000,
  ...other,
});
const plan = async (kind: EffectKind, ...keys: string[]) =>
  planEffects(
    db.effects,
    kind,
    here,
    keys.map((key) => ({ key, payload: { about: key } })),
  );
const claimOne = async (kind: EffectKind): Promise<ClaimedEffect> => {
  const [claimed] = await claimEffects(db.effects, kind, 1);
  if (claimed === undefined) throw new Error('Nothing was due.');
  return claimed;
};
/** Claims one and begins to hand it over; returns how it is settled. */
const begun = async (kind: EffectKind) => {
  const claimed = await claimOne(kind);
  const attempt = await beginEffect(db.effects, kind, claimed);
  if (attempt === null) throw new Error('It was not to be begun.');
  return {
    claimed,
    attempt,
    settle: async (outcome: AttemptOutcome) => settleEffect(db.effects, kind, claimed, attempt, outcome),
  };
};
const standing = async ({ name }: EffectKind) => {
  const [row] = await db.admin`
    select state, attempts, reason, provider_id as "providerId", settled_at is not null as "isSettled"
      from ledger.effects where effect = ${name}`;
  return row;
};
/** As though the lease of whoever claimed it had run out. */
const endLease = async ({ name }: EffectKind) =>
  db.admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update ledger.effects set leased_until = clock_timestamp() where effect = ${name}`;
  });

const deferred = { outcome: 'deferred', reason: 'Busy.' } as const;
const unknown = { outcome: 'unknown', reason: 'No answer came.' } as const;

describe('planning', () => {
  test('the same key again is not a second effect, and the first stays as it is', async () => {
    const kind = kindOf('at-least-once');
    expect(await plan(kind, 'one', 'two')).toBe(2);
    const again = [
      { key: 'two', payload: { about: 'something else' } },
      { key: 'three', payload: {} },
    ];
    expect(await planEffects(db.effects, kind, here, again)).toBe(1);
    expect(await planEffects(db.effects, kind, here, [])).toBe(0);
    const claimed = await claimEffects(db.effects, kind, 10);
    expect(claimed.find(({ key }) => key === 'two')?.payload).toEqual({ about: 'two' });
    expect(claimed).toHaveLength(3);
  });

  test('of twenty at once that plan the same, one does', async () => {
    const kind = kindOf('at-most-once');
    const planned = await Promise.all(Array.from({ length: 20 }, async () => plan(kind, 'once')));
    expect(planned.filter((count) => count === 1)).toHaveLength(1);
    expect(planned.filter((count) => count === 0)).toHaveLength(19);
  });

  test('the same key for another council is another effect, claimed with the others', async () => {
    const kind = kindOf('at-least-once');
    await plan(kind, 'same');
    expect(await planEffects(db.effects, kind, there, [{ key: 'same', payload: {} }])).toBe(1);
    const claimed = await claimEffects(db.effects, kind, 10);
    expect(claimed.map(({ tenant }) => tenant).toSorted()).toEqual([there, here].toSorted());
    expect(new Set(claimed.map(({ id }) => id)).size).toBe(2);
  });
});

describe('claiming', () => {
  test('shares what is due between workers at once, each effect to one of them', async () => {
    const kind = kindOf('at-most-once');
    const keys = Array.from({ length: 40 }, (_, number) => `key-${number}`);
    await plan(kind, ...keys);
    const claims = await Promise.all(
      Array.from({ length: 8 }, async () => claimEffects(db.effects, kind, 7)),
    );
    const claimed = claims.flat().map(({ key }) => key);
    expect(claimed.toSorted()).toEqual(keys.toSorted());
  });

  test('passes by what is claimed, until the lease is over; then whoever had it may not begin', async () => {
    const kind = kindOf('at-most-once');
    await plan(kind, 'one');
    const first = await claimOne(kind);
    expect(await claimEffects(db.effects, kind, 10)).toEqual([]);
    await endLease(kind);
    expect(await beginEffect(db.effects, kind, first)).toBeNull();
    const second = await claimOne(kind);
    expect(second.id).toBe(first.id);
    expect(await beginEffect(db.effects, kind, first)).toBeNull();
    expect(await suppressEffect(db.effects, kind, first, 'Not wanted.')).toBeNull();
    expect(await beginEffect(db.effects, kind, second)).toBe(1);
    // Nor may the same worker begin twice.
    expect(await beginEffect(db.effects, kind, second)).toBeNull();
  });

  test('leaves what is not due', async () => {
    const kind = kindOf('at-least-once', { retryDelayMs: () => 3_600_000 });
    await plan(kind, 'one');
    const { settle } = await begun(kind);
    expect(await settle(deferred)).toBe('planned');
    expect(await claimEffects(db.effects, kind, 10)).toEqual([]);
  });
});

describe('settling', () => {
  test('keeps the name that the other side gave', async () => {
    const kind = kindOf('at-most-once');
    await plan(kind, 'one');
    const { settle } = await begun(kind);
    expect(await settle({ outcome: 'sent', providerId: 'msg-17' })).toBe('sent');
    expect(await standing(kind)).toEqual({
      state: 'sent',
      attempts: 1,
      reason: null,
      providerId: 'msg-17',
      isSettled: true,
    });
    expect(await settle(unknown)).toBeNull();
    expect(await claimEffects(db.effects, kind, 10)).toEqual([]);
  });

  test.each(['at-most-once', 'at-least-once'] as const)(
    'tries %s again what did not arrive, and gives up in the end',
    async (delivery) => {
      const kind = kindOf(delivery);
      await plan(kind, 'one');
      const ids = new Set<string>();
      for (const becomes of ['planned', 'planned', 'failed']) {
        const { settle, claimed } = await begun(kind);
        ids.add(claimed.id);
        expect(await settle(deferred)).toBe(becomes);
      }
      expect(ids.size).toBe(1);
      expect(await standing(kind)).toMatchObject({ state: 'failed', attempts: 3, reason: 'Busy.' });
      expect(await claimEffects(db.effects, kind, 10)).toEqual([]);
    },
  );

  test('gives up at once what is rejected', async () => {
    const kind = kindOf('at-least-once');
    await plan(kind, 'one');
    const { settle } = await begun(kind);
    expect(await settle({ outcome: 'rejected', reason: 'No such address.' })).toBe('failed');
  });

  test('tries again what may have arrived only where it may arrive twice', async () => {
    const [mail, webhook] = [kindOf('at-most-once'), kindOf('at-least-once')];
    for (const [kind, becomes] of [
      [mail, 'uncertain'],
      [webhook, 'planned'],
    ] as const) {
      await plan(kind, 'one');
      const { settle } = await begun(kind);
      expect(await settle(unknown)).toBe(becomes);
      expect(await standing(kind)).toMatchObject({ state: becomes, reason: 'No answer came.' });
    }
    expect(await claimEffects(db.effects, mail, 10)).toEqual([]);
    expect(await claimEffects(db.effects, webhook, 10)).toHaveLength(1);
  });

  test('leaves out what is not wanted any more, and says why', async () => {
    const kind = kindOf('at-most-once');
    await plan(kind, 'one');
    const claimed = await claimOne(kind);
    expect(await suppressEffect(db.effects, kind, claimed, 'The action is closed.')).toBe('suppressed');
    expect(await standing(kind)).toMatchObject({ state: 'suppressed', attempts: 0, isSettled: true });
    expect(await beginEffect(db.effects, kind, claimed)).toBeNull();
  });
});

describe('a worker that ends while it hands over', () => {
  test('leaves alone what another is still at', async () => {
    const kind = kindOf('at-most-once');
    await plan(kind, 'one');
    await begun(kind);
    expect(await recoverEffects(db.effects, kind)).toEqual([]);
  });

  test('leaves uncertain what is sent at most once; it is never handed over again', async () => {
    const kind = kindOf('at-most-once');
    await plan(kind, 'one');
    const { settle, claimed } = await begun(kind);
    await endLease(kind);
    // It is late: that nothing arrived can no longer be relied on.
    expect(await settle(deferred)).toBeNull();
    const recovered = { tenant: here, key: 'one', state: 'uncertain' };
    expect(await recoverEffects(db.effects, kind)).toEqual([recovered]);
    expect(await recoverEffects(db.effects, kind)).toEqual([]);
    expect(await claimEffects(db.effects, kind, 10)).toEqual([]);
    expect(await beginEffect(db.effects, kind, claimed)).toBeNull();
    expect(await settle(deferred)).toBeNull();
    expect(await standing(kind)).toMatchObject({
      state: 'uncertain',
      attempts: 1,
      reason: 'The worker ended while it was being handed over: nobody knows whether it arrived.',
    });
  });

  test('but was only slow may still tell that it arrived', async () => {
    const kind = kindOf('at-most-once');
    await plan(kind, 'one');
    const { settle } = await begun(kind);
    await endLease(kind);
    await recoverEffects(db.effects, kind);
    expect(await settle({ outcome: 'sent', providerId: 'late' })).toBe('sent');
    expect(await standing(kind)).toMatchObject({ state: 'sent', reason: null, providerId: 'late' });
  });

  test('lets what is sent at least once be tried again under its id, so often and no more', async () => {
    const kind = kindOf('at-least-once');
    await plan(kind, 'one');
    const ids = new Set<string>();
    for (const state of ['planned', 'planned', 'failed']) {
      const { claimed, settle } = await begun(kind);
      ids.add(claimed.id);
      await endLease(kind);
      expect(await recoverEffects(db.effects, kind)).toEqual([{ tenant: here, key: 'one', state }]);
      expect(await settle({ outcome: 'sent' })).toBeNull();
    }
    expect(ids.size).toBe(1);
    expect(await claimEffects(db.effects, kind, 10)).toEqual([]);
  });
});

test('how effects stand can be counted and listed', async () => {
  const kind = kindOf('at-least-once');
  await plan(kind, 'one', 'two');
  const { settle } = await begun(kind);
  await settle({ outcome: 'rejected', reason: 'Gone.' });
  const counts = (await effectCounts(db.app)).filter(({ effect }) => effect === kind.name);
  expect(counts).toEqual([
    { tenant: here, effect: kind.name, state: 'failed', count: 1 },
    { tenant: here, effect: kind.name, state: 'planned', count: 1 },
  ]);
  const failed = (await effectsInState(db.app, 'failed', 100)).filter(({ effect }) => effect === kind.name);
  expect(failed).toMatchObject([{ tenant: here, attempts: 1, reason: 'Gone.', providerId: null }]);
  expect(await effectsInState(db.app, 'failed', 1)).toHaveLength(1);
  const [constraint] = await db.admin<{ states: string }[]>`
    select pg_get_constraintdef(oid) as states from pg_constraint where conname = 'effects_state_check'`;
  const known = [...(constraint?.states.matchAll(/'([a-z]+)'/g) ?? [])].map(([, state = '']) => state);
  expect([...effectStates].toSorted()).toEqual(known.toSorted());
});
