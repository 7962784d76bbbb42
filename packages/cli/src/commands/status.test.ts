/** What `ledger status` tells of a ledger that has read models, a queue and faults. */
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import {
  actionRegister,
  beginBuilding,
  catchUp,
  declareReadModels,
  keepFaults,
  openHintQueue,
  planRegister,
  projections,
  ragHistory,
} from '@improvement-ledger/projections';
import { openLog, planWith, poisonedAt, ratings } from '@improvement-ledger/projections/testing';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { ledgerCommandIn } from '../testing/ledger-command.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
/** A database number of Redis that no other test file uses, so that hints do not go astray. */
const REDIS_DATABASE = 8;
const given = inject('redisUrl');
const REDIS_URL = given === null ? undefined : new URL(`/${REDIS_DATABASE}`, given).href;

const statusWith = async (queues: { readonly REDIS_URL?: string | undefined } = {}) => {
  const { code, out, err } = await ledgerCommandIn({ DATABASE_URL: db.appUrl, ...queues })('status');
  expect([code, err]).toEqual([0, '']);
  return out;
};

beforeAll(async () => {
  await declareReadModels(db.projector);
  const log = await openLog(db.app, 'northmere');
  await log.tell(...planWith());
  for (const each of projections.filter((one) => one !== planRegister)) {
    await catchUp(db.projector, each, log.tenant);
  }
  await log.tell(...ratings(['red']));
  await catchUp(db.projector, poisonedAt(ragHistory, 8).poisoned, log.tenant);
  await keepFaults(db.projector, [
    {
      place: 'plan_structure',
      tenant: log.tenant,
      code: '40001',
      error: { type: 'PostgresError', code: '40001', message: 'could not serialize access', at: [] },
      times: 3,
    },
    {
      place: 'sweep',
      tenant: null,
      code: 'SyntaxError',
      error: { type: 'SyntaxError', code: null, message: null, at: ['read (packages/x.js:1:1)'] },
      times: 1,
    },
  ]);
});

describe('ledger status', () => {
  test('tells of each read model how far it is, in events and seconds, and why it has stopped', async () => {
    const out = await statusWith();
    expect(out[0]).toMatch(/^northmere .* head 8$/);
    expect(out).toContain('  plan_structure (version 1): 1 event and 0.0 s behind, at 7');
    // It has read nothing: seven hours lie between the first event and the last.
    expect(out).toContain(
      `  plan_register (version ${planRegister.version}): 8 events and 25200.0 s behind, at 0`,
    );
    expect(out.filter((line) => line.includes('PARKED'))).toEqual([
      expect.stringMatching(
        new RegExp(
          `^ {2}rag_history \\(version ${ragHistory.version}\\): PARKED before 8 since 20\\d\\d-.*Z: This event was not foreseen\\.$`,
        ),
      ),
    ]);
  });

  test('tells what is being built beside the version that queries read', async () => {
    await beginBuilding(db.projector, actionRegister);
    const { version } = actionRegister;
    expect((await statusWith()).filter((line) => line.includes('being built'))).toEqual([
      expect.stringContaining(
        `action_register (version ${version}, while version ${version} is being built)`,
      ),
    ]);
  });

  test('tells the last faults, without words that might quote somebody', async () => {
    const out = await statusWith();
    expect(out.slice(out.indexOf('Last faults of the workers:') + 1).map((line) => line.slice(28))).toEqual(
      expect.arrayContaining([
        'plan_structure for northmere: could not serialize access (40001, 3 times)',
        'sweep: at read (packages/x.js:1:1) (SyntaxError, 1 time)',
      ]),
    );
  });

  test.skipIf(REDIS_URL === undefined)('tells what waits in the queue', async () => {
    const queue = openHintQueue({ redisUrl: REDIS_URL! }, () => undefined);
    onTestFinished(async () => queue.close());
    await expect
      .poll(async () => queue.give({ tenant: 'northmere', head: 8 }).then(() => 'given', String))
      .toBe('given');
    expect(await statusWith({ REDIS_URL })).toContain('Queue project: 1 waiting');
  });

  test('says that a queue cannot be reached', async () => {
    expect(await statusWith({ REDIS_URL: 'redis://127.0.0.1:1' })).toContain(
      'Queue project: cannot be reached.',
    );
  });
});
