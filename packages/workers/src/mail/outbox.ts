/** A folder that takes mail where nobody is to be written to: each as a message, and as the page and the text in it. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMailAddress } from '@improvement-ledger/domain';
import { createTransport } from 'nodemailer';
import type { Sender } from './message.js';
import { messageOf } from './message.js';
import type { MailTransport, OutgoingMail } from './transport.js';
import { noAddress } from './transport.js';

/** Written whole or not at all. Its name is the mail's id: the same mail again is the same file. */
const write = async (folder: string, name: string, content: Buffer | string): Promise<void> => {
  const unfinished = join(folder, `.${name}.${process.pid}`);
  await writeFile(unfinished, content, { mode: 0o600 });
  await rename(unfinished, join(folder, name));
};

export const outboxTransport = (folder: string, from: Sender): MailTransport => {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const send = async (mail: OutgoingMail): Promise<void> => {
    const { message } = await composer.sendMail(messageOf(from, mail));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await write(folder, `${mail.id}.html`, mail.rendered.html);
    await write(folder, `${mail.id}.txt`, `${mail.rendered.subject}\n\n${mail.rendered.text}`);
    await write(folder, `${mail.id}.eml`, message as Buffer);
  };
  return {
    name: 'outbox',
    send: async (mail) => {
      if (!isMailAddress(mail.to.address)) return noAddress;
      try {
        await send(mail);
      } catch (error) {
        // A file that is not there has gone to nobody.
        return { outcome: 'deferred', reason: (error as Error).message, everyMail: true };
      }
      return { outcome: 'sent', providerId: `${mail.id}.eml` };
    },
    reportOf: null,
    close: () => composer.close(),
  };
};
