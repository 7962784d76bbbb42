/** The API as it runs, for tests: real HTTP, a database of its own, read models kept in the same process. */
import { createHash } from 'node:crypto';
import type { Role } from '@improvement-ledger/domain';
import { roles } from '@improvement-ledger/domain';
import type { TestDatabase } from '@improvement-ledger/event-store/testing';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import type { HintQueue } from '@improvement-ledger/projections';
import { declareReadModels, keepUp, projections } from '@improvement-ledger/projections';
import { makeLogger } from '@improvement-ledger/telemetry/process';
import type { FastifyInstance } from 'fastify';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import type { ServerParts } from '../server.js';
import { makeServer } from '../server.js';

/** Long enough for a busy machine to read; and while nothing is read, no longer than it takes to see that. */
const WAIT_MS_MAX = { reading: 15_000, paused: 100 };

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly argument?: string };
  }[];
  readonly codes: readonly string[];
}
interface Asking {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RunningApi {
  readonly url: string;
  readonly database: TestDatabase;
  /** One token for each role, for every council. */
  readonly tokens: Readonly<Record<Role, string>>;
  /** What was logged, a line each. */
  readonly log: readonly string[];
  /** A new token that opens these councils; `null` opens all. */
  token(role: Role, councils: readonly string[] | null, name?: string): Promise<string>;
  /** Sends a query as the plan manager, unless told otherwise. */
  ask(query: string, asking?: Asking): Promise<Answer>;
  /** Sends bytes as they are. */
  send(init: RequestInit, path?: string): Promise<Answer>;
  /** The last position of every council. */
  heads(): Promise<Readonly<Record<string, number>>>;
  /** While paused, what is recorded is not read. */
  pauseReading(isPaused: boolean): Promise<void>;
  stop(): Promise<void>;
}

const issue = async (admin: Sql, role: Role, councils: readonly string[] | null, name: string) => {
  const token = `ilt_test_${v7()}${v7()}`;
  const hash = createHash('sha256').update(token).digest();
  await admin`insert into access.tokens (hash, principal, kind, role, name, tenants, expires_at)
    values (${hash}, ${v7()}, 'person', ${role}, ${name}, ${councils === null ? null : [...councils]},
      clock_timestamp() + interval '1 hour')`;
  return token;
};

const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const { data = null, errors = [] } = text.startsWith('{')
    ? (JSON.parse(text) as Partial<Pick<Answer, 'data' | 'errors'>>)
    : {};
  const codes = errors.map(({ extensions }) => extensions.code);
  return { status: response.status, headers: response.headers, text, data, errors, codes };
};

/** Reads what was recorded as the workers do, at once. */
const readingQueue = (projector: Sql) => {
  let isPaused = false;
  let underWay: Promise<unknown> = Promise.resolve();
  const read = async (tenant: string): Promise<void> => {
    const kept = await keepUp(projector, projections, tenant);
    for (const { result } of kept) if (result.status === 'rejected') throw result.reason;
  };
  const hints: HintQueue = {
    give: async ({ tenant }) => {
      if (isPaused) return;
      const reading = read(tenant);
      underWay = Promise.allSettled([underWay, reading]);
      await reading;
    },
    counts: async () => ({ waiting: 0 }),
    close: async () => undefined,
  };
  const pause = async (paused: boolean): Promise<void> => {
    isPaused = paused;
    await underWay;
  };
  const waitMsMax = (): number => (isPaused ? WAIT_MS_MAX.paused : WAIT_MS_MAX.reading);
  return { hints, pause, waitMsMax };
};

const issueAll = async (admin: Sql): Promise<Record<Role, string>> => {
  const issued = await Promise.all(
    roles.map(async (role) => [role, await issue(admin, role, null, `Test ${role}`)] as const),
  );
  return Object.fromEntries(issued) as Record<Role, string>;
};

const listen = async (server: FastifyInstance): Promise<string> =>
  server.listen({ port: 0, host: '127.0.0.1' });

export const runTestApi = async (
  adminUrl: string,
  more: Pick<ServerParts, 'mailSecrets'> = {},
): Promise<RunningApi> => {
  const database = await createTestDatabase(adminUrl);
  await declareReadModels(database.projector);
  const { hints, pause, waitMsMax } = readingQueue(database.projector);
  const log: string[] = [];
  const logger = makeLogger('api', 'warn', { write: (line: string) => void log.push(line) });
  const server = await makeServer({
    sql: database.app,
    hints,
    logger,
    get waitMsMax() {
      return waitMsMax();
    },
    ...more,
    // A test may say from which address it comes.
    trustProxy: ['127.0.0.1'],
    loopbackIssuers: true,
  });
  const url = await listen(server);
  const tokens = await issueAll(database.admin);

  const send = async (init: RequestInit, path = '/graphql'): Promise<Answer> =>
    answerOf(await fetch(`${url}${path}`, init));
  return {
    url,
    database,
    tokens,
    log,
    send,
    token: async (role, councils, name = `Test ${role}`) => issue(database.admin, role, councils, name),
    ask: async (query, { variables = {}, token = tokens.planManager, headers = {} } = {}) =>
      send({
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      }),
    heads: async () => {
      const rows = await database.admin<{ tenant: string; position: number }[]>`
        select tenant, position from ledger.tenants`;
      return Object.fromEntries(rows.map(({ tenant, position }) => [tenant, position]));
    },
    pauseReading: pause,
    stop: async () => {
      await server.close();
      await database.close();
    },
  };
};
