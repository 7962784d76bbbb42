/** `npm start` as it is, on free ports and in a folder of its own. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { issueLocalTokens } from '../packages/cli/src/index.js';
import { roles } from '../packages/domain/src/index.js';
import { beginPlan, createTestDatabase } from '../packages/event-store/src/testing/index.js';
import type { Running } from './child-processes.js';
import { askApi, freePort, isListening, run, scripts } from './child-processes.js';
import type { Process } from './process-tree.js';
import { startedBy, stillRunning } from './process-tree.js';

const START_MS_MAX = 150_000;
/** A database number of Redis that no other test file uses, so that hints do not go astray. */
const REDIS_DATABASE = 9;
const kept = fileURLToPath(new URL('../.ledger/', import.meta.url));

/** A folder for everything that a start keeps, with the Redis that this machine has unpacked already. */
const newHome = (): string => {
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  const home = mkdtempSync(join(kept, 'test-start-'));
  const unpacked = join(kept, 'redis', 'unpacked');
  if (existsSync(unpacked)) {
    mkdirSync(join(home, 'redis'));
    symlinkSync(unpacked, join(home, 'redis', 'unpacked'));
  }
  return home;
};

interface Access {
  readonly apiUrl: string;
  readonly webUrl: string | null;
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly tokens: Readonly<Record<string, string>>;
}
interface Started extends Running {
  readonly processes: readonly Process[];
}

/** Starts, and waits until it says that it is up. */
const start = async (home: string, settings: Record<string, string>, script: string): Promise<Started> => {
  const words = script === scripts.bootstrap ? ['start'] : [];
  const launcher = run(script, words, { LEDGER_HOME: home, LOG_LEVEL: 'error', ...settings });
  onTestFinished(async () => void (await launcher.stop()));
  let end: number | string | undefined;
  void launcher.ended.then((code) => (end = code));
  await expect
    .poll(() => end ?? (launcher.said().includes('(Ready in') ? 'up' : 'starting'), {
      timeout: START_MS_MAX,
      message: 'comes up',
    })
    .not.toBe('starting');
  expect(end, launcher.said()).toBeUndefined();
  const processes = startedBy(launcher.child.pid ?? 0);
  return { ...launcher, processes };
};
const accessIn = (home: string): Access =>
  JSON.parse(readFileSync(join(home, 'access.json'), 'utf8')) as Access;

interface Sample {
  readonly councils: readonly {
    readonly key: string;
    readonly plans: {
      readonly edges: readonly {
        readonly node: {
          readonly actions: {
            readonly totalCount: number;
            readonly edges: readonly { readonly node: { readonly id: string; readonly narrative: string } }[];
          };
        };
      }[];
    };
  }[];
}
type Door = Pick<Access, 'apiUrl' | 'tokens'>;
/** The one council, how many actions its plan has, and the first of them. */
const sampleOf = async (access: Door, role = 'adviser') => {
  const { councils } = await askApi<Sample>(
    access.apiUrl,
    access.tokens[role] ?? '',
    `{ councils { key plans(first: 1) { edges { node { actions(first: 1) { totalCount edges { node { id narrative } } } } } } } }`,
  );
  const [council] = councils;
  const actions = council?.plans.edges[0]?.node.actions;
  return { council: council?.key ?? '', count: actions?.totalCount ?? 0, first: actions?.edges[0]?.node };
};

/** Reports on the first action of the sample, and reads it back as soon as the answer may be known. */
const reportAndRead = async (access: Door, narrative: string): Promise<void> => {
  const { council, first } = await sampleOf(access);
  const { apiUrl, tokens } = access;
  const { recordStatus } = await askApi<{
    recordStatus: { position: number | null; userErrors: unknown[] };
  }>(
    apiUrl,
    tokens['planManager'] ?? '',
    'mutation ($input: RecordStatusInput!) { recordStatus(input: $input) { position userErrors { message } } }',
    { input: { actionId: first?.id, narrative } },
  );
  expect(recordStatus.userErrors).toEqual([]);
  const { action } = await askApi<{ action: { narrative: string } }>(
    apiUrl,
    tokens['adviser'] ?? '',
    'query ($id: ID!, $at: [MinPosition!]) { action(id: $id, minPosition: $at) { narrative } }',
    { id: first?.id, at: [{ council, position: recordStatus.position }] },
  );
  expect(action).toEqual({ narrative });
};

