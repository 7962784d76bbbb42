/** A mail as the message that goes over the wire or into a file. */
import { oneLine } from '@improvement-ledger/mail';
import type { SendMailOptions } from 'nodemailer';
import type { OutgoingMail } from './transport.js';

export interface Sender {
  readonly name: string;
  readonly address: string;
}

const hostOf = ({ address }: Sender): string => address.slice(address.lastIndexOf('@') + 1);

/** `date` stands in it; without one it is the moment of sending. */
export const messageOf = (
  from: Sender,
  { id, to, rendered, oneClick }: OutgoingMail,
  date?: Date,
): SendMailOptions => ({
  from,
  to: { name: oneLine(to.name ?? ''), address: to.address },
  envelope: { from: from.address, to: [to.address] },
  // The same at every attempt, so that a mailbox which was given it twice can see it.
  messageId: `<${id}@${hostOf(from)}>`,
  subject: oneLine(rendered.subject),
  text: rendered.text,
  html: rendered.html,
  ...(date === undefined ? {} : { date }),
  // Nothing of a mail is read from a file or fetched, whatever stands in it.
  disableFileAccess: true,
  disableUrlAccess: true,
  headers: {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    ...(oneClick === null
      ? {}
      : {
          'List-Unsubscribe': { prepared: true, value: `<${oneClick}>` },
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
  },
});
