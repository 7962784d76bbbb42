import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What scripts read to find the running system; only its owner may, for it holds a sign-in per role. */
export interface Access {
  /** The base: `/graphql`, `/healthz` and the rest come after it. */
  readonly apiUrl: string;
  readonly webUrl: string | null;
  /** Where the workers tell of themselves: `/healthz` and `/metrics`. */
  readonly workersUrl: string | null;
  readonly databaseUrl: string;
  /** As the workers connect. */
  readonly projectorDatabaseUrl: string;
  readonly adminDatabaseUrl: string;
  readonly redisUrl: string | null;
  /** The folder of digests that went to nobody; `null` where they go out. */
  readonly outbox: string | null;
  readonly tokens: Readonly<Record<string, string>>;
}

/** Written whole or not at all: a reader never sees half of it. */
export function writeAccess(home: string, access: Access): string {
  const file = join(home, 'access.json');
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
  return file;
}

type Surface = Pick<Access, 'apiUrl' | 'workersUrl' | 'outbox'>;

const surface = ({ apiUrl, workersUrl, outbox }: Surface): string[] => [
  '',
  'Improvement Ledger is up.',
  '',
  `  GraphQL   ${apiUrl}/graphql`,
  `  Schema    ${apiUrl}/schema.graphql`,
  `  Health    ${apiUrl}/readyz`,
  `  Metrics   ${[apiUrl, workersUrl].flatMap((url) => (url === null ? [] : [`${url}/metrics`])).join(' ')}`,
  `  Digests   ${outbox === null ? 'go out as mail' : `${outbox} (files: nobody is written to)`}`,
];

/** The lines for a database that was given: it has councils and sign-ins of its own, or none yet. */
export function describeGiven(given: Surface): string[] {
  return [
    ...surface(given),
    '',
    'The database is yours, so it was given no sample council and no sign-ins. With DATABASE_URL set:',
    '',
    '  npm run ledger -- council add KEY --gss CODE --name NAME',
    '  npm run ledger -- token add planManager --name NAME --councils KEY',
    '',
    'Ctrl-C stops everything that was started here.',
  ];
}

/** The lines that a person reads once everything is up. */
export function describeAccess(access: Access, file: string): string[] {
  const roles = Object.entries(access.tokens);
  const width = Math.max(0, ...roles.map(([role]) => role.length));
  const example = access.tokens['adviser'] ?? roles[0]?.[1] ?? '';
  return [
    ...surface(access),
    ...(access.webUrl === null ? [] : [`  Website   ${access.webUrl}`]),
    '',
    'Sign in with a bearer token (for this machine only, new at every start):',
    '',
    ...roles.map(([role, token]) => `  ${role.padEnd(width)}  ${token}`),
    '',
    `These are also in ${file}. Try:`,
    '',
    `  curl ${access.apiUrl}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${example}' -d '{"query":"{ viewer { name role } councils { key name position } }"}'`,
    '',
    'Ctrl-C stops everything.',
  ];
}
