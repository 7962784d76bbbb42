/** Our own processes, built and started as they are for users. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
export const scripts = {
  api: `${root}packages/api/dist/main.js`,
  workers: `${root}packages/workers/dist/main.js`,
  ledger: `${root}packages/cli/dist/main.js`,
  start: `${root}infra/dist/start.js`,
  bootstrap: `${root}infra/bootstrap.mjs`,
} as const;

/** Variables of the test run that no child is to take for its own. */
const notPassedOn =
  /^(NODE_OPTIONS|VITEST|TEST|LEDGER_|OTEL_|PORT$|WEB_PORT$|WORKERS_PORT$|DATABASE_URL$|REDIS_URL$|npm_)/;
const environmentWith = (settings: Record<string, string>): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || notPassedOn.test(name) ? [] : [[name, value]],
    ),
  ),
  ...settings,
});

export interface Running {
  readonly child: ChildProcess;
  /** What it has written so far. */
  said(): string;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<number | string>;
}

const runNode = (words: readonly string[], settings: Record<string, string>): Running => {
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: environmentWith(settings),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  // Not once it has ended but once all that it said has arrived as well.
  const ended = once(child, 'close').then(([code, signal]) => (code as number | null) ?? (signal as string));
  return {
    child,
    said: () => said,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
};

export const run = (script: string, words: readonly string[], settings: Record<string, string>): Running =>
  runNode([script, ...words], settings);

/** Runs the text of a module. */
export const runScript = (text: string, settings: Record<string, string>): Running =>
  runNode(['--input-type=module', '--eval', text], settings);

/** Starts a part and waits until it says that it serves. */
export const runPart = async (script: string, settings: Record<string, string>): Promise<Running> => {
  const part = run(script, [], settings);
  const ready = new Promise<void>((resolve) => {
    part.child.on('message', (message) => {
      if ((message as { readonly type?: unknown }).type === 'ready') resolve();
    });
  });
  await Promise.race([
    ready,
    part.ended.then((end) => {
      throw new Error(`${script} ended with ${end}: ${part.said()}`);
    }),
  ]);
  return part;
};

/** Asks all of them to stop; throws when one had ended by itself, or does not end well. */
export const stopAll = async (parts: readonly Running[]): Promise<void> => {
  const ends = await Promise.all(parts.map(async (part) => part.stop()));
  const failed = parts.filter((_, index) => ends[index] !== 0);
  if (failed.length > 0)
    throw new Error(`Ended with ${ends.join(', ')}: ${failed.map((part) => part.said()).join('\n')}`);
};

/** A port that is free now; whoever listens there may find it taken. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** Whether somebody listens at the port of an address. */
export const isListening = async (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(true));
    probe.listen(Number(new URL(url).port), '127.0.0.1', () => probe.close(() => resolve(false)));
  });

/** Asks the API; what it answers besides data is thrown. */
export const askApi = async <Data>(
  url: string,
  token: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Data> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
  if (data === undefined || data === null || errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
};
