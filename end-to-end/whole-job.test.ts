/** The whole job with real processes, from nothing: import, change, query; and what a crash or two does to it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { issueLocalTokens } from '../packages/cli/src/index.js';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import { actionRegister, councilsBehind } from '../packages/projections/src/index.js';
import { allRowsOf, forget, holdUp, tableOf } from '../packages/projections/src/testing/index.js';
import { emptyRedis } from '../packages/workers/src/testing/redis.js';
import type { Running } from './child-processes.js';
import { askApi, freePort, run, runPart, scripts } from './child-processes.js';

const COUNCIL = 'westmarch';
const document = `Workstream,Commitment,Action,By when,By whom,RAG,Status update
A: Steady leadership,We know our numbers,Publish a monthly figures pack,End July 2015,Mina Okafor,Green,First pack sent.
A: Steady leadership,We know our numbers,Train managers to read the pack,30/09/2015,Ravi Shah,Amber,Two sessions held.
A: Steady leadership,We listen,Hold a listening day each term,tba,Mina Okafor,,
B: Good practice,Every case is reviewed,Audit twenty cases a month,31/08/2015,Jo Marsh,Red,Not begun.
`;

/** A database number of Redis that no other test file uses, so that hints do not go astray. */
const REDIS_DATABASE = 12;
const givenRedis = inject('redisUrl');
const redisUrl = givenRedis === null ? null : new URL(`/${REDIS_DATABASE}`, givenRedis).href;

let db: TestDatabase;
let folder: string;
let tokens: Awaited<ReturnType<typeof issueLocalTokens>>;
let api: Running;
let workers: Running;
let url: string;

const queue = () => (redisUrl === null ? { QUEUE_DATABASE_URL: db.projectorUrl } : { REDIS_URL: redisUrl });
const startWorkers = async () =>
  runPart(scripts.workers, { ...queue(), DATABASE_URL: db.projectorUrl, LOG_LEVEL: 'error' });
const ledger = async (...words: readonly string[]) => {
  const command = run(scripts.ledger, words, { DATABASE_URL: db.appUrl });
  return { code: await command.ended, said: command.said() };
};

beforeAll(async () => {
  db = await createTestDatabase(inject('adminUrl'));
  folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  await writeFile(join(folder, 'plan.csv'), document);
  tokens = await issueLocalTokens({ adminUrl: db.adminUrl });
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const settings = { ...queue(), DATABASE_URL: db.appUrl, PORT: String(port), LOG_LEVEL: 'error' };
  [api, workers] = await Promise.all([runPart(scripts.api, settings), startWorkers()]);
});
afterAll(async () => {
  await Promise.all([api.stop(), workers.stop()]);
  await db.close();
  await rm(folder, { recursive: true });
});

interface ActionNode {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly version: number;
  readonly narrative: string | null;
  readonly rag: { readonly key: string } | null;
  readonly due: { readonly lastDay: string | null };
  readonly originalDue: { readonly lastDay: string | null };
  readonly owners: readonly { readonly name: string }[];
}
const actionFields =
  'id reference title version narrative rag { key } due { lastDay } originalDue { lastDay } owners { name }';

/** Every action of the council's one plan, once the read models have seen a position. */
const actions = async (position: number): Promise<ActionNode[]> => {
  const { council } = await askApi<{
    council: { plans: { edges: { node: { actions: { edges: { node: ActionNode }[] } } }[] } };
  }>(
    url,
    tokens.adviser,
    `query ($at: [MinPosition!]) {
       council(code: "${COUNCIL}", minPosition: $at) {
         plans(first: 2) { edges { node { actions(first: 100) { edges { node { ${actionFields} } } } } } } } }`,
    { at: [{ council: COUNCIL, position }] },
  );
  return council.plans.edges.flatMap(({ node: plan }) => plan.actions.edges.map(({ node }) => node));
};
const actionAbout = async (words: string, position = 1): Promise<ActionNode> => {
  const found = (await actions(position)).find(({ title }) => title.includes(words));
  if (found === undefined) throw new Error(`There is no action about "${words}".`);
  return found;
};

interface Payload {
  readonly position: number | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}
const change = async (
  mutation: string,
  input: Record<string, unknown>,
  token = tokens.planManager,
): Promise<Payload> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
  const data = await askApi<{ payload: Payload }>(
    url,
    token,
    `mutation ($input: ${type}) { payload: ${mutation}(input: $input) { position userErrors { code message } } }`,
    { input },
  );
  return data.payload;
};
const head = async (): Promise<number> => {
  const [row] = await db.admin<{ head: number }[]>`select position as head from ledger.tenants
    where tenant = ${COUNCIL}`;
  return row?.head ?? 0;
};

