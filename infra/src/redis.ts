import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { lastLines, openLog } from './log-file.js';
import { freePort } from './ports.js';
import { dyingWithLauncher, endChild, endLeftovers, hasExited, processesIn, until } from './processes.js';
import { redisEnv, redisOnPath, redisUnpacked, type RedisBinary } from './redis-binary.js';
import { keptSecret } from './secret-file.js';

/** path: a server that the machine has. unpack: from the system's packages. postgres: none, BullMQ uses Postgres. */
export const redisWays = ['path', 'unpack', 'postgres'] as const;
type RedisWay = (typeof redisWays)[number];

export interface RedisOptions {
  readonly home: string;
  readonly port?: number | undefined;
  readonly onLine: (line: string) => void;
  /** Only this way, and a sentence when it is not to be had; otherwise the ways in order. */
  readonly only?: RedisWay | undefined;
  /** Where an unpacked Redis is kept; in home unless said. */
  readonly unpackInto?: string | undefined;
  /** For tests: the PATH that is searched. */
  readonly path?: string | undefined;
}

export interface RunningRedis {
  readonly url: string | null;
  readonly how: string;
  /** Its last lines, once it ended without being told to. */
  readonly crashed: Promise<string[]>;
  readonly stop: () => Promise<void>;
}

const none: RunningRedis = {
  url: null,
  how: 'Redis: none found; BullMQ runs on its Postgres backend',
  crashed: new Promise(() => undefined),
  stop: async () => undefined,
};

/** Starts a private Redis on 127.0.0.1. It keeps nothing on disk: what it holds are hints, the truth is in Postgres. */
export async function startRedis(options: RedisOptions): Promise<RunningRedis> {
  const folder = join(options.home, 'redis');
  mkdirSync(join(folder, 'run'), { recursive: true, mode: 0o700 });
  mkdirSync(join(options.home, 'logs'), { recursive: true, mode: 0o700 });
  const binary = await findBinary(options, options.unpackInto ?? join(folder, 'unpacked'));
  if (binary === undefined) {
    options.onLine(none.how);
    return none;
  }
  return startServer(binary, folder, options);
}

async function findBinary(options: RedisOptions, unpackInto: string): Promise<RedisBinary | undefined> {
  const { only, onLine, path } = options;
  if (only === 'postgres') return undefined;
  const onPath = only === 'unpack' ? undefined : await redisOnPath(path);
  if (only === 'path' && onPath === undefined) {
    throw new Error(
      'LEDGER_REDIS=path wants a redis-server or valkey-server of version 6.2 or later on the PATH, and there is none: install one, or unset LEDGER_REDIS.',
    );
  }
  const found = onPath ?? (only === 'path' ? undefined : await redisUnpacked(unpackInto, onLine));
  if (only === 'unpack' && found === undefined) {
    throw new Error(
      'LEDGER_REDIS=unpack wants Redis from Debian’s or Ubuntu’s packages, and apt-get could not fetch it: check the network, or unset LEDGER_REDIS.',
    );
  }
  return found;
}

async function startServer(
  binary: RedisBinary,
  folder: string,
  options: RedisOptions,
): Promise<RunningRedis> {
  const working = join(folder, 'run');
  await endLeftovers(() => processesIn(working), 'SIGTERM');
  const log = openLog(join(options.home, 'logs', 'redis.log'));
  const password = keptSecret(join(options.home, 'redis-password'));
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const child = spawnServer(binary, configure(folder, port, password), working, log.fd);
    const answered = await until(async () => hasExited(child) || (await answers(port, password)), 10_000);
    if (answered && !hasExited(child)) {
      return running(child, binary, `redis://:${password}@127.0.0.1:${port}`, () => lastLines(log));
    }
    await endChild(child, [
      ['SIGTERM', 500],
      ['SIGKILL', 500],
    ]);
    if (options.port === undefined && attempt < 3) continue;
    throw new Error(startFailure(port, log.path, lastLines(log, 5).join('\n')));
  }
}

function startFailure(port: number, logPath: string, output: string): string {
  if (/Address already in use/i.test(output)) {
    return `Port ${port}, meant for Redis, is in use by another program: stop that program, or choose another port.`;
  }
  return `Redis did not start: read ${logPath}, or set LEDGER_REDIS=postgres to do without it. It said last:\n${output}`;
}

/** In a file that only its owner reads: on the command line everybody could read the password. */
function configure(folder: string, port: number, password: string): string {
  const file = join(folder, 'redis.conf');
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    'save ""',
    'appendonly no',
    'maxmemory-policy noeviction',
    'daemonize no',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return file;
}

function spawnServer(binary: RedisBinary, config: string, cwd: string, logFd: number): ChildProcess {
  const [command, ...rest] = [...dyingWithLauncher('TERM'), binary.command, config];
  // A group of its own: Ctrl-C reaches the launcher alone, which stops the parts in order.
  const child = spawn(command, rest, {
    cwd,
    env: redisEnv(binary),
    stdio: ['ignore', logFd, logFd],
    detached: true,
  });
  child.on('error', () => undefined);
  return child;
}

function running(child: ChildProcess, binary: RedisBinary, url: string, tail: () => string[]): RunningRedis {
  let stopping = false;
  const crashed = new Promise<string[]>((resolve) => {
    child.once('exit', () => {
      if (!stopping) resolve(tail());
    });
  });
  const stop = async (): Promise<void> => {
    stopping = true;
    await endChild(child, [
      ['SIGTERM', 1_000],
      ['SIGKILL', 500],
    ]);
  };
  return { url, how: `Redis: ${binary.how}`, crashed, stop };
}

/** Our password has to open it: a stranger on the same port would answer too. */
function answers(port: number, password: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    let said = '';
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
    socket.on('data', (bytes) => {
      said += bytes.toString('latin1');
      if (said.includes('+PONG')) end(true);
      if (said.startsWith('-')) end(false);
    });
  });
}
