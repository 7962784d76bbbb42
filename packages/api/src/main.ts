/** The API's process. It ends when it is told to, or when the process that started it has gone. */
import { readConfig } from './config.js';
import { runApi } from './run.js';

const api = await runApi(readConfig(process.env));

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  void api.stop().finally(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
process.once('disconnect', stop);
process.send?.({ type: 'ready' });
