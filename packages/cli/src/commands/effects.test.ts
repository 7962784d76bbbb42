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
  expect(wrong.err).toContain('There are: planned, rendered, sending, sent, suppressed, failed, uncertain.');
});

test('an uncertain effect is settled once, by the administrator of the database, who says how they know', async () => {
  const mail: EffectKind = { ...alarm, name: 'mail', delivery: 'at-most-once' };
  for (const [council, gss] of [
    ['north', 'E06999902'],
    ['south', 'E06999903'],
  ] as const) {
    const added = await ledger('council', 'add', council, '--gss', gss, '--name', `${council} Council`);
    expect(added).toMatchObject({ code: 0 });
    await planEffects(db.effects, mail, council, [{ key: `of-${council}`, payload: {} }]);
    await planEffects(db.effects, mail, council, [{ key: 'of-both', payload: {} }]);
  }
  const claimed = await claimEffects(db.effects, mail, 10);
  for (const each of claimed.filter(({ key }) => key !== 'of-both')) {
    const attempt = await beginEffect(db.effects, mail, each);
    await settleEffect(db.effects, mail, each, attempt!, { outcome: 'unknown', reason: 'No answer.' });
  }
  const administrator = ledgerCommand(db.adminUrl);
  const settle = async (...words: readonly string[]) => administrator('effects', 'settle', ...words);
  const because = ['--why', 'The provider has it in its list.'] as const;

  const refused = await ledger('effects', 'settle', 'of-north', 'sent', ...because);
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.err).toContain("Effects are settled by the database's administrator: set DATABASE_URL");
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [['of-north', 'lost', ...because], 'as sent or as failed, not as "lost"'],
    [['of-north', 'sent'], '--why'],
    [['of-north', 'sent', '--why', ' '], '--why takes a line of 1 to 500 characters'],
    [['of-nobody', 'sent', ...because], 'no effect with the id or key "of-nobody"'],
    [['of-both', 'sent', ...because], '2 effects have the key "of-both" (mail of north, mail of south)'],
    [[claimed.find(({ key }) => key === 'of-both')!.id, 'sent', ...because], 'It is planned: only'],
  ];
  for (const [words, sentence] of wrong) {
    const ran = await settle(...words);
    expect([ran.code > 0, ran.err]).toEqual([true, expect.stringContaining(sentence)]);
  }
  expect((await ledger('effects', '--state', 'uncertain')).out).toHaveLength(2);

  expect(await settle('of-north', 'sent', ...because)).toMatchObject({
    code: 0,
    out: ['mail of-north of north is sent.'],
  });
  const south = claimed.find(({ key }) => key === 'of-south')!.id;
  expect((await settle(south, 'failed', '--why', 'It is not there.')).out).toEqual([
    'mail of-south of south is failed.',
  ]);
  expect((await settle('of-north', 'failed', ...because)).err).toContain('It is sent: only');
  const [sent, failed] = await Promise.all(
    ['sent', 'failed'].map(async (state) => (await ledger('effects', '--state', state)).out.join('\n')),
  );
  expect(sent).toMatch(/of-north .*: Settled by hand: The provider has it in its list. Before: No answer\.$/);
  expect(failed).toContain('Settled by hand: It is not there. Before: No answer.');
});
