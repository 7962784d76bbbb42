/** The environment of the API, read once. A wrong variable is named with what was expected. */
import { isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';

const databaseUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' });

/** An address or a range of a proxy. Not `/0`: whoever trusts everybody lets each client state its own address. */
const isProxy = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/');
  const bitsMax = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
  if (bits === undefined) return bitsMax > 0;
  return rest.length === 0 && /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= bitsMax;
};

const proxies = z
  .string()
  .default('')
  .transform((list) => list.split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()])))
  .refine(
    (list) => list.every(isProxy),
    'must be addresses or ranges of proxies, such as 127.0.0.1,10.0.0.0/8',
  );

const SECRET_LENGTH_MIN = 32;
const longSecret = z.string().min(SECRET_LENGTH_MIN, `must have ${SECRET_LENGTH_MIN} characters or more`);

const environment = z.object({
  DATABASE_URL: databaseUrl,
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// URL' }).optional(),
  /** For BullMQ's Postgres backend, used where there is no Redis. */
  QUEUE_DATABASE_URL: databaseUrl.optional(),
  PORT: z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535).default(4_000),
  /** Whose word on a client's address is taken. */
  TRUST_PROXY: proxies,
  /** 1: issuers of access tokens may be on this machine. */
  LOOPBACK_ISSUERS: z.enum(['1'], { error: 'must be 1 or nothing' }).optional(),
  HOST: z.string().default('127.0.0.1'),
  /** Signs the links by which recipients stop digests; the workers have the same. */
  MAIL_LINK_SECRET: longSecret.optional(),
  /** What GOV.UK Notify sends with each report on a mail. */
  NOTIFY_REPORT_TOKEN: longSecret.optional(),
  /** Where spans are sent by OTLP over HTTP; none are made without. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an http:// URL' }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});
export type Config = z.infer<typeof environment>;

export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  // An empty variable is what `.env` files leave for "not set".
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(set);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Error(`The environment of the API is not right: ${wrong.join('; ')}. See .env.example.`);
};
