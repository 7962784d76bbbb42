/** The API and the workers as processes that tell everything: traces to a collector, measures, and every log line. */
import { issueLocalTokens } from '../packages/cli/src/index.js';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import { freePort, runPart, scripts } from './child-processes.js';
import { openCollector } from './collector.js';

/** So seldom that whatever is caught up was hinted at. */
const NEVER_MS = 600_000;

interface Sending {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
export interface Answer {
  readonly status: number;
  readonly requestId: string;
  readonly text: string;
  readonly data: Record<string, unknown>;
  readonly codes: readonly string[];
}

export const runTellingLedger = async (adminUrl: string, redisUrl: string | null) => {
  const db = await createTestDatabase(adminUrl);
  const tokens = await issueLocalTokens({ adminUrl: db.adminUrl });
  const collector = await openCollector();
  const [apiPort, workersPort] = [await freePort(), await freePort()];
  const shared = {
    ...(redisUrl === null ? { QUEUE_DATABASE_URL: db.projectorUrl } : { REDIS_URL: redisUrl }),
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    LOG_LEVEL: 'trace',
  };
  const parts = await Promise.all([
    runPart(scripts.api, { ...shared, DATABASE_URL: db.appUrl, PORT: String(apiPort) }),
    runPart(scripts.workers, {
      ...shared,
      DATABASE_URL: db.projectorUrl,
      WORKERS_PORT: String(workersPort),
      SWEEP_INTERVAL_MS: String(NEVER_MS),
    }),
  ]);
  const urls = { api: `http://127.0.0.1:${apiPort}`, workers: `http://127.0.0.1:${workersPort}` };

  const send = async (init: RequestInit, path = '/graphql'): Promise<Answer> => {
    const response = await fetch(`${urls.api}${path}`, init);
    const text = await response.text();
    const { data, errors = [] } = (text.startsWith('{') ? JSON.parse(text) : {}) as {
      readonly data?: Record<string, unknown>;
      readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
    };
    const requestId = response.headers.get('x-request-id') ?? '';
    const codes = errors.map(({ extensions }) => extensions.code);
    return { status: response.status, requestId, text, data: data ?? {}, codes };
  };

  return {
    db,
    tokens,
    collector,
    urls,
    send,
    ask: async (
      query: string,
      { variables = {}, token = tokens.administrator, headers = {} }: Sending = {},
    ) =>
      send({
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
        body: JSON.stringify({ query, variables }),
      }),
    /** Every line that was logged, as it was written. */
    logged: (): string[] =>
      parts.flatMap((part) =>
        part
          .said()
          .split('\n')
          .filter((line) => line !== ''),
      ),
    stop: async () => {
      await Promise.all(parts.map(async (part) => part.stop()));
      await collector.close();
      await db.close();
    },
  };
};
export type TellingLedger = Awaited<ReturnType<typeof runTellingLedger>>;
