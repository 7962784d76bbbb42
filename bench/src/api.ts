/** The API in a process of its own, as in production, and somebody who asks it over HTTP. */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';

const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
};

export interface Api {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Without Redis: reading needs no queue. */
export const startApi = async (databaseUrl: string): Promise<Api> => {
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

/** A token of the operator's that opens every council that there is. */
export const issueToken = async (admin: Sql, role: string): Promise<string> => {
  const token = `ilt_bench_${v7()}`;
  await admin`insert into access.tokens (hash, principal, kind, role, name)
    values (${createHash('sha256').update(token).digest()}, ${v7()}, 'person', ${role}, ${role})`;
  return token;
};

/** Sends one query and gives the answer's text. Throws where it holds an error. */
export const askApi = async (
  url: string,
  token: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  if (response.status !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 500));
  return text;
};

export const globalId = (kind: string, council: string, key: string): string =>
  Buffer.from(`${kind}:${council}:${key}`).toString('base64url');
