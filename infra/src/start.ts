import { join } from 'node:path';
import { issueLocalTokens, loadSampleCouncil } from '@improvement-ledger/cli';
import { prepareDatabase } from '@improvement-ledger/event-store';
import { describeAccess, describeGiven, writeAccess } from './access.js';
import type { ChildStores } from './child-environment.js';
import { childEnvironment } from './child-environment.js';
import { startChildPart, type StartingPart } from './child-part.js';
import { readConfig, type Config } from './config.js';
import { repositoryRoot } from './folders.js';
import { assertPostgresAnswers, assertRedisListens, redisWarning } from './given-stores.js';
import { takeLauncherLock } from './launcher-lock.js';
import { linkEnvironment, outboxOf } from './mail-environment.js';
import { makeFolder } from './make-folder.js';
import { assertPortFree } from './ports.js';
import { startPostgres } from './postgres.js';
import { whenReadModelsAreCurrent } from './read-models.js';
import { startRedis } from './redis.js';
import { keptSecret } from './secret-file.js';
import { messageOf, supervise, type Part } from './supervise.js';

type Keep = (...tier: Part[]) => void;

const onLine = (line: string): void => void process.stdout.write(`${line}\n`);

/** Everything that `npm start` does after the build, in order. */
async function run(config: Config): Promise<number> {
  makeFolder(join(config.LEDGER_HOME, 'logs'), 0o700);
  const letGo = takeLauncherLock(config.LEDGER_HOME);
  try {
    await assertPortFree(config.PORT, 'PORT');
    if (config.WORKERS_PORT !== undefined) await assertPortFree(config.WORKERS_PORT, 'WORKERS_PORT');
    return await supervise({ onLine, signals: process }, (keep, whenCrashed) =>
      startAll(config, keep, whenCrashed),
    );
  } finally {
    letGo();
  }
}

async function startAll(config: Config, keep: Keep, whenCrashed: Promise<never>): Promise<void> {
  const begun = Date.now();
  const { adminUrl, redisUrl } = await startStores(config, keep);
  onLine('Preparing the database …');
  const rolePassword = keptSecret(join(config.LEDGER_HOME, 'role-password'));
  const prepared = await prepareDatabase({ adminUrl, rolePassword });
  if (prepared.applied.length > 0) onLine(`Applied ${prepared.applied.length} migrations.`);
  const appUrl = config.APP_DATABASE_URL ?? prepared.appUrl;
  const projectorUrl = config.PROJECTOR_DATABASE_URL ?? prepared.projectorUrl;
  const effectsUrl = config.EFFECTS_DATABASE_URL ?? prepared.effectsUrl;

  onLine('Starting the API and the workers …');
  const environmentWith = (stores: ChildStores): Record<string, string> =>
    childEnvironment(process.env, config, stores);
  const links = linkEnvironment(process.env, config.LEDGER_HOME, config.PORT);
  const outbox = outboxOf(process.env, config.LEDGER_HOME);
  const mail = outbox === null ? links : { ...links, MAIL_OUTBOX: outbox };
  const api = startOurs('api', config, environmentWith({ databaseUrl: appUrl, redisUrl, more: links }));
  const workers = startOurs(
    'workers',
    config,
    environmentWith({ databaseUrl: projectorUrl, redisUrl, effectsUrl, appUrl, more: mail }),
  );
  keep(api, workers);
  // The sample goes in while they start: neither needs the other.
  const [tokens, workersUrl] = await Promise.race([
    Promise.all([isOurs(config) ? tokensAndSample(adminUrl, appUrl) : {}, workers.ready, api.ready]),
    whenCrashed,
  ]);
  const apiUrl = `http://127.0.0.1:${config.PORT}`;
  if (!(await Promise.race([whenReadModelsAreCurrent(apiUrl), whenCrashed]))) {
    onLine(
      'The workers are still reading: queries do not show everything yet. `npm run ledger -- status` tells.',
    );
  }

  if (isOurs(config)) {
    const access = {
      apiUrl,
      webUrl: null,
      workersUrl,
      databaseUrl: appUrl,
      projectorDatabaseUrl: projectorUrl,
      adminDatabaseUrl: adminUrl,
      redisUrl,
      outbox,
      tokens,
    };
    const file = writeAccess(config.LEDGER_HOME, access);
    for (const line of describeAccess(access, file)) onLine(line);
  } else {
    for (const line of describeGiven({ apiUrl, workersUrl, outbox })) onLine(line);
  }
  onLine(`(Ready in ${((Date.now() - begun) / 1000).toFixed(1)} s.)`);
}

/** Only a database of our own gets the sample council, and sign-ins that open every council. */
const isOurs = ({ DATABASE_URL }: Config): boolean => DATABASE_URL === undefined;

/** Postgres and Redis start side by side; one that failed must not leave the other behind. */
async function startStores(
  config: Config,
  keep: Keep,
): Promise<{ adminUrl: string; redisUrl: string | null }> {
  const [database, redis] = await Promise.allSettled([ourPostgres(config, keep), ourRedis(config, keep)]);
  if (database.status === 'rejected') throw database.reason;
  if (redis.status === 'rejected') throw redis.reason;
  return { adminUrl: database.value, redisUrl: redis.value };
}

async function ourPostgres(config: Config, keep: Keep): Promise<string> {
  if (config.DATABASE_URL !== undefined) {
    await assertPostgresAnswers(config.DATABASE_URL);
    onLine('Postgres: the one that DATABASE_URL names.');
    return config.DATABASE_URL;
  }
  onLine('Starting Postgres …');
  const home = config.LEDGER_HOME;
  const { adminUrl, crashed, stop } = await startPostgres({ home, persistent: true, onLine });
  keep({ name: 'Postgres', logPath: join(home, 'logs', 'postgres.log'), crashed, stop });
  return adminUrl;
}

async function ourRedis(config: Config, keep: Keep): Promise<string | null> {
  if (config.REDIS_URL !== undefined) {
    await assertRedisListens(config.REDIS_URL);
    onLine('Redis: the one that REDIS_URL names.');
    const warning = await redisWarning(config.REDIS_URL);
    if (warning !== null) onLine(`WARNING: ${warning}`);
    return config.REDIS_URL;
  }
  const home = config.LEDGER_HOME;
  const { url, how, crashed, stop } = await startRedis({ home, only: config.LEDGER_REDIS, onLine });
  if (url !== null) {
    onLine(`${how}.`);
    keep({ name: 'Redis', logPath: join(home, 'logs', 'redis.log'), crashed, stop });
  }
  return url;
}

async function tokensAndSample(adminUrl: string, appUrl: string): Promise<Record<string, string>> {
  await loadSampleCouncil({ appUrl, onLine });
  return issueLocalTokens({ adminUrl });
}

function startOurs(name: 'api' | 'workers', config: Config, env: Record<string, string>): StartingPart {
  const script = join(repositoryRoot, 'packages', name, 'dist', 'main.js');
  return startChildPart({ name, script, env, logPath: join(config.LEDGER_HOME, 'logs', `${name}.log`) });
}

try {
  process.exitCode = await run(readConfig(process.env));
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
// What is left open, a socket or a timer of a library, must not keep a stopped launcher alive.
process.exit();
