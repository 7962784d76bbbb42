/** Opens a queue where queues live. */
import { Queue } from 'bullmq';
import type { QueueHome, WhenAway } from './queue-home.js';
import { onPostgres, postgresConnection, queueOptions, redisConnection } from './queue-home.js';
import type { QueueKind } from './queues.js';

export const openQueue = <Data>(
  home: QueueHome,
  { name }: QueueKind,
  whenAway: WhenAway,
  onError: (error: Error) => void,
): Queue<Data> => {
  const queue =
    'redisUrl' in home
      ? new Queue<Data>(name, { ...queueOptions, connection: redisConnection(home.redisUrl, whenAway) })
      : (new (onPostgres().Queue)<Data>(name, {
          ...queueOptions,
          connection: postgresConnection(home.databaseUrl),
        }) as unknown as Queue<Data>);
  queue.on('error', onError);
  return queue;
};