describe('npm start', { timeout: 2 * START_MS_MAX }, () => {
  const home = newHome();
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  let port: number;
  /** Said while the sample council goes in, which takes most of the time of a first start. */
  const LOADING = /Loading the sample council/;

  test('brings everything up from nothing, tells how to sign in, and stops all of it when told to', async () => {
    port = await freePort();
    const started = await start(home, { PORT: String(port) }, scripts.bootstrap);
    expect(started.said()).toMatch(LOADING);
    const { processes } = started;
    const access = accessIn(home);
    expect(access).toMatchObject({
      apiUrl: `http://127.0.0.1:${port}`,
      webUrl: null,
      databaseUrl: expect.stringMatching(/^postgres:\/\/ledger_app:/) as string,
    });
    expect(Object.keys(access)).toContain('redisUrl');
    expect(statSync(join(home, 'access.json')).mode & 0o777).toBe(0o600);
    expect(Object.keys(access.tokens).toSorted()).toEqual([...roles].toSorted());
    for (const role of roles) {
      const { council, count } = await sampleOf(access, role);
      expect([role, council, count > 50]).toEqual([role, 'northmere', true]);
    }
    await reportAndRead(access, 'Told on the first day.');

    // A second one on the same port says so at once, and one in the same folder as well.
    const elsewhere = mkdtempSync(join(kept, 'test-start-'));
    onTestFinished(() => rmSync(elsewhere, { recursive: true, force: true }));
    const inTheWay = run(scripts.start, [], { LEDGER_HOME: elsewhere, PORT: String(port) });
    expect(await inTheWay.ended).toBe(1);
    expect(inTheWay.said()).toBe(
      `Port ${port} is in use by another program: stop that program, or set PORT to a free port.\n`,
    );
    const again = run(scripts.start, [], { LEDGER_HOME: home, PORT: String(await freePort()) });
    expect(await again.ended).toBe(1);
    expect(again.said()).toMatch(/^Another start already runs here .+: stop it first, or set LEDGER_HOME/);

    const told = performance.now();
    expect(await started.stop()).toBe(0);
    // Its own bounds make eight seconds of it at the most.
    expect(performance.now() - told).toBeLessThan(10_000);
    expect(started.said()).toContain('Stopped.');
    expect(stillRunning(processes)).toEqual([]);
    for (const url of [
      access.apiUrl,
      access.databaseUrl,
      ...(access.redisUrl === null ? [] : [access.redisUrl]),
    ]) {
      expect([url, await isListening(url)]).toEqual([url, false]);
    }
  });

  test('comes up again with everything that was recorded and nothing to load, and ends when a part is killed', async (context) => {
    const started = await start(home, { PORT: String(port) }, scripts.bootstrap);
    expect(started.said()).not.toMatch(LOADING);
    const access = accessIn(home);
    expect(await sampleOf(access)).toMatchObject({ first: { narrative: 'Told on the first day.' } });

    const api = started.processes.find(({ command }) => command.includes('packages/api/dist/main.js'));
    if (api === undefined) return context.skip('finds the API through /proc, which is Linux’s');
    process.kill(api.pid, 'SIGKILL');
    expect(await started.ended).toBe(1);
    expect(started.said()).toMatch(/api ended by itself: read .+api\.log, then start again/);
    expect(started.said()).toContain('Everything else was stopped.');
    expect(stillRunning(started.processes)).toEqual([]);
    for (const url of [access.apiUrl, access.databaseUrl]) {
      expect([url, await isListening(url)]).toEqual([url, false]);
    }
  });
});

describe('npm start, given a Postgres', { timeout: 2 * START_MS_MAX }, async () => {
  const home = newHome();
  const db = await createTestDatabase(inject('adminUrl'));
  // The roles belong to the server, which other tests use at the same time: they keep their password.
  writeFileSync(join(home, 'role-password'), new URL(db.appUrl).password, { mode: 0o600 });
  let tokens: Access['tokens'];
  beforeAll(async () => {
    await beginPlan(db.app, 'northmere');
    tokens = await issueLocalTokens({ adminUrl: db.adminUrl });
  }, START_MS_MAX);
  afterAll(async () => {
    await db.close();
    rmSync(home, { recursive: true, force: true });
  });
  const startWith = async (settings: Record<string, string>) => {
    const port = String(await freePort());
    const started = await start(home, { DATABASE_URL: db.adminUrl, PORT: port, ...settings }, scripts.start);
    return { started, door: { apiUrl: `http://127.0.0.1:${port}`, tokens } };
  };
  const redisUrl = inject('redisUrl');

  test.skipIf(redisUrl === null)('and a Redis starts neither of its own', async () => {
    const { started, door } = await startWith({
      REDIS_URL: new URL(`/${REDIS_DATABASE}`, redisUrl ?? '').href,
    });
    await reportAndRead(door, 'Told with a Redis.');
    const ours = started.processes.map(({ command }) => /packages\/(\w+)\/dist\/main\.js/.exec(command)?.[1]);
    // Found through /proc, which is Linux’s.
    expect(new Set(ours)).toEqual(new Set(process.platform === 'linux' ? ['api', 'workers'] : []));
    expect(readdirSync(home)).not.toContain('postgres');
    // Whoever brings a database brings its sign-ins.
    expect(readdirSync(home)).not.toContain('access.json');
    expect(await started.stop()).toBe(0);
  });

  test('and told to do without Redis keeps its queue in Postgres', async () => {
    const { started, door } = await startWith({ LEDGER_REDIS: 'postgres' });
    expect(started.said()).toContain('BullMQ runs on its Postgres backend');
    for (const narrative of ['Told without.', 'And again.']) await reportAndRead(door, narrative);
    // The queue was made and used there: nothing had to be made up for by the sweeper alone.
    await expect
      .poll(async () => {
        const [row] = await db.admin<{ made: boolean }[]>`
          select to_regclass('queue.migration') is not null as made`;
        return row?.made;
      })
      .toBe(true);
    for (const log of ['api.log', 'workers.log']) {
      expect(readFileSync(join(home, 'logs', log), 'utf8')).not.toMatch(/permission denied/);
    }
    expect(await started.stop()).toBe(0);
  });
});
