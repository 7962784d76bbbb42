import type { EffectKind } from '../effects.js';

/** An effect for tests: sent at most once, tried once. */
export const sampleEffect: EffectKind = {
  name: 'test',
  delivery: 'at-most-once',
  attemptsMax: 1,
  retryDelayMs: () => 0,
  leaseMs: 1_000,
};
