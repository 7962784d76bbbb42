import type { Sql } from 'postgres';
import { planDigests } from '../digest-plannings.js';
import type { EffectKind } from '../effects.js';

/** An effect for tests: sent at most once, tried once. */
const sampleEffect: EffectKind = {
  name: 'test',
  delivery: 'at-most-once',
  attemptsMax: 1,
  retryDelayMs: () => 0,
  leaseMs: 1_000,
};

/** Plans one effect of a council, under the key `one`, as the digests of a day. */
export const planSample = async (sql: Sql, tenant: string): Promise<number | null> =>
  planDigests(sql, sampleEffect, tenant, {
    kind: 'weekly',
    onDay: '2026-06-01',
    position: 1,
    effects: [{ key: 'one', payload: {} }],
  });
