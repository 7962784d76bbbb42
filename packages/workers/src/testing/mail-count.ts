/** A real SMTP server that takes every mail, and counts whom each is for. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface MailCount {
  readonly port: number;
  /** How many mails came whole for each address, and in all. */
  readonly received: ReadonlyMap<string, number>;
  readonly total: number;
  onReceived(listener: () => void): void;
  close(): Promise<void>;
}

export const startMailCount = async (): Promise<MailCount> => {
  const received = new Map<string, number>();
  let total = 0;
  let tell: (() => void) | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 50,
    onData: (stream, { envelope }, done) => {
      stream.resume();
      stream.once('end', () => {
        const address = envelope.rcptTo[0]?.address ?? '';
        received.set(address, (received.get(address) ?? 0) + 1);
        total += 1;
        // Before it is answered: whoever is killed now does not know that it was taken.
        tell?.();
        done();
      });
    },
  });
  // Whoever is killed while it sends leaves half a conversation.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    received,
    get total() {
      return total;
    },
    onReceived: (listener) => {
      tell = listener;
    },
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
};
