import type { EventType } from '@improvement-ledger/domain';
import { catalogue, isMailAddress } from '@improvement-ledger/domain';
import { ids, planText, sampleCircumstances, sampleData } from '@improvement-ledger/domain/testing';
import { v7 } from 'uuid';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { append } from './group-append.js';
import { bodiesOf } from './body.js';
import { createTestDatabase } from './testing/index.js';
import { beginLedger } from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const tenant = await beginLedger(db.app, 'west-berkshire');

const MARKER = 'Zyxwv';
let texts = 0;
/** A text with the marker in it; an address stays one. */
const markedLike = (text: string): string => {
  if (text.startsWith('https://')) return `https://${MARKER}.example/${texts}`;
  return isMailAddress(text) ? `${MARKER}.${texts}@example.org` : `${MARKER} ${texts} é`;
};
/** The data with a marker in every text that is carried open. */
const marked = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== 'object' || value === null) return value;
  if ('$seal' in value) {
    const { $seal } = value as { readonly $seal: { readonly subject: string; readonly value: unknown } };
    texts += 1;
    const text = markedLike(String($seal.value));
    return { $seal: { ...$seal, value: Array.isArray($seal.value) ? [{ column: text, text }] : text } };
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, marked(member)]));
};

const append1 = async (type: EventType) => {
  const stream = `${type === 'CouncilRegistered' ? 'council' : 'plan'}-${v7()}`;
  const commandId = v7();
  texts = 0;
  const data = marked(sampleData[type]);
  const circumstances = {
    ...sampleCircumstances,
    effectiveAt: '2020',
    reason: planText(`${MARKER} reason`),
    source: {
      channel: 'import' as const,
      document: { hash: 'ab'.repeat(32), name: planText(`${MARKER} document.docx`) },
      row: 2,
    },
  };
  const fact = { type, data: catalogue[type].parse(data) } as never;
  return append(db.app, [tenant], tenant, {
    principal: ids.ann,
    key: commandId,
    hash: '00'.repeat(32),
    commandId,
    expected: [],
    ...bodiesOf([{ fact, stream, version: 1 }], circumstances, commandId),
  });
};

describe('no text that somebody wrote stands in the log itself', () => {
  const types = (Object.keys(catalogue) as EventType[]).filter((type) => type !== 'CouncilRegistered');

  test.each(types)(
    '%s keeps all of its texts, the reason and the name of the document beside it',
    async (type) => {
      const answer = await append1(type);
      expect(answer).toMatchObject({ outcome: 'recorded', count: 1 });
      const [event] = await db.admin<{ row: string }[]>`
      select convert_from(body, 'UTF8') || e::text as row from ledger.events e
      where tenant = ${tenant} order by position desc limit 1`;
      expect(event?.row).toContain('$sealed');
      expect(event?.row).not.toContain(MARKER);
      // Nor in hex, as the bytes of the body are printed.
      expect(event?.row).not.toContain(Buffer.from(MARKER).toString('hex'));
      const [sealed] = await db.admin<{ count: number }[]>`
      select count(*)::int as count from ledger.sealed_values v
      where tenant = ${tenant} and value::text like ${`%${MARKER}%`}
        and exists (select from ledger.events e where e.tenant = v.tenant and e.position = ${
          'head' in answer ? answer.head : 0
        } and convert_from(e.body, 'UTF8') like '%' || v.id || '%')`;
      expect(sealed?.count).toBe(texts + 2);
      expect(texts > 0).toBe(JSON.stringify(sampleData[type]).includes('$seal'));
    },
  );

  test('nor in any other table but that of sealed values', async () => {
    for (const table of ['tenants', 'events', 'commands']) {
      const [row] = await db.admin<{ found: boolean }[]>`
        select bool_or(t::text like ${`%${MARKER}%`}) as found from ${db.admin(`ledger.${table}`)} t`;
      expect(row?.found).toBe(false);
    }
  });

  test('nor does a new council lay its name open', async () => {
    await beginLedger(db.app, 'another-council');
    const [row] = await db.admin<{ body: string }[]>`
      select convert_from(body, 'UTF8') as body from ledger.events where tenant = 'another-council'`;
    expect(row?.body).not.toContain('Berkshire');
  });
});
