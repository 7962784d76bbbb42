import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../london.js';
import { digestOf, digestRecipients, digestsDue, previewDigest } from './decide-digest.js';
import { DIGEST_LISTED_MAX } from './digest-content.js';
import type { DigestAction, DigestFacts, DigestPerson, NamedOwner } from './digest-facts.js';
import { digestCountWords, digestWhyWords } from './digest-words.js';

const ON = '2026-11-25';
const AT = '2026-11-25T09:00:00.000Z';

const person = (personId: string, told: Partial<DigestPerson> = {}): DigestPerson => ({
  personId,
  name: personId,
  hasLeft: false,
  address: `${personId}@example.org`,
  isFailing: false,
  hasComplained: false,
  off: [],
  days: null,
  ...told,
});
const owner = (personId: string, part: NamedOwner['part'] = 'owner'): NamedOwner => ({
  kind: 'person',
  part,
  personId,
  name: personId,
});
const named = (kind: NamedOwner['kind'], name: string, part: NamedOwner['part'] = 'owner'): NamedOwner => ({
  kind,
  part,
  personId: null,
  name,
});
const overdueBy = (days: number): DigestAction['state'] => ({
  state: 'overdue',
  lastDay: addDays(ON, -days),
  daysOverdue: days,
});
const action = (reference: string, told: Partial<DigestAction> = {}): DigestAction => ({
  actionId: reference,
  planId: 'plan',
  workstreamId: 'workstream',
  reference,
  title: `Title of ${reference}`,
  owners: [owner('ann')],
  covers: [],
  state: overdueBy(5),
  originalState: null,
  dueChanges: 0,
  claimedBy: null,
  isReturned: false,
  addedOn: '2026-04-01',
  updatedOn: '2026-11-20',
  narrative: 'Words.',
  standsFrom: '2026-04-01',
  escalated: [],
  ...told,
});
const common = {
  workingDay: 1,
  workingDaysBefore: 3,
  time: '07:00',
  isStatutory: false,
  withNarratives: false,
  dueSoonDays: 14,
  staleDays: 28,
  since: '2026-01-01T00:00:00.000Z',
};
const facts = (told: Partial<DigestFacts> = {}): DigestFacts => ({
  council: { key: 'northmere', name: 'Northmere' },
  at: AT,
  on: ON,
  position: 100,
  checkpoint: null,
  schedules: [
    { ...common, kind: 'daily', weekdays: [1, 2, 3, 4, 5] },
    { ...common, kind: 'weekly', weekdays: [1] },
    { ...common, kind: 'monthly', weekdays: [], isStatutory: true },
    { ...common, kind: 'board', weekdays: [] },
  ],
  closures: new Set(),
  mappings: [],
  meetings: [{ meetingId: 'meeting', bodyId: 'board', on: '2026-11-27', body: 'Improvement Board' }],
  actions: [action('A1')],
  plans: { plan: 'Improvement plan' },
  workstreams: [
    { workstreamId: 'workstream', reference: 'A', leads: [owner('lea')], sponsors: [owner('sal')] },
  ],
  offices: [
    { officeId: 'board', kind: 'body', name: 'Improvement Board', holders: ['mo', 'gone'] },
    { officeId: 'hos', kind: 'role', name: 'Head of Service', holders: ['hal'] },
  ],
  people: ['ann', 'ben', 'lea', 'sal', 'mo', 'hal', 'ada']
    .map((id) => person(id))
    .concat(person('gone', { hasLeft: true })),
  ladders: {},
  advisers: ['ada'],
  merged: {},
  ...told,
});
const contentFor = (
  of: DigestFacts,
  personId: string,
  kind: 'daily' | 'weekly' | 'board' | 'monthly' = 'daily',
) => {
  const { content } = previewDigest(of, { kind, personId });
  if (content === null) throw new Error(`Nothing for ${personId}.`);
  return content;
};
const whyOf = (of: DigestFacts, personId: string) =>
  digestWhyWords(
    contentFor(of, personId).lists[0]?.items[0]?.why ?? { basis: 'owner', through: null, because: null },
  );
const told = (of: DigestFacts, kind: 'daily' | 'weekly' | 'monthly' = 'daily') =>
  digestRecipients(of, { kind, meeting: null });
const withOwners = (...owners: readonly NamedOwner[]) => facts({ actions: [action('A1', { owners })] });

