/** A ledger goes from Debian's Postgres 15 into the Postgres 18 that we bring, by the commands of the runbook. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres } from '../infra/src/index.js';
import type { DebianPostgres } from '../infra/src/testing/debian-postgres.js';
import { debianPostgres } from '../infra/src/testing/debian-postgres.js';
import { runCommandLine } from '../packages/cli/src/command-line.js';
import { append, connect, prepareDatabase } from '../packages/event-store/src/index.js';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { personRequest } from '../packages/event-store/src/testing/index.js';
import { catchUp, declareReadModels, projections } from '../packages/projections/src/index.js';
import { allRowsOf, forget, openLog, planWith } from '../packages/projections/src/testing/index.js';

const execute = promisify(execFile);
const folderOf = (path: string): string => new URL(path, import.meta.url).pathname;
const runbook = readFileSync(folderOf('../docs/runbooks/backup-and-restore.md'), 'utf8');
const debian = await debianPostgres();
const why = debian === undefined ? ' (skipped: this machine has no Postgres 15, nor can it be unpacked)' : '';

/** The commands of a block of the runbook. */
const commandsOf = (block: string): string => {
  const commands = new RegExp(`^\`\`\`sh ${block}\n(.*?)^\`\`\``, 'ms').exec(runbook)?.[1];
  if (commands === undefined) throw new Error(`The runbook has no block "${block}".`);
  return commands;
};

type Sql = TestDatabase['admin'];
interface Side {
  readonly admin: Sql;
  readonly app: Sql;
  readonly projector: Sql;
  readonly appUrl: string;
}
const COUNCILS = ['eastmarch', 'westmarch'] as const;
/** Up to where the read models had read when the dump was made. */
const READ = 8;
const command = personRequest();

/** All that must be the same afterwards: where it stands, when it was learned, what was hashed and what was sealed. */
const logOf = async ({ admin }: Side) => ({
  heads: [...(await admin`select * from ledger.tenants order by tenant`)],
  events: [
    ...(await admin`select *, encode(leaf, 'hex') as leaf from ledger.events order by tenant, position`),
  ],
  texts: [...(await admin`select * from ledger.sealed_values order by tenant, id`)],
  commands: [...(await admin`select * from ledger.commands order by tenant, command_id`)],
  bookmarks: [
    ...(await admin`select tenant, projection, version, position from read.bookmarks order by 1, 2, 3`),
  ],
});

/** What keeps the log as it is, besides its rows. */
const guardsOf = async ({ admin }: Side) => ({
  policies: [
    ...(await admin`
      select schemaname, tablename, policyname, cmd, roles::text, qual, with_check from pg_policies order by 1, 2, 3`),
  ],
  triggers: [
    ...(await admin`
      select tgrelid::regclass::text as on, pg_get_triggerdef(oid) as does from pg_trigger where not tgisinternal order by 1, 2`),
  ],
  tables: [
    ...(await admin`
      select c.oid::regclass::text as name, pg_get_userbyid(relowner) as owner, relrowsecurity, relforcerowsecurity,
             (select string_agg(r || ' ' || p, ', ' order by r, p)
                from unnest(array['ledger_owner', 'ledger_app', 'ledger_projector']) r,
                     unnest(array['select', 'insert', 'update', 'delete', 'truncate']) p
               where has_table_privilege(r, c.oid, p)) as may
        from pg_class c where relnamespace in (select oid from pg_namespace where nspname in ('ledger', 'access', 'read'))
         and relkind in ('r', 'v') order by 1`),
  ],
  functions: [
    ...(await admin`
      select p.oid::regprocedure::text as name, pg_get_userbyid(proowner) as owner, prosecdef, prosrc, proconfig,
             has_function_privilege('ledger_app', p.oid, 'execute') as app,
             has_function_privilege('ledger_projector', p.oid, 'execute') as projector
        from pg_proc p where pronamespace in (select oid from pg_namespace where nspname in ('ledger', 'access'))
       order by 1`),
  ],
  roles: [
    ...(await admin`
      select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin from pg_roles
       where rolname like 'ledger%' order by 1`),
  ],
});

