import type { DigestContent, DigestItem } from '@improvement-ledger/domain';
import { describe, expect, test } from 'vitest';
import { renderMail } from './render-mail.js';

const links = { website: 'https://ledger.example', unsubscribe: 'https://api.example/unsubscribe/t' };
const item = (change: Partial<DigestItem> = {}): DigestItem => ({
  actionId: '0198d7a0-0000-7000-8000-000000000001',
  planId: '0198d7a0-0000-7000-8000-000000000002',
  planTitle: 'Improvement plan 2026',
  reference: 'A1.3',
  title: 'Audit all child in need plans',
  due: { lastDay: '2026-11-13', originalLastDay: '2026-06-01', moved: 2 },
  overdue: { current: { days: 12, workingDays: 8 }, original: { days: 177, workingDays: 124 } },
  dueIn: null,
  lastUpdate: { on: '2026-10-01', daysAgo: 55 },
  escalation: null,
  also: ['stale'],
  why: { basis: 'lead', through: 'A', because: 'owner-left' },
  narrative: null,
  link: ['councils', 'westmarch', 'plans', 'p', 'actions', 'a'],
  ...change,
});
const content = (change: Partial<DigestContent> = {}, first: Partial<DigestItem> = {}): DigestContent => ({
  kind: 'daily',
  period: '2026-11-25',
  at: '2026-11-25T07:00:00.000Z',
  on: '2026-11-25',
  council: { key: 'westmarch', name: 'Westmarch Council' },
  recipient: { personId: '0198d7a0-0000-7000-8000-00000000000a', name: 'Robin Example' },
  isStatutory: false,
  meeting: null,
  lists: [
    {
      name: 'overdue',
      total: 1,
      items: [item(first)],
      link: ['councils', 'westmarch', 'actions', 'overdue'],
    },
    {
      name: 'due-soon',
      total: 10_000,
      items: [
        item({
          reference: 'B2',
          title: 'Publish the sufficiency strategy',
          overdue: null,
          due: { lastDay: '2026-11-27', originalLastDay: '2026-11-27', moved: 0 },
          dueIn: { days: 2, workingDays: 2 },
          lastUpdate: null,
          also: [],
          why: { basis: 'owner', through: null, because: null },
        }),
      ],
      link: ['councils', 'westmarch', 'actions', 'due-soon'],
    },
  ],
  total: 10_001,
  footer: { position: 1_234, checkpoint: null },
  ...change,
});
const evil =
  'Audit\r\nBcc: all@x.example <script>alert(1)</script> [here](https://evil.example) ((name)) \u202Eback "quoted"';

describe('a digest as a mail', () => {
  test('has its counts in the subject, and says of each action how late it is, why it is told, and where it stands', () => {
    const { subject, text, html } = renderMail(content(), links);
    expect(subject).toBe('1 overdue, 10000 due soon: Westmarch Council');
    for (const sentence of [
      '12 days (8 working days) overdue. It was due on 13 November 2026.',
      'Its date was moved twice: it was first due on 1 June 2026, 177 days (124 working days) ago.',
      'Last updated on 1 October 2026, 55 days ago.',
      'Also: no recent update.',
      'Its owner has left; you are the operational lead of workstream A.',
      'Due on 27 November 2026, in 2 days (2 working days).',
      'Made at 7:00am on 25 November 2026, London time, from position 1,234 of the ledger “westmarch”.',
    ]) {
      expect(text).toContain(sentence);
      expect(html).toContain(sentence);
    }
    expect(html).toContain('href="https://ledger.example/councils/westmarch/plans/p/actions/a"');
  });

  test('of more than it names says how many there are, and where', () => {
    const { text } = renderMail(content(), links);
    expect(text).toContain(
      'The first 1 of 10,000 are named here. See all 10,000: https://ledger.example/councils/westmarch/actions/due-soon',
    );
  });

  test('tells the time of London in summer', () => {
    const { text } = renderMail(content({ at: '2026-07-01T06:00:00.000Z', on: '2026-07-01' }), links);
    expect(text).toContain('Made at 7:00am on 1 July 2026');
  });

  test('lets a title break out of no line, no element and no link', () => {
    const mail = renderMail(content({ council: { key: 'westmarch', name: evil } }, { title: evil }), links);
    expect(mail.subject).not.toMatch(/[\r\n\u202E]/);
    expect(mail.html).not.toContain('<script>');
    expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(mail.text).toContain('* A1.3 Audit Bcc: all@x.example');
    expect(mail.markdown).toContain(String.raw`\[here\](https:`);
    expect(mail.markdown).not.toContain('((name))');
    expect(mail.markdown).not.toContain('https://evil.example');
  });

  test('that is statutory says so, and offers no way to stop it', () => {
    const { text, html } = renderMail(content({ isStatutory: true }), { ...links, unsubscribe: null });
    expect(text).toContain('This is a statutory notice: it cannot be switched off.');
    expect(html).not.toContain('unsubscribe');
  });

  test('without a website has its words and no links', () => {
    const { html, text } = renderMail(content(), { website: null, unsubscribe: null });
    expect(html).not.toContain('<a ');
    expect(text).not.toContain('http');
  });

  test('says to a screen reader what it is: a language, a title, headings in order and lists', () => {
    const { html, subject } = renderMail(content(), links);
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="en" dir="ltr">/);
    expect(html).toContain(`<title>${subject}</title>`);
    const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels).toEqual([1, 2, 3, 2, 3]);
    expect(html.match(/<ul role="list"/g)).toHaveLength(2);
    expect(html).not.toMatch(/<(img|table|style|script)\b/);
  });
});
