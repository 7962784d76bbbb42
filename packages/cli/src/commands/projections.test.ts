import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import {
  actionRegister,
  buildBeside,
  declareReadModels,
  generationsIn,
  keepUp,
  projections,
  ragHistory,
} from '@improvement-ledger/projections';
import { openLog, planWith, poisonedAt, ratings } from '@improvement-ledger/projections/testing';
import { afterAll, afterEach, describe, expect, inject, test } from 'vitest';
import { runCommandLine } from '../command-line.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);
const log = await openLog(db.app, 'rebuilt');
await log.tell(...planWith(), ...ratings(['red', 'amber']));
await keepUp(db.projector, projections, log.tenant);

/** As on a machine where both roles' URLs are set, unless only one is. */
const ledgerWith =
  (env: { readonly DATABASE_URL: string; readonly PROJECTOR_DATABASE_URL?: string }) =>
  async (...words: readonly string[]) => {
    const said: string[] = [];
    const say = (line: string): void => void said.push(line);
    const code = await runCommandLine(words, env, { out: say, err: say, folder: '/' });
    return { code, said };
  };
const ledger = ledgerWith({ DATABASE_URL: db.appUrl, PROJECTOR_DATABASE_URL: db.projectorUrl });

/** Does the workers' part until a command has come to its end. */
const withWorkers = async <Result>(command: Promise<Result>, list = projections): Promise<Result> => {
  const ended = new AbortController();
  const working = (async () => {
    while (!ended.signal.aborted) await buildBeside(db.projector, list);
  })();
  const result = await command.finally(() => ended.abort());
  await working;
  return result;
};
afterEach(async () => void (await buildBeside(db.projector)));

describe('projections', () => {
  test('tells how each read model stands, and where', async () => {
    const { code, said } = await ledger('projections');
    expect(code).toBe(0);
    expect(said).toEqual(projections.map(({ name, version }) => `${name} (version ${version}): up to date`));
    await log.tell(...ratings(['green']));
    expect((await ledger('projections')).said).toContain(
      `rag_history (version ${ragHistory.version}): 1 event behind in rebuilt, at ${log.head - 1}`,
    );
    await keepUp(db.projector, projections, log.tenant);
  });

  test('tells what is being built', async () => {
    await ledger('projections', 'rebuild', 'rag_history', '--no-wait');
    expect((await ledger('projections')).said).toContain(
      `  version ${ragHistory.version} is being built: 0 % (0 of ${log.head} events)`,
    );
  });
});

describe('projections rebuild', () => {
  test('follows what the workers do until queries read what was built', async () => {
    const { code, said } = await withWorkers(ledger('projections', 'rebuild', 'action_register'));
    expect(code).toBe(0);
    expect(said[0]).toBe('action_register: a rebuild is asked for');
    expect(said.at(-1)).toBe('action_register: queries read what was built');
    expect(await generationsIn(db.projector, 'live', [actionRegister])).toMatchObject([{ generation: 2 }]);
  });

  test('joins one that is under way', async () => {
    await ledger('projections', 'rebuild', 'rag_history', '--no-wait');
    const [first, second] = await withWorkers(
      Promise.all([
        ledger('projections', 'rebuild', 'rag_history'),
        ledger('projections', 'rebuild', 'rag_history'),
      ]),
    );
    for (const { code, said } of [first, second]) {
      expect([code, said[0]]).toEqual([0, 'rag_history: is being rebuilt already']);
    }
  });

  test('of all read models rebuilds each', async () => {
    const { code, said } = await withWorkers(ledger('projections', 'rebuild', '--all'));
    expect(code).toBe(0);
    for (const { name } of projections) expect(said).toContain(`${name}: queries read what was built`);
  });

  test('says before which event it had to stop, and goes on once that can be applied', async () => {
    const { poisoned, state } = poisonedAt(ragHistory, 8);
    const list = projections.map((each) => (each === ragHistory ? poisoned : each));
    const { code, said } = await withWorkers(ledger('projections', 'rebuild', 'rag_history'), list);
    expect(code).toBe(1);
    expect(said.at(-2)).toBe('rag_history: PARKED in rebuilt before 8: This event was not foreseen.');
    state.mended = true;
    await db.admin`update read.bookmarks set tried_at = now() - interval '1 hour' where parked_at is not null`;
    expect((await withWorkers(ledger('projections', 'rebuild', 'rag_history'), list)).code).toBe(0);
  });

  test.each([
    [['rag_story'], 1, /There is no read model "rag_story"\. There are: council_register, .*rag_history/],
    [[], 2, /Name one read model, or say --all\./],
    [['rag_history', '--all'], 2, /Name one read model, or say --all\./],
  ])('refuses %j with a sentence', async (words, code, sentence) => {
    const refused = await ledger('projections', 'rebuild', ...words);
    expect(refused.code).toBe(code);
    expect(refused.said.join('\n')).toMatch(sentence);
  });

  test('is not for whoever connects as the API', async () => {
    const asApi = ledgerWith({ DATABASE_URL: db.appUrl });
    expect(await asApi('projections', 'rebuild', 'rag_history')).toEqual({
      code: 1,
      said: ['A rebuild is asked for as the workers connect: set PROJECTOR_DATABASE_URL to their URL.'],
    });
    const asAdministrator = ledgerWith({ DATABASE_URL: db.adminUrl });
    expect((await asAdministrator('projections', 'rebuild', 'rag_history', '--no-wait')).code).toBe(0);
  });
});

describe('projections verify', () => {
  test('gives the digest of each read model of each council', async () => {
    const { code, said } = await ledger('projections', 'verify');
    expect(code).toBe(0);
    expect(said).toHaveLength(projections.length);
    for (const line of said) {
      expect(line).toMatch(
        new RegExp(`^[a-z_]+ of rebuilt at ${log.head}: \\d+ rows?, digest [0-9a-f]{64}$`),
      );
    }
  });

  test('names the first row that differs, and nothing of what it holds', async () => {
    const [live] = await generationsIn(db.projector, 'live', [ragHistory]);
    const table = db.admin(`read.rag_history_v${ragHistory.version}_g${live?.generation ?? 0}`);
    await db.admin`update ${table} set rag = 'blue' where tenant = 'rebuilt' and known_from = 8`;
    const { code, said } = await ledger('projections', 'verify', 'rag_history', '--council', 'rebuilt');
    expect({ code, said }).toEqual({
      code: 1,
      said: [
        `rag_history of rebuilt at ${log.head}: the row of position 8, facet rated, differs in rag.`,
        'Not every read model says what the log says: rebuild what differs.',
      ],
    });
    await withWorkers(ledger('projections', 'rebuild', 'rag_history'));
    expect((await ledger('projections', 'verify', 'rag_history')).code).toBe(0);
  });

  test('refuses a council that there is not', async () => {
    expect(await ledger('projections', 'verify', '--council', 'atlantis')).toMatchObject({
      code: 1,
      said: ['There is no council "atlantis". There are: rebuilt.'],
    });
  });
});
