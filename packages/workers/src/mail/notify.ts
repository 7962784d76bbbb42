/**
 * Hands mail to GOV.UK Notify with its own client. The template there has two variables, `subject` and `body`, of which the
 * second is Markdown. Notify does not see that a reference comes twice, but it can be asked for what it has under one.
 */
import { isMailAddress } from '@improvement-ledger/domain';
import type { EffectReport } from '@improvement-ledger/event-store';
import axios from 'axios';
import { NotifyClient } from 'notifications-node-client';
import type { MailOutcome, MailReport, MailTransport, OutgoingMail } from './transport.js';
import { noAddress } from './transport.js';

interface NotifyAccount {
  readonly apiKey: string;
  readonly templateId: string;
  readonly url: string;
}

const TIMEOUT_MS = 30_000;

/** Notify's words for what became of an e-mail (https://docs.notifications.service.gov.uk/node.html). */
const reports: Readonly<Record<string, EffectReport>> = {
  created: 'sending',
  sending: 'sending',
  pending: 'sending',
  delivered: 'delivered',
  'permanent-failure': 'bounced',
  'temporary-failure': 'undelivered',
  'technical-failure': 'lost',
};
const reportOfStatus = (status: string): EffectReport | null => reports[status] ?? null;

/** What Notify or the client says of what went wrong. */
interface NotifyError {
  readonly message: string;
  readonly code?: string;
  readonly response?: {
    readonly status: number;
    readonly data?: { readonly errors?: readonly { readonly error: string; readonly message: string }[] };
  };
}

export const notifyTransport = (
  { apiKey, templateId, url }: NotifyAccount,
  timeoutMs = TIMEOUT_MS,
): MailTransport => {
  const client = new NotifyClient(url, apiKey);
  // The types of an ES module and of a CommonJS one are two to the compiler, and one class.
  client.setClient(axios.create({ timeout: timeoutMs, maxRedirects: 0, proxy: false }) as never);
  return {
    name: 'notify',
    send: async (mail) => (isMailAddress(mail.to.address) ? send(client, templateId, mail) : noAddress),
    reportOf: async (id) => reportOf(client, id),
    close: () => undefined,
  };
};

const send = async (
  client: NotifyClient,
  templateId: string,
  { id, to, rendered, oneClick }: OutgoingMail,
): Promise<MailOutcome> => {
  try {
    const { data } = await client.sendEmail(templateId, to.address, {
      personalisation: { subject: rendered.subject, body: rendered.markdown },
      reference: id,
      ...(oneClick === null ? {} : { oneClickUnsubscribeURL: oneClick }),
    });
    return { outcome: 'sent', providerId: data.id };
  } catch (error) {
    return outcomeOf(error as NotifyError);
  }
};

const TOO_MANY = 429;
const BAD_REQUEST = 400;

/** It never repeats what Notify was told: that holds the address. */
// oxlint-disable-next-line complexity -- a line for each of Notify's answers.
const outcomeOf = ({ response, code, message }: NotifyError): MailOutcome => {
  if (response === undefined) {
    const reason = `GOV.UK Notify gave no answer (${code ?? message}).`;
    // Nothing left where no connection was made.
    const isBefore = code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
    return isBefore ? { outcome: 'deferred', reason, everyMail: true } : { outcome: 'unknown', reason };
  }
  const { status, data } = response;
  const [first] = data?.errors ?? [];
  const reason = `GOV.UK Notify answered ${status}${first === undefined ? '' : `: ${first.error}: ${first.message}`}`;
  if (status === BAD_REQUEST) {
    const isAddressWrong = /email_address/.test(first?.message ?? '');
    if (isAddressWrong) return { outcome: 'rejected', reason, bounced: { code: first?.error ?? null } };
    return { outcome: 'deferred', reason, everyMail: true };
  }
  if (status === TOO_MANY) return { outcome: 'deferred', reason, everyMail: true };
  if (status < 500)
    return { outcome: 'deferred', reason: `${reason} Look at NOTIFY_API_KEY.`, everyMail: true };
  return { outcome: 'unknown', reason };
};

const reportOf = async (client: NotifyClient, id: string): Promise<MailReport | null> => {
  const { data } = await client.getNotifications('email', undefined, id);
  const [found] = data.notifications;
  const report = found === undefined ? null : reportOfStatus(found.status);
  return found === undefined || report === null ? null : { report, providerId: found.id };
};
