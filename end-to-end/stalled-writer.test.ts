/** A real process that stops in the middle of an append, holding its council's head: whom it delays, and for how long. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import { openLog, planWith, ratings } from '../packages/projections/src/testing/index.js';
import { runScript } from './child-processes.js';

/**
 * In place of the ten seconds that each connection of ours has, as a test of `connect` makes sure. Long enough for what is
 * recorded meanwhile on a busy machine.
 */
const IDLE_MS = 3_000;
const door = fileURLToPath(new URL('../packages/event-store/dist/index.js', import.meta.url));
const commandId = '0198c0de-0000-7000-8000-0000000000ff';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase(inject('adminUrl'));
});
afterAll(async () => db.close());

/** Appends in a transaction, and is stopped before it commits: by a debugger, by swapping, by a machine that dies. */
const stallWriter = async (tenant: string): Promise<void> => {
  const writer = runScript(
    `
    import { connect } from ${JSON.stringify(door)};
    const bounds = { idle_in_transaction_session_timeout: ${IDLE_MS} };
    const sql = connect(process.env.DATABASE_URL, { max: 1, connection: { application_name: 'stalled', ...bounds } });
    const request = {
      principal: '${commandId}', key: 'stalled', hash: '${'00'.repeat(32)}', commandId: '${commandId}',
      expected: [], events: [], seals: [] };
    await sql.begin(async (tx) => {
      await tx\`select ledger.append('${tenant}', '${tenant}', \${tx.json([request])})\`;
      process.send('holds the head');
      await new Promise(() => undefined);
    });`,
    { DATABASE_URL: db.appUrl },
  );
  onTestFinished(async () => {
    writer.child.kill('SIGKILL');
    await writer.ended;
  });
  const holds = new Promise<void>((resolve) => {
    writer.child.once('message', () => resolve());
  });
  await Promise.race([
    holds,
    writer.ended.then((end) => {
      throw new Error(`The writer ended with ${end}: ${writer.said()}`);
    }),
  ]);
  writer.child.kill('SIGSTOP');
};

const sessions = async (where: string): Promise<number> => {
  const [row] = await db.admin.unsafe<{ count: number }[]>(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and ${where}`,
  );
  return row?.count ?? 0;
};

describe('a writer that stalls while it holds the head of its council', () => {
  test('delays that council alone, and only until its connection is taken from it', async () => {
    const [stalled, neighbour] = [await openLog(db.app, 'stalled'), await openLog(db.app, 'neighbour')];
    await stallWriter('stalled');
    const own = stalled.tell(...planWith());
    await expect.poll(async () => sessions("wait_event_type = 'Lock'"), { interval: 5 }).toBe(1);

    await neighbour.tell(...planWith(), ...ratings(['red', 'amber', 'green']));
    expect(neighbour.head).toBe(10);
    // All of that was recorded while the other council waited.
    expect(await sessions("application_name = 'stalled' and state = 'idle in transaction'")).toBe(1);
    expect(stalled.head).toBe(1);

    await own;
    expect(stalled.head).toBe(7);
    expect(await sessions("application_name = 'stalled'")).toBe(0);
    const left = await db.admin`select from ledger.commands where command_id = ${commandId}`;
    expect(left).toHaveLength(0);
  });
});
