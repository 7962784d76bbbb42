/** A real SMTP server that takes mail, and behaves as it is told to. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { ParsedMail } from 'mailparser';
import { simpleParser } from 'mailparser';
import type { SMTPServerSession } from 'smtp-server';
import { SMTPServer } from 'smtp-server';
import { testCertificate, testKey } from './certificate.js';

/** Where in the conversation something happens to a mail. */
export type Misfortune =
  | { readonly at: 'connect' | 'sender' | 'recipient' | 'end'; readonly code: number; readonly says: string }
  /** All of the message was taken, and then there was no answer: the connection hangs or is cut. */
  | { readonly at: 'end'; readonly does: 'hang' | 'cut' }
  | { readonly at: 'recipient'; readonly does: 'hang' | 'cut' };

export interface MailServer {
  readonly port: number;
  /** Every message that came whole, accepted or not. */
  readonly received: ParsedMail[];
  /** What is to happen to mails for an address, each in turn; afterwards they are taken. */
  readonly misfortunes: Map<string, Misfortune[]>;
  /** What happens to the next connections. */
  readonly refusals: Misfortune[];
  readonly connections: number;
  /** Connections that were encrypted by the time a message came. */
  readonly encrypted: number;
  close(): Promise<void>;
}

const refusal = (code: number, says: string): Error => Object.assign(new Error(says), { responseCode: code });

const addressOf = ({ envelope }: SMTPServerSession): string => envelope.rcptTo[0]?.address ?? '';

// oxlint-disable-next-line max-lines-per-function -- each handler is a few lines, and all look at the same mails.
export const startMailServer = async (
  options: {
    readonly secure?: boolean;
    readonly user?: string;
    readonly password?: string;
    readonly noTls?: boolean;
  } = {},
): Promise<MailServer> => {
  const state = { connections: 0, encrypted: 0 };
  const received: ParsedMail[] = [];
  const misfortunes = new Map<string, Misfortune[]>();
  const refusals: Misfortune[] = [];
  const sockets = new Set<{ destroy(): void }>();

  const suffer = (misfortune: Misfortune, done: (error?: Error) => void): void => {
    if ('code' in misfortune) done(refusal(misfortune.code, misfortune.says));
    else if (misfortune.does === 'cut') for (const socket of sockets) socket.destroy();
  };
  const next = (address: string, at: Misfortune['at']): Misfortune | null => {
    const [first] = misfortunes.get(address) ?? [];
    if (first?.at !== at) return null;
    misfortunes.get(address)?.shift();
    return first;
  };

  const server = new SMTPServer({
    secure: options.secure ?? false,
    key: testKey,
    cert: testCertificate,
    disabledCommands: options.noTls === true ? ['STARTTLS'] : [],
    authOptional: options.user === undefined,
    disableReverseLookup: true,
    closeTimeout: 50,
    onAuth: ({ username, password }, _session, done) => {
      if (username === options.user && password === options.password) done(null, { user: username });
      else done(new Error('Who are you?'));
    },
    onConnect: (_session, done) => {
      state.connections += 1;
      const misfortune = refusals.shift();
      if (misfortune === undefined) done();
      else suffer(misfortune, done);
    },
    onRcptTo: ({ address }, _session, done) => {
      const misfortune = next(address, 'recipient');
      if (misfortune === null) done();
      else suffer(misfortune, done);
    },
    onData: (stream, session, done) => {
      void (async () => {
        const message = await buffer(stream);
        received.push(await simpleParser(message));
        if (session.secure) state.encrypted += 1;
        const misfortune = next(addressOf(session), 'end');
        if (misfortune === null) done(null, `Ok: queued as ${received.length}`);
        else suffer(misfortune, done);
        // oxlint-disable-next-line promise/no-callback-in-promise -- smtp-server is told by a callback.
      })().catch(done);
    },
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  listening.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    received,
    misfortunes,
    refusals,
    get connections() {
      return state.connections;
    },
    get encrypted() {
      return state.encrypted;
    },
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
};
