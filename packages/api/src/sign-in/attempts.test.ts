import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { Attempts, REFUSED_MAX, REFUSED_OVERALL_MAX, REMEMBERED_MAX, WINDOW_MS } from './attempts.js';

const ATTACKER = '203.0.113.7';
const OTHER = '198.51.100.20';

let log: string[];
let nowMs: number;
let attempts: Attempts;
beforeEach(() => {
  log = [];
  nowMs = Date.parse('2026-02-02T09:00:00Z');
  const logger = pino({ level: 'warn' }, { write: (line: string) => void log.push(line) });
  attempts = new Attempts(logger, () => nowMs);
});

/** Tries bad tokens, and says how many were looked at. */
const tries = (count: number, addressOf: (index: number) => string, name = 'guess'): number => {
  let lookedAt = 0;
  for (let index = 0; index < count; index += 1) {
    const [address, credential] = [addressOf(index), `Bearer ${name}-${index}`];
    if (attempts.waitS(address, credential) !== null) continue;
    attempts.refused(address, credential);
    lookedAt += 1;
  }
  return lookedAt;
};
const manyAddresses = (index: number): string => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;

describe('ten thousand tokens tried in a minute', () => {
  test('from one address are turned away after the first, with one line in the log', () => {
    expect(tries(10_000, () => ATTACKER)).toBe(REFUSED_MAX);
    expect(log.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        msg: 'tokens from an address are turned away unseen',
        address: ATTACKER,
        refused: REFUSED_MAX,
        until: '2026-02-02T09:01:00.000Z',
      }),
    ]);
  });

  test('spread over a minute are turned away until it is over', () => {
    tries(REFUSED_MAX, () => ATTACKER);
    expect(attempts.waitS(ATTACKER, 'Bearer next')).toBe(60);
    nowMs += WINDOW_MS - 1_500;
    expect(attempts.waitS(ATTACKER, 'Bearer next')).toBe(2);
    nowMs += 1_500;
    expect(attempts.waitS(ATTACKER, 'Bearer next')).toBeNull();
    expect(tries(10_000, () => ATTACKER)).toBe(REFUSED_MAX);
    expect(log).toHaveLength(2);
  });

  test('from one network of IPv6 are those of one', () => {
    expect(tries(10_000, (index) => `2001:db8:1:2::${index.toString(16)}`)).toBe(REFUSED_MAX);
  });

  test('from a thousand addresses are one from each once there are too many overall', () => {
    // The first thousand come from half of the addresses, twice; then one more from each of the others.
    const addresses = REFUSED_OVERALL_MAX;
    const lookedAt = tries(10_000, (index) =>
      manyAddresses(index < addresses ? index >> 1 : index % addresses),
    );
    expect(lookedAt).toBe(REFUSED_OVERALL_MAX + addresses / 2);
    expect(log).toHaveLength(1);
    expect(log[0]).toContain('many tokens were refused; addresses are turned away after one refusal');
  });

  test('do not touch who calls from another address, whether known or new', () => {
    tries(10_000, () => ATTACKER);
    tries(10_000, manyAddresses);
    expect(attempts.waitS(OTHER, 'Bearer of a new caller')).toBeNull();
  });

  test('do not touch who was accepted at the same address', () => {
    attempts.accepted('Bearer good');
    tries(10_000, () => ATTACKER);
    expect(attempts.waitS(ATTACKER, 'Bearer good')).toBeNull();
    expect(attempts.waitS(ATTACKER, 'Bearer goods')).toBe(60);
  });

  test('take a bounded part of memory', () => {
    tries(1, () => ATTACKER);
    tries(REMEMBERED_MAX + 1, manyAddresses);
    // The attacker has been forgotten, since so many others were met later.
    expect(attempts.waitS(ATTACKER, 'Bearer next')).toBeNull();
    expect(attempts.waitS(manyAddresses(REMEMBERED_MAX), 'Bearer next')).toBe(60);
  });
});

test('a credential that was accepted and then refused is a guess like any other', () => {
  attempts.accepted('Bearer revoked');
  attempts.refused(ATTACKER, 'Bearer revoked');
  tries(REFUSED_MAX, () => ATTACKER);
  expect(attempts.waitS(ATTACKER, 'Bearer revoked')).toBe(60);
});
