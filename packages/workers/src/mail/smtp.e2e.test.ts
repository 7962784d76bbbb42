/** Mail to a real SMTP server that takes it, refuses it, keeps it waiting or goes away: once, or known to be uncertain. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { testCertificate } from '../testing/certificate.js';
import type { MailServer, Misfortune } from '../testing/mail-server.js';
import { startMailServer } from '../testing/mail-server.js';
import { smtpServerOf, smtpTransport } from './smtp.js';
import type { OutgoingMail } from './transport.js';

const from = { name: 'Westmarch Council', address: 'digests@westmarch.example' };
const QUICK = { connectMs: 2_000, answerMs: 500, connections: 2 };

const started = async (options?: Parameters<typeof startMailServer>[0]): Promise<MailServer> => {
  const server = await startMailServer(options);
  onTestFinished(async () => server.close());
  return server;
};
const opened = (url: string, ca?: string) => {
  const transport = smtpTransport(smtpServerOf(url), from, QUICK, ca);
  onTestFinished(() => transport.close());
  return transport;
};
let mails = 0;
const mailTo = (address: string, change: Partial<OutgoingMail['rendered']> = {}): OutgoingMail => ({
  id: `0198d7a0-0000-7000-8000-${String((mails += 1)).padStart(12, '0')}`,
  to: { address, name: 'Robin Example' },
  rendered: {
    subject: '3 overdue: Westmarch Council',
    html: '<!DOCTYPE html><html lang="en"><title>3 overdue</title><p>Three – really.</p></html>',
    text: 'Three – really.',
    markdown: '',
    ...change,
  },
  oneClick: 'https://ledger.example/unsubscribe/some.token',
});
const messagesTo = ({ received }: MailServer, { id }: OutgoingMail) =>
  received.filter(({ messageId }) => messageId === `<${id}@westmarch.example>`);

describe('a mail', () => {
  test('arrives with its texts, who it is from, and how it is stopped', async () => {
    const server = await started();
    const mail = mailTo('robin@westmarch.example');
    expect(await opened(`smtp://localhost:${server.port}`, testCertificate).send(mail)).toEqual({
      outcome: 'sent',
      providerId: '250 Ok: queued as 1',
    });
    const [message] = messagesTo(server, mail);
    expect(message).toMatchObject({
      subject: '3 overdue: Westmarch Council',
      html: mail.rendered.html,
      text: 'Three – really.',
    });
    expect(message?.from?.value).toEqual([from]);
    expect(message?.headers.get('auto-submitted')).toBe('auto-generated');
    const lines = Object.fromEntries(
      (message?.headerLines ?? []).map(({ key, line }) => [key, line.replace(/\r\n\s/g, ' ')]),
    );
    expect(lines['list-unsubscribe']).toBe(
      'List-Unsubscribe: <https://ledger.example/unsubscribe/some.token>',
    );
    expect(lines['list-unsubscribe-post']).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  });

  test('whose title has line breaks in it gains no header and no recipient by them', async () => {
    const server = await started();
    const evil = 'Overdue\r\nBcc: all@westmarch.example\r\n\r\nIgnore\u2028the rest';
    const mail = { ...mailTo('robin@westmarch.example', { subject: evil }), oneClick: null };
    const named = { ...mail, to: { ...mail.to, name: 'Robin\r\nBcc: all@westmarch.example' } };
    expect(await opened(`smtp://localhost:${server.port}`, testCertificate).send(named)).toMatchObject({
      outcome: 'sent',
    });
    const [message] = messagesTo(server, named);
    expect(message?.subject).toBe('Overdue Bcc: all@westmarch.example Ignore the rest');
    expect(message?.bcc).toBeUndefined();
    expect([message?.to].flat().map((to) => to?.value)).toEqual([
      [{ address: 'robin@westmarch.example', name: 'Robin Bcc: all@westmarch.example' }],
    ]);
    expect(message?.headers.has('list-unsubscribe')).toBe(false);
  });

  test.each([
    '',
    'robin',
    'robin@',
    'a@b, c@d.example',
    'robin@westmarch.example\r\nRCPT TO:<x@y.example>',
    '<robin@w.example>',
  ])('to "%s", which is no address, is never handed over', async (address) => {
    const server = await started();
    expect(await opened(`smtp://localhost:${server.port}`).send(mailTo(address))).toEqual({
      outcome: 'rejected',
      reason: 'The address is none.',
      bounced: { code: null },
    });
    expect(server.connections).toBe(0);
  });

  test('goes by connections that are kept, and after a log-in', async () => {
    const server = await started({ user: 'ledger', password: 'p@ss:word' });
    const transport = opened(`smtp://ledger:p%40ss%3Aword@localhost:${server.port}`, testCertificate);
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, async (_, number) =>
        transport.send(mailTo(`number-${number}@westmarch.example`)),
      ),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(outcomes.map(() => 'sent'));
    expect(server.received).toHaveLength(12);
    expect(server.connections).toBeLessThanOrEqual(QUICK.connections);
    expect(server.encrypted).toBe(12);
  });
});

describe('encryption', () => {
  test('is there from the first byte where the URL says so', async () => {
    const server = await started({ secure: true });
    const mail = mailTo('robin@westmarch.example');
    expect(await opened(`smtps://localhost:${server.port}`, testCertificate).send(mail)).toMatchObject({
      outcome: 'sent',
    });
    expect(server.encrypted).toBe(1);
  });

  test('by a certificate that nobody vouches for lets nothing leave', async () => {
    const server = await started({ secure: true });
    const outcome = await opened(`smtps://localhost:${server.port}`).send(mailTo('robin@westmarch.example'));
    expect(outcome).toMatchObject({ outcome: 'deferred', everyMail: true });
    expect(outcome).toHaveProperty('reason', expect.stringMatching(/self.signed/i));
    expect(server.received).toEqual([]);
  });

  test('that a server elsewhere does not offer lets nothing leave', async () => {
    const server = await started({ noTls: true });
    const elsewhere = { ...smtpServerOf(`smtp://localhost:${server.port}`), isTrusted: false };
    const transport = smtpTransport(elsewhere, from, QUICK);
    onTestFinished(() => transport.close());
    expect(await transport.send(mailTo('robin@westmarch.example'))).toMatchObject({
      outcome: 'deferred',
      everyMail: true,
    });
    expect(server.received).toEqual([]);
  });
});

describe('a server that', () => {
  const sentAfter = async (...misfortunes: Misfortune[]) => {
    const server = await started({ noTls: true });
    const mail = mailTo('robin@westmarch.example');
    server.misfortunes.set(mail.to.address, misfortunes);
    const transport = opened(`smtp://localhost:${server.port}`);
    return { server, mail, transport, outcome: await transport.send(mail) };
  };

  test('asks to come again later is asked again, and takes it once', async () => {
    const greylisted = { at: 'recipient', code: 451, says: '4.7.1 Greylisted, try again later' } as const;
    const { server, mail, transport, outcome } = await sentAfter(greylisted);
    expect(outcome).toMatchObject({ outcome: 'deferred' });
    expect(outcome).not.toHaveProperty('everyMail');
    expect(await transport.send(mail)).toMatchObject({ outcome: 'sent' });
    expect(messagesTo(server, mail)).toHaveLength(1);
  });

  test.each([
    ['knows no such mailbox', '5.1.1 No such user', '5.1.1'],
    ['says no more than no', 'No', '550'],
  ])('%s has bounced it', async (_, says, code) => {
    const { outcome, server } = await sentAfter({ at: 'recipient', code: 550, says });
    expect(outcome).toMatchObject({ outcome: 'rejected', bounced: { code } });
    expect(server.received).toEqual([]);
  });

  test.each([
    ['for now', 452, 'deferred'],
    ['for good', 554, 'rejected'],
  ] as const)(
    'refuses all of a message %s has not taken it, and it is not the address',
    async (_, code, outcome) => {
      const refused = await sentAfter({ at: 'end', code, says: 'Not this' });
      expect(refused.outcome).toMatchObject({ outcome });
      expect(refused.outcome).not.toHaveProperty('bounced');
    },
  );

  test.each(['cut', 'hang'] as const)(
    'takes all of a message and then does %s may have it: it is asked no second time',
    async (does) => {
      const { outcome, server, mail } = await sentAfter({ at: 'end', does });
      expect(outcome).toMatchObject({ outcome: 'unknown' });
      expect(messagesTo(server, mail)).toHaveLength(1);
    },
  );

  test.each(['cut', 'hang'] as const)(
    'does %s before any of the message was sent has nothing of it',
    async (does) => {
      const { outcome, server, mail, transport } = await sentAfter({ at: 'recipient', does });
      expect(outcome).toMatchObject({ outcome: 'deferred' });
      expect(await transport.send(mail)).toMatchObject({ outcome: 'sent' });
      expect(messagesTo(server, mail)).toHaveLength(1);
    },
  );

  test('refuses every connection is told of as wrong with every mail', async () => {
    const server = await started();
    server.refusals.push({ at: 'connect', code: 554, says: 'No service here' });
    const outcome = await opened(`smtp://localhost:${server.port}`).send(mailTo('robin@westmarch.example'));
    expect(outcome).toMatchObject({ outcome: 'deferred', everyMail: true });
  });

  test('takes the wrong password for none is told of as wrong with every mail, and its password is not told', async () => {
    const server = await started({ user: 'ledger', password: 'right' });
    const transport = opened(`smtp://ledger:wr0ng@localhost:${server.port}`, testCertificate);
    const outcome = await transport.send(mailTo('robin@westmarch.example'));
    expect(outcome).toMatchObject({ outcome: 'deferred', everyMail: true });
    expect(JSON.stringify(outcome)).not.toContain('wr0ng');
  });

  test('is not there has nothing', async () => {
    const server = await startMailServer();
    await server.close();
    const outcome = await opened(`smtp://127.0.0.1:${server.port}`).send(mailTo('robin@westmarch.example'));
    expect(outcome).toMatchObject({ outcome: 'deferred', everyMail: true });
  });
});