describe('the recipients of a daily digest', () => {
  test('are the owner and who supports them', () => {
    const of = withOwners(owner('ann'), owner('ben', 'support'));
    expect(told(of)).toEqual(['ann', 'ben']);
    expect(whyOf(of, 'ann')).toBe('You are its named owner.');
    expect(whyOf(of, 'ben')).toBe('You support its owner.');
  });

  test('are whoever holds the role that owns it, letter case and spaces aside', () => {
    const of = withOwners(named('role', ' head of  service'));
    expect(told(of)).toEqual(['hal']);
    expect(whyOf(of, 'hal')).toContain('who own it');
  });

  test('are those to whom the council said that an organisation leads', () => {
    const mappings = [
      { kind: 'external' as const, name: 'Training provider', personIds: ['ben'], officeId: 'hos' },
    ];
    const of = { ...withOwners(named('external', 'training provider')), mappings };
    expect(told(of)).toEqual(['ben', 'hal']);
  });

  test.each([
    ['nobody is named', [], 'Nobody is named as its owner; you are the operational lead of workstream A.'],
    [
      'the owner has left',
      [owner('gone')],
      'Its owner has left; you are the operational lead of workstream A.',
    ],
    [
      'nobody stands behind the words',
      [named('team', 'All teams')],
      'Nobody is known to stand behind its owner; you are the operational lead of workstream A.',
    ],
  ])('are the operational lead where %s, and it is said', (_, owners, words) => {
    const of = withOwners(...owners);
    expect(told(of)).toEqual(['lea']);
    expect(whyOf(of, 'lea')).toBe(words);
  });

  test('are the sponsor where there is no lead either, and nobody where there is no sponsor', () => {
    const workstream = {
      workstreamId: 'workstream',
      reference: 'A',
      leads: [owner('gone')],
      sponsors: [owner('sal')],
    };
    const of = { ...withOwners(), workstreams: [workstream] };
    expect(told(of)).toEqual(['sal']);
    expect(told({ ...of, workstreams: [] })).toEqual([]);
  });

  test('are the human whom a merged id stands for', () => {
    expect(told({ ...withOwners(owner('ann-again')), merged: { 'ann-again': 'ann' } })).toEqual(['ann']);
  });

  test('are who stands in as well', () => {
    const covers = [{ covers: owner('ann'), by: owner('ben') }];
    const of = facts({ actions: [action('A1', { covers })] });
    expect(told(of)).toEqual(['ann', 'ben']);
    expect(whyOf(of, 'ben')).toBe('You stand in for ann.');
  });

  test('of a claim are who is to verify it, never who made it', () => {
    const claimed = { state: { state: 'awaiting-verification' as const }, claimedBy: 'ann' };
    const owners = [owner('ann'), owner('ben', 'monitor')];
    expect(told(facts({ actions: [action('A1', { ...claimed, owners })] }))).toEqual(['ben']);
    expect(told(facts({ actions: [action('A1', { ...claimed, claimedBy: 'lea' })] }))).toEqual([]);
    expect(told(facts({ actions: [action('A1', claimed)] }))).toEqual(['lea']);
  });
});

test('weekly digests go to leads and sponsors, monthly ones to the adviser, and those before a meeting to its members', () => {
  expect(told(facts(), 'weekly')).toEqual(['lea', 'sal']);
  expect(told(facts(), 'monthly')).toEqual(['ada']);
  const due = digestsDue(facts());
  expect(due.map(({ personId, period }) => `${personId} ${period.kind} ${period.key}`)).toEqual([
    'ann daily 2026-11-25',
    'lea weekly 2026-W48',
    'sal weekly 2026-W48',
    'ada monthly 2026-11',
    'mo board meeting-meeting',
  ]);
  expect(contentFor(facts(), 'mo', 'board').meeting).toEqual({
    meetingId: 'meeting',
    body: 'Improvement Board',
    on: '2026-11-27',
  });
});

