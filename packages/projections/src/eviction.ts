/** Whether Redis may throw jobs away. */
import { Redis } from 'ioredis';
import type { QueueHome } from './queue-home.js';

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * A sentence for the operator where Redis evicts keys when its memory is full; `null` where it does not. A warning and
 * no more, since queues hold hints: whatever is evicted is found again, later than it could be.
 */
export const evictionWarning = async (home: QueueHome): Promise<string | null> => {
  if ('databaseUrl' in home) return null;
  const redis = new Redis(home.redisUrl, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: () => null,
  });
  let reason: Error | undefined;
  redis.on('error', (error) => (reason ??= error));
  try {
    await redis.connect();
    const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1];
    if (policy === undefined || policy === 'noeviction') return null;
    return (
      `Redis throws jobs away when its memory is full (maxmemory-policy is ${policy}): set maxmemory-policy to ` +
      'noeviction. Until then read models may be late; nothing is lost, since the sweeper finds what is missing.'
    );
  } catch (error) {
    // The client says only that its connection closed; the event before it says why.
    throw reason ?? error;
  } finally {
    redis.disconnect();
  }
};
