/** `npm run bench -- NAME`: one question, its figures on the screen. */
import { accessLog } from './access-log.js';
import { append } from './append.js';
import type { Bench } from './bench.js';
import { catchUp } from './catch-up.js';
import { churn } from './churn.js';
import { settings } from './config.js';
import { digests } from './digests.js';
import { feed } from './feed.js';
import { indicators } from './indicators.js';
import { length } from './length.js';
import { notFound } from './not-found.js';
import { rebuildBench } from './rebuild.js';
import { withServer } from './server.js';
import { timeTravel } from './time-travel.js';
import { visible } from './visible.js';

const benches: Readonly<Record<string, Bench>> = {
  append,
  feed,
  indicators,
  length,
  'catch-up': catchUp,
  churn,
  digests,
  rebuild: rebuildBench,
  visible,
  'not-found': notFound,
  'access-log': accessLog,
  'time-travel': timeTravel,
};

const [name = ''] = process.argv.slice(2);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (bench === undefined) {
  console.error(`Say one of ${Object.keys(benches).join(', ')}: npm run bench -- append.`);
  process.exitCode = 2;
} else {
  await withServer(async (server) => bench(server, settings));
}