describe('the content', () => {
  test('tells of an overdue action by calendar and working days, and against the original date where it moved', () => {
    const moved = { state: overdueBy(5), originalState: overdueBy(33), dueChanges: 2 };
    const [list] = contentFor(facts({ actions: [action('A1', moved)] }), 'ann').lists;
    expect(list?.items[0]).toMatchObject({
      planTitle: 'Improvement plan',
      due: { lastDay: '2026-11-20', originalLastDay: '2026-10-23', moved: 2 },
      overdue: { current: { days: 5, workingDays: 3 }, original: { days: 33, workingDays: 23 } },
      lastUpdate: { on: '2026-11-20', daysAgo: 5 },
      narrative: null,
      link: ['councils', 'northmere', 'plans', 'plan', 'actions', 'A1'],
    });
  });

  test('comes in the order of what matters, the longest overdue first', () => {
    const due = (lastDay: string): DigestAction['state'] => ({ state: 'due', lastDay });
    const of = facts({
      actions: [
        action('stale', { state: due('2027-06-01'), updatedOn: null }),
        action('undated', { state: { state: 'undated', why: 'to-be-confirmed' } }),
        action('left', { state: due('2027-06-01'), owners: [owner('gone'), owner('ann')] }),
        action('soon', { state: due('2026-12-01') }),
        action('returned', { state: due('2027-06-01'), isReturned: true }),
        action('late'),
        action('later', { state: overdueBy(50), updatedOn: null, isReturned: true }),
        action('fine', { state: due('2027-06-01') }),
        action('ongoing', { state: { state: 'undated', why: 'ongoing' } }),
      ],
    });
    const content = contentFor(of, 'ann');
    expect(content.lists.map(({ name, items }) => [name, items.map(({ reference }) => reference)])).toEqual([
      ['overdue', ['later', 'late']],
      ['returned', ['returned']],
      ['due-soon', ['soon']],
      ['owner-left', ['left']],
      ['no-date', ['undated']],
      ['stale', ['stale']],
    ]);
    expect(content.lists[0]?.items[0]?.also).toEqual(['returned', 'stale']);
    expect(digestCountWords(content)).toBe(
      '2 overdue, 1 returned, 1 due soon, 1 without an owner, 1 without a date, 1 without an update',
    );
  });

  test('has words besides titles only where the schedule sends them', () => {
    const of = facts();
    const schedules = of.schedules.map((each) => ({ ...each, withNarratives: true }));
    expect(contentFor({ ...of, schedules }, 'ann').lists[0]?.items[0]?.narrative).toBe('Words.');
  });

  test('names at most so many of 10,000 overdue actions, with the total', () => {
    const actions = Array.from({ length: 10_000 }, (_, index) => action(`A${index}`));
    const [list] = contentFor(facts({ actions }), 'ann').lists;
    expect(list?.items).toHaveLength(DIGEST_LISTED_MAX);
    expect(list?.total).toBe(10_000);
  });

  test('has totals that equal its lists, and each action once', () => {
    const state = fc.oneof(
      fc.integer({ min: 1, max: 99 }).map(overdueBy),
      fc
        .integer({ min: 0, max: 40 })
        .map((days): DigestAction['state'] => ({ state: 'due', lastDay: addDays(ON, days) })),
      fc.constant<DigestAction['state']>({ state: 'undated', why: 'blank' }),
      fc.constant<DigestAction['state']>({ state: 'awaiting-verification' }),
    );
    const some = fc.array(
      fc.record({ state, isReturned: fc.boolean(), updatedOn: fc.constantFrom(null, ON) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(some, (list) => {
        const of = facts({ actions: list.map((each, index) => action(`A${index}`, each)) });
        const { content } = previewDigest(of, { kind: 'weekly', personId: 'lea' });
        const named2 = content?.lists.flatMap(({ items }) => items.map(({ actionId }) => actionId)) ?? [];
        expect(content?.total ?? 0).toBe(named2.length);
        expect(new Set(named2).size).toBe(named2.length);
        expect(content?.lists.every(({ items, total }) => items.length === total && total > 0) ?? true).toBe(
          true,
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('nothing is sent', () => {
  const why = (of: DigestFacts, personId = 'ann', kind: 'daily' | 'weekly' | 'monthly' = 'daily') =>
    digestOf(of, { kind, personId }).refusal;
  const knowing = (personId: string, about: Partial<DigestPerson>, of = facts()): DigestFacts => ({
    ...of,
    people: [...of.people.filter((each) => each.personId !== personId), person(personId, about)],
  });

  test.each<[string, DigestFacts, string]>([
    [
      'there is nothing to say',
      facts({ actions: [action('A1', { state: { state: 'due', lastDay: '2027-06-01' } })] }),
      'nothing-to-say',
    ],
    ['the council sends no such digest', facts({ schedules: [] }), 'no-schedule'],
    ['none was due on the day', facts({ on: '2026-11-28', at: '2026-11-28T09:00:00.000Z' }), 'not-due'],
    ['no action comes to them', facts({ actions: [] }), 'not-a-recipient'],
    ['they have left', knowing('ann', { hasLeft: true }), 'has-left'],
    ['they switched it off', knowing('ann', { off: ['daily'] }), 'switched-off'],
    ['they chose other days', knowing('ann', { days: [1] }), 'other-day'],
    ['no address is known', knowing('ann', { address: null }), 'no-address'],
    ['their address fails', knowing('ann', { isFailing: true }), 'address-failing'],
    ['they complained', knowing('ann', { hasComplained: true }), 'complained'],
  ])('where %s, and the reason is told', (_, of, refusal) => {
    expect(why(of)).toBe(refusal);
  });

  test('but a statutory notice goes out whatever they switched off', () => {
    const of = knowing('ada', { off: ['monthly'], days: [5], hasComplained: true });
    const { content, address } = digestOf(of, { kind: 'monthly', personId: 'ada' });
    expect(address).toBe('ada@example.org');
    expect(content?.isStatutory).toBe(true);
  });
});
