/** What does logging a read of history cost its reader? The same query, by an adviser who is logged and by a plan manager who is not. */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '@improvement-ledger/event-store';
import { declareReadModels, keepUp, projections } from '@improvement-ledger/projections';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import type { Bench } from './bench.js';
import type { Figure } from './figures.js';
import { printFigures, quantile } from './figures.js';
import { writeLongLog } from './long-log.js';
import type { Contestant } from './rounds.js';
import { inRounds, tableHead, tableRow } from './rounds.js';

const COUNCIL = 'council';
const EVENTS = 5_000;
const CALLERS = [1, 8] as const;
const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

/** A page of one action's history, as a reviewer's screen asks for it. */
const queryFor = (action: number): string => {
  const uuid = `0198c0de-0005-7000-8000-${action.toString(16).padStart(12, '0')}`;
  const id = Buffer.from(`Action:${COUNCIL}:${uuid}`).toString('base64url');
  return `{ action(id: "${id}") { title history(first: 20) { edges { node {
    position type recordedAt effectiveAt actor { name role } reason changes { field before after } } } } } }`;
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
};

const startApi = async (databaseUrl: string): Promise<{ url: string; stop: () => Promise<void> }> => {
  const port = await freePort();
  const child = fork(join(repositoryRoot, 'packages/api/dist/main.js'), {
    env: { ...process.env, DATABASE_URL: databaseUrl, PORT: String(port), LOG_LEVEL: 'warn', REDIS_URL: '' },
  });
  await once(child, 'message');
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
};

const issue = async (admin: Sql, role: string): Promise<string> => {
  const token = `ilt_bench_${v7()}`;
  await admin`insert into access.tokens (hash, principal, kind, role, name)
    values (${createHash('sha256').update(token).digest()}, ${v7()}, 'person', ${role}, ${role})`;
  return token;
};

/** Reads one history after the other, and keeps how long each took. */
const reader = (name: string, url: string, token: string): Contestant & { readonly delays: number[] } => {
  const delays: number[] = [];
  let action = 0;
  return {
    name,
    delays,
    work: async () => {
      action = (action + 1) % 100;
      const begun = performance.now();
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: queryFor(action) }),
      });
      const text = await response.text();
      delays.push(performance.now() - begun);
      if (response.status !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 500));
      return 1;
    },
    close: async () => undefined,
  };
};

export const accessLog: Bench = async (server, settings) => {
  const { adminUrl, appUrl, projectorUrl } = await server.ledgerDatabase('bench_ledger');
  const [admin, projector] = [connect(adminUrl, { max: 1 }), connect(projectorUrl)];
  await declareReadModels(projector);
  await writeLongLog(admin, COUNCIL, EVENTS);
  await keepUp(projector, projections, COUNCIL);
  const api = await startApi(appUrl);
  const tokens = { logged: await issue(admin, 'adviser'), unlogged: await issue(admin, 'planManager') };
  const rows: string[] = [];
  const figures: Figure[] = [];
  for (const callers of CALLERS) {
    const readers = [reader('logged', api.url, tokens.logged), reader('unlogged', api.url, tokens.unlogged)];
    rows.push(
      tableRow(`histories read per second, ${callers} at once`, await inRounds(readers, callers, settings)),
    );
    for (const { name, delays } of readers) {
      for (const share of [0.5, 0.95]) {
        const what = `${name}, ${callers} at once, p${share * 100}`;
        figures.push({ what, unit: 'ms', rounds: [quantile(delays, share)] });
      }
    }
  }
  // The amounts follow the answers; a server that stops writes the last of them.
  await api.stop();
  const [entries] = await admin<{ entries: number }[]>`
    select count(*)::int as entries from access.log join access.log_outcomes using (tenant, entry_id)`;
  console.log([tableHead('question', ['logged', 'unlogged']), ...rows].join('\n'));
  printFigures(figures);
  console.log(`${entries?.entries ?? 0} entries in the log, each with its amounts.`);
  await Promise.all([admin, projector].map(async (sql) => sql.end({ timeout: 5 })));
};
