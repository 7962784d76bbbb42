import { join } from 'node:path';
import { keptSecret } from './secret-file.js';

/** How mail goes, for the workers alone: some of it are secrets. */
export const forMail = [
  'MAIL_FROM',
  'SMTP_URL',
  'NOTIFY_API_KEY',
  'NOTIFY_TEMPLATE_ID',
  'NOTIFY_URL',
  'MAIL_OUTBOX',
  'PUBLIC_API_URL',
  'PUBLIC_WEB_URL',
];

/** Without a mail server or GOV.UK Notify digests go into this folder, and nobody is written to. */
const outboxIn = (home: string): string => join(home, 'outbox');

type Environment = Readonly<Record<string, string | undefined>>;

/** Where digests go, when they are files. */
export const outboxOf = (environment: Environment, home: string): string | null =>
  isSet(environment['SMTP_URL']) || isSet(environment['NOTIFY_API_KEY'])
    ? null
    : (environment['MAIL_OUTBOX'] ?? outboxIn(home));

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';

/** What the API and the workers are told alike, so that the links of digests work; as given, or made for this machine. */
export function linkEnvironment(
  environment: Environment,
  home: string,
  port: number,
): Record<string, string> {
  return {
    MAIL_LINK_SECRET: environment['MAIL_LINK_SECRET'] ?? keptSecret(join(home, 'mail-link-secret')),
    PUBLIC_API_URL: environment['PUBLIC_API_URL'] ?? `http://127.0.0.1:${port}`,
  };
}
