import { connect } from 'node:net';
import { evictionWarning } from '@improvement-ledger/cli';
import postgres from 'postgres';

/** Asked before anything relies on it: a wrong DATABASE_URL is named here, not guessed from a stack trace later. */
export async function assertPostgresAnswers(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    await sql`select 1`;
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(
      `The Postgres that DATABASE_URL names does not answer (${reason}): start it, or correct or unset DATABASE_URL.`,
      { cause: error },
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** A line for the operator where Redis may throw jobs away, or cannot be asked; the queues work all the same. */
export async function redisWarning(url: string): Promise<string | null> {
  try {
    return await evictionWarning({ redisUrl: url });
  } catch (error) {
    const reason = (error as Error).message;
    return `Redis was not to be asked whether it throws jobs away when its memory is full (${reason}): see that maxmemory-policy is noeviction.`;
  }
}

/** Whether somebody listens there; the queues' own client sees to the sign-in. */
export async function assertRedisListens(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port === '' ? 6379 : port), hostname.replace(/^\[|\]$/g, ''));
    const fail = (reason: string): void => {
      socket.destroy();
      const sentence = `The Redis that REDIS_URL names does not answer (${reason}): start it, or correct or unset REDIS_URL.`;
      reject(new Error(sentence));
    };
    socket.setTimeout(5_000, () => fail('no answer within 5 s'));
    socket.once('error', (error) => fail(error.message));
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}
