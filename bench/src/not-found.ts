/** Does it take longer to be told that another council's record is not found than that there is none? */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { connect } from '@improvement-ledger/event-store';
import { startRedis } from '@improvement-ledger/infra';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import type { Bench } from './bench.js';
import { writeLongLog } from './long-log.js';
import { median } from './rounds.js';

const OWN = 'northmere';
const OTHER = 'southmere';
const COUNCILS = [OWN, OTHER];
const EVENTS_EACH = 5_000;
const PORT = 4_091;
const URL_OF_API = `http://127.0.0.1:${PORT}`;
const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

const startApi = async (databaseUrl: string, redisUrl: string | null): Promise<() => Promise<void>> => {
  const child = fork(join(repositoryRoot, 'packages/api/dist/main.js'), {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      ...(redisUrl !== null && { REDIS_URL: redisUrl }),
      PORT: String(PORT),
      LOG_LEVEL: 'warn',
    },
  });
  await once(child, 'message');
  return async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
};

/** A token of the operator's for these councils. */
const issue = async (admin: Sql, councils: readonly string[]): Promise<string> => {
  const token = `ilt_bench_${v7()}`;
  const hash = createHash('sha256').update(token).digest();
  await admin`insert into access.tokens (hash, principal, kind, role, name, tenants)
    values (${hash}, ${v7()}, 'person', 'administrator', 'Bench', ${[...councils]})`;
  return token;
};

const ask = async (token: string, query: string): Promise<string> => {
  const response = await fetch(`${URL_OF_API}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  return response.text();
};

const globalId = (kind: string, council: string, key: string | number): string =>
  Buffer.from(`${kind}:${council}:${key}`).toString('base64url');
/** The stream of a council's first event of a type, without what stands before the record's id. */
const firstOf = async (admin: Sql, council: string, type: string): Promise<string> => {
  const [row] = await admin<{ stream: string }[]>`
    select stream from ledger.events where tenant = ${council} and type = ${type} order by position limit 1`;
  return row?.stream.replace(/^[a-z]+-/, '') ?? '';
};

/** What is asked about a name. */
const questions: Readonly<Record<string, (action: string, change: string) => string>> = {
  action: (action) => `{ action(id: "${action}") { title } }`,
  'a change as a node': (_, change) => `{ node(id: "${change}") { id } }`,
  recordStatus: (action) =>
    `mutation { recordStatus(input: { actionId: "${action}", narrative: "Done." }) { userErrors { code } } }`,
  retractEvent: (_, change) =>
    `mutation { retractEvent(input: { changeId: "${change}", reason: "A slip." }) { userErrors { code } } }`,
};

const timeOf = async (token: string, query: string): Promise<number> => {
  const begun = performance.now();
  const answer = await ask(token, query);
  const took = performance.now() - begun;
  if (!answer.includes('NOT_FOUND')) throw new Error(`Something else was answered: ${answer}`);
  return took;
};

/** Milliseconds of many requests, one about what is hidden and one about what is not there in turn. */
const inTurn = async (
  token: string,
  hidden: string,
  missing: string,
  seconds: number,
): Promise<{ readonly hidden: number[]; readonly missing: number[] }> => {
  const times = { hidden: [] as number[], missing: [] as number[] };
  const end = performance.now() + seconds * 1_000;
  for (let isFirst = true; performance.now() < end; isFirst = !isFirst) {
    // Whichever goes first warms what the second finds.
    if (isFirst) times.hidden.push(await timeOf(token, hidden));
    times.missing.push(await timeOf(token, missing));
    if (!isFirst) times.hidden.push(await timeOf(token, hidden));
  }
  return times;
};

export const notFound: Bench = async (server, { rounds, secondsEach }) => {
  const { adminUrl, appUrl } = await server.ledgerDatabase('not_found');
  const admin = connect(adminUrl, { max: 1 });
  for (const council of COUNCILS) await writeLongLog(admin, council, EVENTS_EACH);
  const ledgerHome = join(repositoryRoot, '.ledger');
  const home = mkdtempSync(join(ledgerHome, 'bench-'));
  const redis = await startRedis({
    home,
    onLine: (line) => console.log(line),
    unpackInto: join(ledgerHome, 'redis', 'unpacked'),
  });
  const stopApi = await startApi(appUrl, redis.url);
  try {
    const token = await issue(admin, [OWN]);
    const action = await firstOf(admin, OTHER, 'ActionAdded');
    const hidden = [globalId('Action', OTHER, action), globalId('Change', OTHER, 2)] as const;
    const missing = [globalId('Action', OTHER, v7()), globalId('Change', OTHER, 9 * EVENTS_EACH)] as const;
    console.log(
      '| asked | hidden, ms | missing, ms | hidden / missing (spread) |\n| --- | --- | --- | --- |',
    );
    for (const [name, queryOf] of Object.entries(questions)) {
      const each = [];
      for (let round = 0; round < rounds; round += 1) {
        const { hidden: one, missing: other } = await inTurn(
          token,
          queryOf(...hidden),
          queryOf(...missing),
          secondsEach,
        );
        each.push({ hidden: median(one), missing: median(other) });
      }
      const ratios = each.map((times) => times.hidden / times.missing);
      const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
      console.log(
        `| ${name} | ${median(each.map((times) => times.hidden)).toFixed(2)} | ${median(each.map((times) => times.missing)).toFixed(2)} | ` +
          `${median(ratios).toFixed(3)} (${low.toFixed(3)}..${high.toFixed(3)}) |`,
      );
    }
  } finally {
    await stopApi();
    await redis.stop();
    await admin.end({ timeout: 1 });
    rmSync(home, { recursive: true, force: true });
  }
};
