/** Starts the API and says how to stop it. */
import { connect } from '@improvement-ledger/event-store';
import { openHintQueue } from '@improvement-ledger/projections';
import { makeLogger, startTracing } from '@improvement-ledger/telemetry/process';
import type { Config } from './config.js';
import { makeServer } from './server.js';

const STOP_TIMEOUT_S = 2;

export const runApi = async (
  config: Config,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> => {
  const tracing = await startTracing('api', config.OTEL_EXPORTER_OTLP_ENDPOINT);
  const logger = makeLogger('api', config.LOG_LEVEL);
  const sql = connect(config.DATABASE_URL, { max: 10 });
  const hints = openHintQueue(
    config.REDIS_URL === undefined
      ? { databaseUrl: config.QUEUE_DATABASE_URL ?? config.DATABASE_URL }
      : { redisUrl: config.REDIS_URL },
    (error) => logger.warn({ err: error }, 'queue'),
  );
  const server = await makeServer({
    sql,
    hints,
    logger,
    trustProxy: config.TRUST_PROXY,
    loopbackIssuers: config.LOOPBACK_ISSUERS === '1',
    mailSecrets: { links: config.MAIL_LINK_SECRET ?? null, notify: config.NOTIFY_REPORT_TOKEN ?? null },
  });
  const url = await server.listen({ port: config.PORT, host: config.HOST });
  logger.info({ url }, 'the API is listening');
  return {
    url,
    stop: async () => {
      await server.close();
      await hints.close();
      await sql.end({ timeout: STOP_TIMEOUT_S });
      await tracing.stop();
    },
  };
};
