import type { EffectKind } from '@improvement-ledger/event-store';
import { beginEffect, claimEffects, planEffects, settleEffect } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, expect, inject, test } from 'vitest';
import { ledgerCommand } from '../testing/ledger-command.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const ledger = ledgerCommand(db.appUrl);
const alarm: EffectKind = {
  name: 'alarm',
  delivery: 'at-least-once',
  attemptsMax: 1,
  retryDelayMs: () => 0,
  leaseMs: 60_000,
};

test('effects are counted by how they stand, and those in one state are listed', async () => {
  await ledger('council', 'add', 'ashvale', '--gss', 'E06999901', '--name', 'Ashvale Council');
  expect(await ledger('effects')).toMatchObject({ code: 0, out: ['No effect was planned yet.'] });

  await planEffects(
    db.effects,
    alarm,
    'ashvale',
    ['one', 'two', 'three'].map((key) => ({ key, payload: {} })),
  );
  const [claimed] = await claimEffects(db.effects, alarm, 1);
  const attempt = await beginEffect(db.effects, alarm, claimed!);
  await settleEffect(db.effects, alarm, claimed!, attempt!, { outcome: 'rejected', reason: 'Gone.' });

  expect((await ledger('effects')).out).toEqual(['ashvale  alarm: 2 planned, 1 failed']);
  const { out } = await ledger('effects', '--state', 'failed');
  expect(out).toHaveLength(1);
  expect(out[0]).toContain(`ashvale  alarm  ${claimed?.key}  ${claimed?.id}  tried once, `);
  expect(out[0]).toMatch(/Z: Gone\.$/);
  expect((await ledger('effects', '--state', 'planned')).out).toHaveLength(2);
  expect((await ledger('effects', '--state', 'uncertain')).out).toEqual(['No effect is uncertain.']);
  const wrong = await ledger('effects', '--state', 'lost');
  expect(wrong).toMatchObject({ code: 1 });
  expect(wrong.err).toContain('There are: planned, sending, sent, suppressed, failed, uncertain.');
});