describe('from nothing', () => {
  test('a plan is imported by the command line and read through the API', async () => {
    const added = await ledger('council', 'add', COUNCIL, '--gss', 'E06000099', '--name', 'Westmarch');
    expect(added.code, added.said).toBe(0);
    const file = join(folder, 'plan.csv');
    const words = ['import', file, '--council', COUNCIL, '--plan', 'Plan 2015', '--effective', '2015-06-01'];
    const imported = await ledger(...words);
    expect(imported.code, imported.said).toBe(0);

    const found = await actions(await head());
    expect(
      found.map(({ title, rag, due, owners }) => [title, rag?.key ?? null, due.lastDay, owners[0]?.name]),
    ).toEqual([
      ['Publish a monthly figures pack', 'green', '2015-07-31', 'Mina Okafor'],
      ['Train managers to read the pack', 'amber', '2015-09-30', 'Ravi Shah'],
      ['Hold a listening day each term', null, null, 'Mina Okafor'],
      ['Audit twenty cases a month', 'red', '2015-08-31', 'Jo Marsh'],
    ]);

    // Importing it again changes nothing.
    const before = await head();
    expect((await ledger(...words)).code).toBe(0);
    expect(await head()).toBe(before);
  });

  test('it is changed by mutations, and each answer names the position at which the change is seen', async () => {
    const { id: actionId } = await actionAbout('Audit twenty');
    const changes = [
      await change('recordStatus', { actionId, rag: 'amber', narrative: 'Twelve were audited.' }),
      await change('reassignOwner', {
        actionId,
        owners: [{ kind: 'PERSON', name: 'Ravi Shah' }],
        reason: 'A new post.',
      }),
      await change('changeDueDate', { actionId, due: { date: '2015-10-31' }, reason: 'Two auditors left.' }),
    ];
    expect(changes.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    const position = Math.max(...changes.map((each) => each.position ?? 0));
    expect(await actionAbout('Audit twenty', position)).toMatchObject({
      rag: { key: 'amber' },
      narrative: 'Twelve were audited.',
      due: { lastDay: '2015-10-31' },
      originalDue: { lastDay: '2015-08-31' },
      owners: [{ name: 'Ravi Shah' }],
    });
  });

  test('of two writers at once on one action one is let through, and the other is told who was first', async () => {
    const { id: actionId, version } = await actionAbout('Train managers', await head());
    const both = await Promise.all([
      change('recordStatus', { actionId, rag: 'red', expectedVersion: version }),
      change('recordStatus', { actionId, rag: 'green', expectedVersion: version }, tokens.actionOwner),
    ]);
    expect(both.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    const [refusal] = both.flatMap(({ userErrors }) => userErrors);
    expect(refusal).toMatchObject({ code: 'POSITION_TAKEN' });
    expect(refusal?.message).toMatch(
      new RegExp(`at version ${version + 1}, written by .+ at 20\\d\\d-.+Read it again`),
    );
    const winner = both.find(({ position }) => position !== null);
    expect(await actionAbout('Train managers', winner?.position ?? 0)).toMatchObject({
      version: version + 1,
    });
  });
});

describe('nothing is lost or doubled', () => {
  test('when Redis is emptied between one change and the next', async () => {
    const { id: actionId } = await actionAbout('listening day', await head());
    let position = 0;
    for (const narrative of ['One.', 'Two.', 'Three.', 'Four.']) {
      const changed = await change('recordStatus', { actionId, narrative });
      position = changed.position ?? 0;
      // As an operator's `redis-cli FLUSHDB`: all that our queues had is gone.
      if (redisUrl !== null) await emptyRedis(redisUrl);
      expect(await actionAbout('listening day', position)).toMatchObject({ narrative });
    }
  });

  test('when the workers are killed in the middle of a batch and others take over', async () => {
    const { id: actionId } = await actionAbout('figures pack', await head());
    const held = await holdUp(db.admin, `read.${tableOf(actionRegister)}`);
    const changes = await Promise.all(
      ['red', 'amber', 'green'].map(async (rag) => change('recordStatus', { actionId, rag })),
    );
    const position = Math.max(...changes.map((each) => each.position ?? 0));
    // They wait for the table now, the bookmark moved and nothing committed.
    await held.waiting();
    workers.child.kill('SIGKILL');
    expect(await workers.ended).toBe('SIGKILL');
    await held.release();

    workers = await startWorkers();
    await actionAbout('figures pack', position);
    const kept = await allRowsOf(db.admin, COUNCIL);
    // One run over the whole log by the workers alone, with nobody killed, gives the same.
    await forget(db.admin, COUNCIL);
    await expect.poll(async () => councilsBehind(db.projector), { timeout: 10_000 }).toEqual([]);
    expect(await allRowsOf(db.admin, COUNCIL)).toEqual(kept);
  });
});

test('the processes run with no more rights in the database than they need', async () => {
  await actions(1);
  const sessions = await db.admin<
    { role: string; is_super: boolean; bypasses: boolean; creates: boolean; owns_of_the_log: number }[]
  >`
    select distinct r.rolname as role, r.rolsuper as is_super, r.rolbypassrls as bypasses,
           r.rolcreaterole or r.rolcreatedb as creates,
           (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname in ('ledger', 'access') and pg_has_role(r.oid, c.relowner, 'member')) as owns_of_the_log
      from pg_stat_activity a join pg_roles r on r.rolname = a.usename
     where a.datname = current_database() and a.pid <> pg_backend_pid()
       and a.client_port is not null and a.usename like 'ledger%'
     order by 1`;
  const least = { is_super: false, bypasses: false, creates: false, owns_of_the_log: 0 };
  expect([...sessions]).toEqual([
    { role: 'ledger_app', ...least },
    { role: 'ledger_projector', ...least },
  ]);
  const [ofApi] = await db.admin<{ owns: number; writes: number }[]>`
    select count(*) filter (where pg_has_role('ledger_app', c.relowner, 'member'))::int as owns,
           count(*) filter (where has_table_privilege('ledger_app', c.oid, 'insert, update, delete, truncate'))::int as writes
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('ledger', 'access', 'read') and c.relkind in ('r', 'v', 'p')`;
  expect(ofApi).toEqual({ owns: 0, writes: 0 });
});
