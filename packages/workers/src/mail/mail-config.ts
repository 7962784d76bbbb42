/** The variables by which mail is sent. One that is wrong is named where it is set, before any mail is made. */
import { isMailAddress } from '@improvement-ledger/domain';
import { z } from 'zod';
import type { Sender } from './message.js';
import { notifyTransport } from './notify.js';
import { outboxTransport } from './outbox.js';
import { SMTP_CONNECTIONS, smtpServerOf, smtpTransport } from './smtp.js';
import type { MailTransport } from './transport.js';

const NOTIFY_URL = 'https://api.notifications.service.gov.uk';
const LINK_SECRET_LENGTH_MIN = 32;
const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const isNotifyKey = (value: string): boolean => new RegExp(`^.+-${uuid}-${uuid}$`).test(value);

/** `Name <address>`, or an address alone. */
const senderOf = (text: string): Sender | null => {
  const [, name, address = text] = /^\s*([^<>\p{Cc}]*?)\s*<([^<>]+)>\s*$/u.exec(text) ?? [];
  return isMailAddress(address) ? { name: name ?? '', address } : null;
};

const webUrl = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' });

export const mailVariables = {
  /** As the application: reads what digests are made of, and records what became of mails. */
  APP_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }).optional(),
  MAIL_FROM: z
    .string()
    .refine((text) => senderOf(text) !== null, 'must be an address, such as Name <digests@council.example>')
    .optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// URL' })
    .refine((url) => new URL(url).hostname !== '', 'must name a host, such as smtps://user:password@host')
    .optional(),
  NOTIFY_API_KEY: z
    .string()
    .refine(
      isNotifyKey,
      "must be a key of GOV.UK Notify: its name, the service's id and the secret, with hyphens between",
    )
    .optional(),
  NOTIFY_TEMPLATE_ID: z
    .string()
    .regex(new RegExp(`^${uuid}$`), "must be a template's id")
    .optional(),
  NOTIFY_URL: webUrl.optional(),
  MAIL_OUTBOX: z.string().optional(),
  /** Signs the links by which recipients stop digests; the API has the same. */
  MAIL_LINK_SECRET: z
    .string()
    .min(LINK_SECRET_LENGTH_MIN, `must have ${LINK_SECRET_LENGTH_MIN} characters or more`)
    .optional(),
  PUBLIC_API_URL: webUrl.optional(),
  PUBLIC_WEB_URL: webUrl.optional(),
};
const mailConfig = z.object(mailVariables);
type MailConfig = z.infer<typeof mailConfig>;

/** What is amiss with variables that go together: one sentence for each, under the variable that is to be mended. */
export const mailFaults = (
  config: MailConfig & { readonly EFFECTS_DATABASE_URL?: string | undefined },
): { readonly name: string; readonly message: string }[] => {
  const faults: { name: string; message: string }[] = [];
  const ways = (['SMTP_URL', 'NOTIFY_API_KEY', 'MAIL_OUTBOX'] as const).filter(
    (name) => config[name] !== undefined,
  );
  const [way, other] = ways;
  const needs = (name: keyof MailConfig | 'EFFECTS_DATABASE_URL', by: string): void => {
    if (config[name] === undefined) faults.push({ name, message: `must be set where ${by} is` });
  };
  if (other !== undefined)
    faults.push({ name: other, message: `must not be set where ${way} is: mail goes one way` });
  if (way !== undefined) {
    needs('APP_DATABASE_URL', way);
    needs('EFFECTS_DATABASE_URL', way);
  }
  if (way === 'SMTP_URL') needs('MAIL_FROM', way);
  if (way === 'NOTIFY_API_KEY') needs('NOTIFY_TEMPLATE_ID', way);
  if (config.NOTIFY_TEMPLATE_ID !== undefined) needs('NOTIFY_API_KEY', 'NOTIFY_TEMPLATE_ID');
  if (config.MAIL_LINK_SECRET !== undefined) needs('PUBLIC_API_URL', 'MAIL_LINK_SECRET');
  if (config.PUBLIC_API_URL !== undefined) needs('MAIL_LINK_SECRET', 'PUBLIC_API_URL');
  return faults;
};

const nobody: Sender = { name: 'Improvement Ledger', address: 'digests@localhost' };
/** Notify bears thousands a minute; so many requests are under way at once. */
const NOTIFY_AT_ONCE = 10;

export interface ConfiguredMail {
  readonly transport: MailTransport;
  readonly atOnce: number;
}

/** How mail goes; `null`: none is sent. */
export const mailOf = (config: MailConfig): ConfiguredMail | null => {
  const from = (config.MAIL_FROM === undefined ? null : senderOf(config.MAIL_FROM)) ?? nobody;
  const {
    SMTP_URL,
    NOTIFY_API_KEY: apiKey,
    NOTIFY_TEMPLATE_ID: templateId,
    NOTIFY_URL: url = NOTIFY_URL,
  } = config;
  if (SMTP_URL !== undefined) {
    return { transport: smtpTransport(smtpServerOf(SMTP_URL), from), atOnce: SMTP_CONNECTIONS };
  }
  if (apiKey !== undefined && templateId !== undefined) {
    return { transport: notifyTransport({ apiKey, templateId, url }), atOnce: NOTIFY_AT_ONCE };
  }
  return config.MAIL_OUTBOX === undefined
    ? null
    : { transport: outboxTransport(config.MAIL_OUTBOX, from), atOnce: 1 };
};