describe.skipIf(debian === undefined)(`a ledger dumped by Postgres 15 and restored by 18${why}`, () => {
  const stops: (() => Promise<unknown>)[] = [];
  let home = '';
  let [from, to] = [{}, {}] as [Side, Side];
  let before: Awaited<ReturnType<typeof logOf>>;
  let guards: Awaited<ReturnType<typeof guardsOf>>;

  const start = async (name: string, version: DebianPostgres | undefined): Promise<string> => {
    const place = join(home, name);
    const user = version?.userAt(place);
    const server = await startPostgres({ home: place, user, persistent: false, onLine: () => undefined });
    stops.push(async () => server.stop());
    return server.adminUrl;
  };
  const sideOf = async (adminUrl: string): Promise<Side> => {
    const { appUrl, projectorUrl } = await prepareDatabase({ adminUrl, rolePassword: 'test-only' });
    const [admin, app, projector] = [adminUrl, appUrl, projectorUrl].map((url) =>
      connect(url, { max: 2 }),
    ) as [Sql, Sql, Sql];
    stops.push(async () => Promise.all([admin.end(), app.end(), projector.end()]));
    return { admin, app, projector, appUrl };
  };
  const run = async (block: string, urls: Record<string, string>): Promise<string> => {
    const env = { ...process.env, ...debian?.env, ...urls, PATH: `${debian?.bin}:${process.env['PATH']}` };
    const { stdout } = await execute('bash', ['-euo', 'pipefail', '-c', commandsOf(block)], { env });
    return stdout;
  };

  beforeAll(async () => {
    mkdirSync(folderOf('../.ledger'), { recursive: true, mode: 0o700 });
    home = mkdtempSync(folderOf('../.ledger/test-restore-'));
    mkdirSync(join(home, 'old'));
    mkdirSync(join(home, 'new'));
    const urls = { FROM: await start('old', debian), TO: await start('new', undefined), BACKUP: home };
    from = await sideOf(urls.FROM);
    await declareReadModels(from.projector);
    for (const tenant of COUNCILS) {
      const log = await openLog(from.app, tenant);
      await log.tell(...planWith());
      await append(from.app, [tenant], tenant, command);
      for (const each of projections) await catchUp(from.projector, each, tenant);
    }
    // What was recorded since is read from the backup alone.
    for (const tenant of COUNCILS)
      await append(from.app, [tenant], tenant, personRequest({}, { persons: 40 }));
    [before, guards] = [await logOf(from), await guardsOf(from)];
    await run('backup', urls);
    await run('restore', urls);
    to = await sideOf(urls.TO);
  }, 120_000);
  afterAll(async () => {
    for (const stop of stops.toReversed()) await stop();
    rmSync(home, { recursive: true, force: true });
  });

  test('was on 15, and is on 18', async () => {
    const versionOf = async ({ admin }: Side) =>
      (await admin<{ version: string }[]>`select current_setting('server_version') as version`)[0]?.version;
    expect(await versionOf(from)).toMatch(/^15\./);
    expect(await versionOf(to)).toMatch(/^18\./);
  });

  test('has the same positions, times, leaves, texts, commands and bookmarks', async () => {
    expect(before.events).toHaveLength(COUNCILS.length * (READ + 40));
    expect(await logOf(to)).toEqual(before);
  });

  test('has the same roles, row-level security, triggers, functions and privileges, and nothing left to migrate', async () => {
    expect(guards.policies.length).toBeGreaterThan(4);
    expect(guards.triggers.length).toBeGreaterThan(4);
    expect(await guardsOf(to)).toEqual(guards);
  });

  test('verifies: every hash is computed anew', async () => {
    expect(commandsOf('verify')).toBe('npm run ledger -- verify\n');
    const said: string[] = [];
    const say = (line: string): number => said.push(line);
    const environment = { DATABASE_URL: to.appUrl };
    expect(await runCommandLine(['verify'], environment, { out: say, err: say, folder: home })).toBe(0);
    expect(said.at(-1)).toBe(`${before.events.length} events verified`);
  });

  test('keeps what it holds from being changed, and one council from another', async () => {
    for (const statement of ['update ledger.events set leaf = leaf', 'truncate ledger.sealed_values']) {
      await expect(to.admin.unsafe(statement)).rejects.toMatchObject({ code: 'LG001' });
      await expect(to.app.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
    }
    expect(await to.app`select from ledger.events`).toHaveLength(0);
    const refused = append(to.app, ['westmarch'], 'eastmarch', personRequest());
    await expect(refused).rejects.toMatchObject({ code: 'LG003' });
  });

  test('goes on: a command of before is answered as before, and a new one comes next', async () => {
    const answer = { count: 1, firstPosition: READ, head: READ };
    expect(await append(to.app, ['eastmarch'], 'eastmarch', command)).toMatchObject({
      ...answer,
      outcome: 'repeated',
    });
    expect(await append(to.app, ['eastmarch'], 'eastmarch', personRequest())).toMatchObject({
      outcome: 'recorded',
      firstPosition: READ + 41,
    });
  });

  test('has read models that resume from their bookmarks, and then hold what a replay gives', async () => {
    await declareReadModels(to.projector);
    for (const tenant of COUNCILS) {
      const head = tenant === 'eastmarch' ? READ + 41 : READ + 40;
      for (const each of projections) {
        const caughtUp = await catchUp(to.projector, each, tenant);
        expect(caughtUp).toEqual({ position: head, applied: head - READ, parked: null });
      }
      const resumed = await allRowsOf(to.admin, tenant);
      await forget(to.admin, tenant);
      for (const each of projections) await catchUp(to.projector, each, tenant);
      expect(resumed).toEqual(await allRowsOf(to.admin, tenant));
    }
  });
});
