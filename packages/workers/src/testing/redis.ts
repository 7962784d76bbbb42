/** A way to Redis that can be shut, and a hand to empty it: for what happens when Redis is lost. */
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

export interface RedisGate {
  /** The same Redis, through the gate. */
  readonly url: string;
  /** Ends what is connected and lets nobody in. */
  readonly shut: () => Promise<void>;
  readonly open: () => Promise<void>;
}

const portOf = (url: URL): number => Number(url.port === '' ? 6379 : url.port);

export const redisGate = async (redisUrl: string): Promise<RedisGate> => {
  const target = new URL(redisUrl);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(portOf(target), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  const listen = async (port: number): Promise<void> =>
    new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(redisUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    shut: async () => {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    open: async () => (server.listening ? undefined : listen(port)),
  };
};

/** Tells Redis to do what it answers with OK, in the database number that the URL names. */
export const tellRedis = async (redisUrl: string, ...commands: readonly string[]): Promise<void> => {
  const { hostname, port, password, pathname } = new URL(redisUrl);
  const number = pathname.slice(1) === '' ? '0' : pathname.slice(1);
  const lines = [...(password === '' ? [] : [`AUTH ${password}`]), `SELECT ${number}`, ...commands];
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port === '' ? 6379 : port), hostname, () => {
      socket.end(lines.map((line) => `${line}\r\n`).join(''));
    });
    let said = '';
    socket.on('data', (bytes) => (said += bytes.toString('latin1')));
    socket.on('error', reject);
    // Each command is answered by its own line: less than that, and it is not known to be done.
    const expected = '+OK\r\n'.repeat(lines.length);
    socket.on('close', () => {
      if (said === expected) resolve();
      else reject(new Error(`Redis did not do it; it said: ${said === '' ? 'nothing' : said}`));
    });
  });
};

/** Empties the database number that the URL names, all of the Redis that its user has; or, where it is ours, every one. */
export const emptyRedis = async (
  redisUrl: string,
  command: 'FLUSHDB' | 'FLUSHALL' = 'FLUSHDB',
): Promise<void> => tellRedis(redisUrl, command);
