/** What recipients and GOV.UK Notify ask over HTTP. */
import { ids, personName, sampleData } from '@improvement-ledger/domain/testing';
import { planEffects, unsubscribeToken } from '@improvement-ledger/event-store';
import { openLog, planWith } from '@improvement-ledger/projections/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';

const links = 'a secret of at least thirty-two characters';
const notify = 'a token of at least thirty-two characters';
let api: RunningApi;
beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'), { mailSecrets: { links, notify } });
});
afterAll(async () => api.stop());

let councils = 0;
let tenant: string;
beforeEach(async () => {
  tenant = `council-with-the-longest-key-there-is-${(councils += 1)}`;
  const log = await openLog(api.database.app, tenant);
  await log.tell(
    ...planWith([]),
    {
      type: 'DigestScheduleSet',
      data: { ...sampleData.DigestScheduleSet, kind: 'monthly', weekdays: [], isStatutory: true },
    },
    {
      type: 'RecipientAddressSet',
      data: { personId: ids.ann, address: personName('ann@westmarch.example', ids.ann) },
    },
  );
});
const events = async (type: string) => {
  const rows = await api.database.admin<{ data: object; body: never }[]>`
    select data, convert_from(body, 'UTF8')::jsonb as body from ledger.events where tenant = ${tenant} and type = ${type}`;
  return [...rows];
};
const ask = async (
  method: 'GET' | 'POST',
  path: string,
  headers: Record<string, string> = {},
  body?: string,
) => {
  const response = await fetch(`${api.url}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
};
const linkFor = (kind: string) =>
  `/unsubscribe/${unsubscribeToken(links, { tenant, kind, personId: ids.ann })}`;
const oneClick = { 'content-type': 'application/x-www-form-urlencoded' };

describe('the link of a digest', () => {
  test('asks when it is opened, and stops digests of the kind when it is posted, by a program or a person', async () => {
    const opened = await ask('GET', linkFor('daily'));
    expect(opened.status).toBe(200);
    expect(opened.text).toContain('<h1');
    expect(opened.text).toContain('<form method="post">');
    expect(opened.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await events('DigestUnsubscribed')).toEqual([]);

    const posted = await ask('POST', linkFor('daily'), oneClick, 'List-Unsubscribe=One-Click');
    expect(posted.status).toBe(200);
    expect(posted.text).toContain('The daily digest is stopped');
    expect((await ask('POST', linkFor('daily'))).status).toBe(200);
    const [stopped, ...others] = await events('DigestUnsubscribed');
    expect(others).toEqual([]);
    expect(stopped).toMatchObject({
      data: { personId: ids.ann, kind: 'daily' },
      body: { actor: { kind: 'service' }, onBehalfOf: ids.ann },
    });
  });

  test('of a statutory notice says that it cannot be stopped', async () => {
    const { status, text } = await ask('POST', linkFor('monthly'), oneClick, 'List-Unsubscribe=One-Click');
    expect([status, text.includes('statutory notice')]).toEqual([200, true]);
    expect(await events('DigestUnsubscribed')).toEqual([]);
  });

  test.each([
    ['changed by a character', (link: string) => `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`],
    ['of another council', (link: string) => link.replace('council-with', 'council-without')],
    ['of another kind', (link: string) => link.replace('.daily.', '.weekly.')],
    ['cut short', (link: string) => link.slice(0, 40)],
    ['with more in it', (link: string) => `${link}%0d%0aset-cookie:x`],
  ])('%s does nothing', async (_, change) => {
    for (const method of ['GET', 'POST'] as const) {
      const { status, text } = await ask(method, change(linkFor('daily')));
      expect([status, text.includes('This link does not work')]).toEqual([404, true]);
    }
    expect(await events('DigestUnsubscribed')).toEqual([]);
  });
});

describe('a report of Notify', () => {
  const told = (reference: string, status: string) =>
    JSON.stringify({
      id: crypto.randomUUID(),
      reference,
      to: 'ann@westmarch.example',
      status,
      notification_type: 'email',
      completed_at: '2026-11-25T07:00:12.000Z',
    });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${notify}` };
  /** A digest that was sent, as it stands after it. */
  const sent = async (state = 'sent') => {
    const key = `daily/2026-11-25/${ids.ann}`;
    const kind = {
      name: 'digest',
      delivery: 'at-most-once',
      attemptsMax: 3,
      retryDelayMs: () => 0,
      leaseMs: 1,
    } as const;
    await planEffects(api.database.effects, kind, tenant, [{ key, payload: { personId: ids.ann } }]);
    const [row] = await api.database.admin.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      return tx<{ id: string }[]>`
        update ledger.effects set state = ${state}, reason = 'No answer came.' where tenant = ${tenant} returning id`;
    });
    return row?.id ?? '';
  };
  const standing = async () =>
    api.database.admin`select state, report, reason from ledger.effects where tenant = ${tenant}`.then(
      (rows) => [...rows],
    );

  test('is kept once, and a dead address is recorded of its recipient', async () => {
    const id = await sent('uncertain');
    for (const status of ['delivered', 'permanent-failure', 'permanent-failure', 'delivered']) {
      expect((await ask('POST', '/notify/reports', headers, told(id, status))).status).toBe(204);
    }
    expect(await standing()).toEqual([{ state: 'sent', report: 'bounced', reason: null }]);
    expect(await events('RecipientAddressFailed')).toMatchObject([
      { data: { personId: ids.ann, isPermanent: true, code: null } },
    ]);
  });

  test.each([
    ['without the token', {}, 'delivered', 401],
    ['with another token', { authorization: 'Bearer another' }, 'delivered', 401],
    ['of a status to come', headers, 'a-status-to-come', 204],
  ])('%s changes nothing', async (_, change, status, answer) => {
    const id = await sent();
    const asked = { 'content-type': 'application/json', ...change };
    expect((await ask('POST', '/notify/reports', asked, told(id, status))).status).toBe(answer);
    expect(await standing()).toMatchObject([{ report: null }]);
  });

  test('that is none, or of a mail that is not ours, is refused or let be', async () => {
    expect((await ask('POST', '/notify/reports', headers, '{"id": 1}')).status).toBe(400);
    expect(
      (await ask('POST', '/notify/reports', headers, told(crypto.randomUUID(), 'delivered'))).status,
    ).toBe(204);
  });
});

test('a server without these secrets has no such places', async () => {
  const bare = await runTestApi(inject('adminUrl'));
  try {
    const answers = await Promise.all(
      ['/unsubscribe/x', '/notify/reports'].map(async (path) =>
        fetch(`${bare.url}${path}`, { method: 'POST' }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  } finally {
    await bare.stop();
  }
});
