/** Mail through Notify's official client to a server that answers as its API is published to. */
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { NotifyServer } from '../testing/notify-server.js';
import { startNotifyServer } from '../testing/notify-server.js';
import { notifyTransport } from './notify.js';
import type { OutgoingMail } from './transport.js';

let server: NotifyServer;
beforeEach(async () => {
  server = await startNotifyServer();
  onTestFinished(async () => server.close());
});
const opened = (change: Partial<NotifyServer> = {}) => notifyTransport({ ...server, ...change }, 2_000);

const mail: OutgoingMail = {
  id: '0198d7a0-0000-7000-8000-000000000001',
  to: { address: 'robin@westmarch.example', name: 'Robin Example' },
  rendered: { subject: '3 overdue', html: '<p>', text: 'text', markdown: '# 3 overdue' },
  oneClick: 'https://ledger.example/unsubscribe/some.token',
};

describe('Notify', () => {
  test('is given the subject and the Markdown, under our id, with how it is stopped', async () => {
    const outcome = await opened().send(mail);
    expect(server.mails).toMatchObject([
      {
        template_id: server.templateId,
        email_address: 'robin@westmarch.example',
        personalisation: { subject: '3 overdue', body: '# 3 overdue' },
        reference: mail.id,
        one_click_unsubscribe_url: mail.oneClick,
      },
    ]);
    expect(outcome).toEqual({ outcome: 'sent', providerId: server.mails[0]?.id });
  });

  test('is asked what became of a mail', async () => {
    const transport = opened();
    expect(await transport.reportOf?.(mail.id)).toBeNull();
    await transport.send(mail);
    const [kept] = server.mails;
    const reports = [];
    for (const status of [
      'created',
      'sending',
      'delivered',
      'permanent-failure',
      'temporary-failure',
      'technical-failure',
    ]) {
      kept!.status = status;
      reports.push((await transport.reportOf?.(mail.id))?.report);
    }
    expect(reports).toEqual(['sending', 'sending', 'delivered', 'bounced', 'undelivered', 'lost']);
    kept!.status = 'a-status-to-come';
    expect(await transport.reportOf?.(mail.id)).toBeNull();
  });

  test.each([
    [
      'a key of another service',
      { apiKey: 'tests-11111111-2222-4333-8444-555555555555-00000000-7777-4888-9999-aaaaaaaaaaaa' },
      /403.*NOTIFY_API_KEY/,
    ],
    [
      'a template that is not there',
      { templateId: '00000000-cccc-4ddd-8eee-ffffffffffff' },
      /400: BadRequestError: Template not found/,
    ],
  ])('with %s takes no mail, and whoever runs the ledger is told', async (_, change, reason) => {
    const outcome = await opened(change).send(mail);
    expect(outcome).toMatchObject({ outcome: 'deferred', everyMail: true });
    expect(outcome).toHaveProperty('reason', expect.stringMatching(reason));
    expect(JSON.stringify(outcome)).not.toContain('robin@');
    expect(server.mails).toEqual([]);
  });

  test('that takes an address for none has bounced it', async () => {
    server.misfortunes.push({
      status: 400,
      error: 'ValidationError',
      message: 'email_address Not a valid email address',
    });
    expect(await opened().send(mail)).toMatchObject({
      outcome: 'rejected',
      bounced: { code: 'ValidationError' },
    });
  });

  test('that is asked too often takes it later', async () => {
    server.misfortunes.push({ status: 429, error: 'RateLimitError', message: 'Exceeded rate limit' });
    const transport = opened();
    expect(await transport.send(mail)).toMatchObject({ outcome: 'deferred' });
    expect(await transport.send(mail)).toMatchObject({ outcome: 'sent' });
    expect(server.mails).toHaveLength(1);
  });

  test('that fails or goes away may have it: by its reference it can be found out', async () => {
    const transport = opened();
    server.misfortunes.push(
      { status: 500, error: 'Exception', message: 'Internal server error' },
      'cut',
      'cut-and-kept',
    );
    expect(await transport.send(mail)).toMatchObject({ outcome: 'unknown' });
    expect(await transport.send({ ...mail, id: `${mail.id.slice(0, -1)}2` })).toMatchObject({
      outcome: 'unknown',
    });
    expect(await transport.reportOf?.(`${mail.id.slice(0, -1)}2`)).toBeNull();
    const kept = { ...mail, id: `${mail.id.slice(0, -1)}3` };
    expect(await transport.send(kept)).toMatchObject({ outcome: 'unknown' });
    expect(await transport.reportOf?.(kept.id)).toEqual({
      report: 'sending',
      providerId: server.mails[0]?.id,
    });
  });

  test('that is not there has nothing', async () => {
    await server.close();
    const outcome = await opened().send(mail);
    expect(outcome).toMatchObject({ outcome: 'deferred', everyMail: true });
    server = await startNotifyServer();
  });
});
