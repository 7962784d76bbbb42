import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { expect, onTestFinished, test } from 'vitest';
import { outboxTransport } from './outbox.js';
import type { OutgoingMail } from './transport.js';

const from = { name: 'Improvement Ledger', address: 'digests@localhost' };
const mail: OutgoingMail = {
  id: '0198d7a0-0000-7000-8000-000000000001',
  to: { address: 'robin@westmarch.example', name: 'Robin Example' },
  rendered: { subject: '3 overdue', html: '<p>3 overdue</p>', text: '3 overdue', markdown: '' },
  oneClick: null,
};
const folderOfOurs = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'outbox-'));
  onTestFinished(async () => rm(folder, { recursive: true }));
  return join(folder, 'outbox');
};

test('a mail is a message, a page and a text in a folder; the same mail again is the same files', async () => {
  const folder = await folderOfOurs();
  const outbox = outboxTransport(folder, from);
  expect(await outbox.send(mail)).toEqual({ outcome: 'sent', providerId: `${mail.id}.eml` });
  await outbox.send(mail);
  expect((await readdir(folder)).toSorted()).toEqual(
    ['eml', 'html', 'txt'].map((ending) => `${mail.id}.${ending}`),
  );
  const message = await simpleParser(await readFile(join(folder, `${mail.id}.eml`)));
  expect(message).toMatchObject({
    subject: '3 overdue',
    html: '<p>3 overdue</p>',
    messageId: `<${mail.id}@localhost>`,
  });
  expect(await readFile(join(folder, `${mail.id}.html`), 'utf8')).toBe('<p>3 overdue</p>');
});

test('a folder that cannot be written to keeps the mail for later', async () => {
  const folder = await folderOfOurs();
  const outbox = outboxTransport(join(folder, '\0'), from);
  expect(await outbox.send(mail)).toMatchObject({ outcome: 'deferred', everyMail: true });
});
