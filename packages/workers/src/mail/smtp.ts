/**
 * Hands mail to an SMTP server. What decides is whether a byte of the message has left: before that nothing can have
 * arrived, and it may be tried again; after it only the server's answer tells, and without one nobody knows.
 */
import type { Readable } from 'node:stream';
import { isMailAddress } from '@improvement-ledger/domain';
import type { Transporter } from 'nodemailer';
import { createTransport } from 'nodemailer';
import type { Sender } from './message.js';
import { messageOf } from './message.js';
import type { MailOutcome, MailTransport, OutgoingMail } from './transport.js';
import { noAddress } from './transport.js';

interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise it begins in plain text and, unless `isTrusted`, has to change to TLS. */
  readonly isTls: boolean;
  /** On this machine: it may go without TLS. */
  readonly isTrusted: boolean;
  readonly user: string | null;
  readonly password: string | null;
}

interface SmtpBounds {
  readonly connectMs: number;
  /** How long the server may say nothing, at whatever point. */
  readonly answerMs: number;
  readonly connections: number;
}

export const SMTP_CONNECTIONS = 5;
const defaultBounds: SmtpBounds = { connectMs: 10_000, answerMs: 120_000, connections: SMTP_CONNECTIONS };
const MESSAGES_PER_CONNECTION = 100;
/** Servers drop a connection that says nothing for some minutes, and a mail that finds it dropped has to wait. */
const IDLE_MS = 20_000;

/** What nodemailer says of what went wrong. */
interface SmtpError {
  readonly message: string;
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  /** The command that was answered. */
  readonly command?: string;
}

/** `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte. */
export const smtpServerOf = (url: string): SmtpServer => {
  const { protocol, hostname, port, username, password } = new URL(url);
  const isTls = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port: port === '' ? (isTls ? 465 : 587) : Number(port),
    isTls,
    isTrusted: /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host),
    user: username === '' ? null : decodeURIComponent(username),
    password: password === '' ? null : decodeURIComponent(password),
  };
};

/** `ca`: certificates to be trusted besides those that Node trusts. */
export const smtpTransport = (
  server: SmtpServer,
  from: Sender,
  { connectMs, answerMs, connections }: SmtpBounds = defaultBounds,
  ca?: string,
): MailTransport => {
  const transporter = createTransport({
    pool: true,
    host: server.host,
    port: server.port,
    secure: server.isTls,
    requireTLS: !server.isTls && !server.isTrusted,
    ...(server.user === null ? {} : { auth: { user: server.user, pass: server.password ?? '' } }),
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    maxConnections: connections,
    maxMessages: MESSAGES_PER_CONNECTION,
    // The ledger of effects alone decides what is tried again, and when.
    maxRequeues: 0,
    idleTimeout: IDLE_MS,
    connectionTimeout: connectMs,
    dnsTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: answerMs,
  });
  const bodies = noteBodies(transporter);
  return {
    name: 'smtp',
    send: async (mail) => send(transporter, bodies, from, mail),
    reportOf: null,
    close: () => transporter.close(),
  };
};

/** The streams by which bodies leave, by the ids of their messages. */
const noteBodies = (transporter: Transporter): Map<string, Readable> => {
  const bodies = new Map<string, Readable>();
  transporter.use('stream', (mail, done) => {
    const { message } = mail;
    const open = message.createReadStream.bind(message);
    message.createReadStream = (...options) => {
      const body = open(...options);
      bodies.set(message.messageId(), body);
      return body;
    };
    done();
  });
  return bodies;
};

const send = async (
  transporter: Transporter,
  bodies: Map<string, Readable>,
  from: Sender,
  mail: OutgoingMail,
): Promise<MailOutcome> => {
  if (!isMailAddress(mail.to.address)) return noAddress;
  const message = messageOf(from, mail);
  const messageId = String(message.messageId);
  try {
    const { response } = await transporter.sendMail(message);
    return { outcome: 'sent', providerId: shortened(String(response)) };
  } catch (error) {
    return outcomeOf(error as SmtpError, bodies.get(messageId)?.readableDidRead ?? false);
  } finally {
    bodies.delete(messageId);
  }
};

const PROVIDER_ID_MAX = 255;
const shortened = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, PROVIDER_ID_MAX);

/** `hasLeft`: the server had said that it takes the body, and some of it was written. */
const outcomeOf = (error: SmtpError, hasLeft: boolean): MailOutcome => {
  const { responseCode: code, response = '', command = '' } = error;
  const reason = shortened(`${error.message} (${error.code ?? 'no code'})`);
  if (code === undefined) {
    if (hasLeft) return { outcome: 'unknown', reason };
    // Refused here, before anything was asked of the server.
    if (error.code === 'EENVELOPE' || error.code === 'EMESSAGE') return { outcome: 'rejected', reason };
    return { outcome: 'deferred', reason, everyMail: true };
  }
  const isForGood = code >= 500;
  if (command === 'RCPT TO') {
    return isForGood
      ? { outcome: 'rejected', reason, bounced: { code: enhancedCodeOf(response) ?? String(code) } }
      : { outcome: 'deferred', reason };
  }
  // An answer that refuses the message, even after all of it was written: the server has not taken it.
  if (command === 'DATA') return { outcome: isForGood ? 'rejected' : 'deferred', reason };
  // The greeting, the log-in, the sender: the same for all mails, and not the recipient's fault.
  return { outcome: 'deferred', reason, everyMail: true };
};

/** 5.1.1 and the like (RFC 3463). */
const enhancedCodeOf = (response: string): string | null =>
  /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null;
