/** The workers' process. It ends when it is told to, or when the process that started it has gone. */
import { readConfig } from './config.js';
import { runWorkers } from './run.js';

const workers = await runWorkers(readConfig(process.env));

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  void workers.stop().finally(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
process.once('disconnect', stop);
process.send?.({ type: 'ready', url: workers.url });
