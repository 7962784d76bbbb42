/** How actions were rated over time, as an adviser asks: what the board saw, what was recorded late, how long, whose. */
import { dueOn, ids, sampleData, sampleId } from '@improvement-ledger/domain/testing';
import type { ToldFact } from '@improvement-ledger/projections/testing';
import { planWith, ratings } from '@improvement-ledger/projections/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import type { ToldCouncil } from '../testing/told-council.js';
import { tellCouncil } from '../testing/told-council.js';

const [first, second, third] = [sampleId(101), sampleId(102), sampleId(103)];

let api: RunningApi;
let council: ToldCouncil;
/** What is known before the correction. */
let before = 0;
const correctedAt = '2027-03-02T10:00:00.000Z';

const on = (facts: readonly ToldFact[], effectiveAt: string, recordedAt: string): ToldFact[] =>
  facts.map((fact) => ({ ...fact, told: { ...fact.told, effectiveAt }, recordedAt }));
/** Recorded on the morning of the day from which they hold. */
const onDay = (facts: readonly ToldFact[], day: string): ToldFact[] => on(facts, day, `${day}T10:00:00.000Z`);
const planId = ids.plan;

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  council = await tellCouncil(api, 'northmere', [
    ...onDay(planWith([first, second, third]), '2027-01-05'),
    ...onDay([...ratings(['red'], first), ...ratings(['green'], second)], '2027-01-10'),
    ...onDay(ratings(['amber'], first), '2027-02-03'),
    // Back-dated: the board of January saw a green.
    ...on(ratings(['amber'], second), '2027-01-20', '2027-02-10T10:00:00.000Z'),
    ...onDay(
      [{ type: 'ActionOwnerReassigned', data: { ...sampleData.ActionOwnerReassigned, actionId: third } }],
      '2027-02-15',
    ),
  ]);
  before = council.log.head;
  const amber = before - 2;
  const green = { type: 'ActionStatusRecorded', data: { planId, actionId: first, rag: 'green' } } as const;
  const correction: ToldFact = { ...green, corrects: { position: amber, kind: 'wrong' } };
  await council.tell(
    ...on([correction], '2027-02-03', correctedAt),
    ...onDay([{ type: 'ActionWithdrawn', data: { planId, actionId: third } }], '2027-03-05'),
    ...onDay(
      [
        { type: 'PersonRegistered', data: { ...sampleData.PersonRegistered, personId: ids.cas } },
        { type: 'PersonRegistered', data: { ...sampleData.PersonRegistered, personId: ids.annAgain } },
        { type: 'PersonMerged', data: { personId: ids.annAgain, into: ids.ben } },
      ],
      '2027-03-10',
    ),
  );
  await council.read();
});
afterAll(async () => api.stop());

const ask = async (fields: string, args = '', of = council) => {
  const answer = await api.ask(`query ($id: ID!) { plan(id: $id${args}) { title ${fields} } }`, {
    variables: { id: of.planId },
  });
  return { ...answer, plan: answer.data?.['plan'] as Record<string, unknown> };
};
const counts = 'total counts { rag { key } count share }';
/** `red 1 0.3333, ... of 3`. */
const text = ({ total, counts: each }: Counts): string =>
  `${each.map(({ rag, count, share }) => `${rag?.key ?? 'not stated'} ${count} ${share}`).join(', ')} of ${total}`;
interface Counts {
  readonly total: number;
  readonly counts: readonly { rag: { key: string } | null; count: number; share: number }[];
}
interface History {
  readonly intervals: readonly {
    readonly name: string;
    readonly isOpen: boolean;
    readonly recordedLate: number;
    readonly asKnownThen: Counts;
    readonly asKnownNow: Counts;
  }[];
}
const historyAsked = `intervals { name isOpen recordedLate asKnownThen { ${counts} } asKnownNow { ${counts} } }`;
const historyOf = async (range = '', args = '', of = council) => {
  const { plan, errors } = await ask(`ragHistory${range} { ${historyAsked} }`, args, of);
  const history = plan['ragHistory'] as History | null;
  return {
    errors,
    plan,
    names: history?.intervals.map(({ name }) => name),
    rows: history?.intervals.map(({ name, isOpen, recordedLate, asKnownThen, asKnownNow }) => [
      `${name}${isOpen ? ', open' : ''}`,
      text(asKnownThen),
      text(asKnownNow),
      recordedLate,
    ]),
  };
};

describe('the RAG history of a plan', () => {
  test('counts at the end of each month, as known then and as known now', async () => {
    expect((await historyOf()).rows).toEqual([
      [
        '2027-01',
        'red 1 0.3333, green 1 0.3333, not stated 1 0.3333 of 3',
        'red 1 0.3333, amber 1 0.3333, not stated 1 0.3333 of 3',
        1,
      ],
      [
        '2027-02',
        'amber 2 0.6667, not stated 1 0.3333 of 3',
        'amber 1 0.3333, green 1 0.3333, not stated 1 0.3333 of 3',
        1,
      ],
      ['2027-03, open', 'amber 1 0.5, green 1 0.5 of 2', 'amber 1 0.5, green 1 0.5 of 2', 0],
    ]);
  });

  test('lists what was recorded late, with the changes that make the difference, page by page', async () => {
    const late = (after: string) =>
      `ragHistory { recordedLate(first: 1${after}) { totalCount pageInfo { hasNextPage endCursor } edges { node {
        interval daysLate action { reference } asKnownThen { isWithdrawn rag { key } } asKnownNow { rag { key } }
        changes { position recordedAt corrects { kind } } } } } }`;
    const page = async (after = '') => {
      const { plan } = await ask(late(after));
      return (plan['ragHistory'] as Record<string, Page>)['recordedLate'];
    };
    const one = await page();
    const two = await page(`, after: "${one?.pageInfo.endCursor ?? ''}"`);
    expect([one?.totalCount, one?.pageInfo.hasNextPage, two?.pageInfo.hasNextPage]).toEqual([2, true, false]);
    expect([one, two].flatMap((each) => each?.edges.map(({ node }) => node))).toEqual([
      {
        interval: '2027-01',
        daysLate: 10,
        action: { reference: 'A1.2' },
        asKnownThen: { isWithdrawn: false, rag: { key: 'green' } },
        asKnownNow: { rag: { key: 'amber' } },
        changes: [{ position: before - 1, recordedAt: '2027-02-10T10:00:00.000Z', corrects: null }],
      },
      {
        interval: '2027-02',
        daysLate: 2,
        action: { reference: 'A1.1' },
        asKnownThen: { isWithdrawn: false, rag: { key: 'amber' } },
        asKnownNow: { rag: { key: 'green' } },
        changes: [{ position: before + 1, recordedAt: correctedAt, corrects: { kind: 'WRONG' } }],
      },
    ]);
  });

  test('answers with an earlier knownAt what it answered then, whatever was corrected since', async () => {
    const then = await historyOf('', `, knownAt: ${before}, asOf: "2027-02-28"`);
    expect(then.rows?.at(-1)).toEqual([
      '2027-02',
      'amber 2 0.6667, not stated 1 0.3333 of 3',
      'amber 2 0.6667, not stated 1 0.3333 of 3',
      0,
    ]);
    expect((await historyOf('', ', knownAt: "2027-01-31", asOf: "2027-01-31"')).rows).toEqual([
      ['2027-01', ...Array<string>(2).fill('red 1 0.3333, green 1 0.3333, not stated 1 0.3333 of 3'), 0],
    ]);
  });

  test('counts by ISO week and by day, up to the point asked about', async () => {
    expect((await historyOf('(by: WEEK, from: "2027-01-01", to: "2027-01-17")')).rows).toEqual([
      ['2026-W53', ...Array<string>(2).fill(' of 0'), 0],
      ['2027-W01', ...Array<string>(2).fill('red 1 0.3333, green 1 0.3333, not stated 1 0.3333 of 3'), 0],
      ['2027-W02', ...Array<string>(2).fill('red 1 0.3333, green 1 0.3333, not stated 1 0.3333 of 3'), 0],
    ]);
    const days = await historyOf('(by: DAY, from: "2027-03-04", to: "2027-12-31")');
    expect(days.names?.slice(0, 2)).toEqual(['2027-03-04', '2027-03-05']);
    expect(days.names?.at(-1)).toBe('2027-03-10');
    expect(days.rows?.slice(0, 2).map(([, , now]) => now)).toEqual([
      'amber 1 0.3333, green 1 0.3333, not stated 1 0.3333 of 3',
      'amber 1 0.5, green 1 0.5 of 2',
    ]);
    expect((await historyOf('(from: "2027-05-01")')).rows).toEqual([]);
  });

  test('is asked for its parts, and for an owner while the actions were theirs', async () => {
    const totals = `intervals { asKnownNow { total } }`;
    const part = `ragHistory { ${totals} }`;
    const of = (total: readonly number[]) => ({
      intervals: total.map((each) => ({ asKnownNow: { total: each } })),
    });
    const owner = (name: string, sought: string) => `${name}: ragHistory(owner: { ${sought} }) { ${totals} }`;
    const { plan, errors } = await ask(`workstreams { ${part} commitments { ${part} } }
      ${owner('ann', `kind: PERSON, personId: "${ids.ann}"`)}
      ${owner('ben', `kind: PERSON, personId: "${ids.ben}"`)}
      ${owner('merged', `kind: PERSON, personId: "${ids.annAgain}"`)}
      ${owner('called', 'kind: PERSON, name: " ben EXAMPLE"')}`);
    expect(errors).toEqual([]);
    expect(plan).toMatchObject({
      workstreams: [{ ragHistory: of([3, 3, 2]), commitments: [{ ragHistory: of([3, 3, 2]) }] }],
      ann: of([3, 2, 2]),
      ben: of([0, 1, 0]),
      merged: of([0, 1, 0]),
      called: of([0, 1, 0]),
    });
    // Before the merge was recorded nobody knew that they are one.
    const merged = owner('merged', `kind: PERSON, personId: "${ids.annAgain}"`);
    const { errors: unknown } = await ask(merged, `, knownAt: ${council.log.head - 1}`);
    expect(unknown).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'owner' } }]);
  });
});

interface Page {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: unknown }[];
}

describe('the RAG history of an action', () => {
  test('tells how long it stood at each rating, and every transition with its event', async () => {
    const { data } = await api.ask(
      `query ($id: ID!) { action(id: $id) { ragHistory {
        timeInStatus { rag { key } asKnownThen { days share } asKnownNow { days share } }
        transitions(first: 10) { totalCount edges { node {
          from { rag { key } } to { isWithdrawn rag { key vocabularyVersion } } since until days recordedAt isLate daysLate
          action { reference } change { position type } } } } } } }`,
      { variables: { id: council.actionId(first) } },
    );
    const action = data?.['action'] as { readonly ragHistory: object };
    const time = (key: string | null, then: [number, number], now: [number, number]) => ({
      rag: key === null ? null : { key },
      asKnownThen: { days: then[0], share: then[1] },
      asKnownNow: { days: now[0], share: now[1] },
    });
    const known = { isLate: false, daysLate: 0, action: { reference: 'A1.1' } };
    const type = 'ActionStatusRecorded';
    expect(action.ragHistory).toEqual({
      timeInStatus: [
        time('red', [24, 0.3692], [24, 0.3692]),
        time('amber', [27, 0.4154], [0, 0]),
        time('green', [9, 0.1385], [36, 0.5538]),
        time(null, [5, 0.0769], [5, 0.0769]),
      ],
      transitions: {
        totalCount: 3,
        edges: [
          {
            ...known,
            from: null,
            to: { isWithdrawn: false, rag: null },
            since: '2027-01-05T00:00:00.000Z',
            until: '2027-01-10T00:00:00.000Z',
            days: 5,
            recordedAt: '2027-01-05T10:00:00.000Z',
            change: { position: 7, type: 'ActionAdded' },
          },
          {
            ...known,
            from: { rag: null },
            to: { isWithdrawn: false, rag: { key: 'red', vocabularyVersion: 1 } },
            since: '2027-01-10T00:00:00.000Z',
            until: '2027-02-03T00:00:00.000Z',
            days: 24,
            recordedAt: '2027-01-10T10:00:00.000Z',
            change: { position: 10, type },
          },
          {
            ...known,
            from: { rag: { key: 'red' } },
            to: { isWithdrawn: false, rag: { key: 'green', vocabularyVersion: 1 } },
            since: '2027-02-03T00:00:00.000Z',
            until: null,
            days: 36,
            recordedAt: correctedAt,
            isLate: true,
            daysLate: 2,
            change: { position: before + 1, type },
          },
        ].map((node) => ({ node })),
      },
    });
  });

  test('tells that it was withdrawn, by day as late as by month', async () => {
    const { plan } = await ask(
      `ragHistory(by: DAY, from: "2027-03-02") { transitions(first: 1) { totalCount edges { node { from { isWithdrawn rag { key } } to { isWithdrawn rag { key } } days isLate } } } }`,
    );
    expect(plan['ragHistory']).toEqual({
      transitions: {
        totalCount: 1,
        edges: [
          {
            node: {
              from: { isWithdrawn: false, rag: null },
              to: { isWithdrawn: true, rag: null },
              days: 6,
              isLate: false,
            },
          },
        ],
      },
    });
  });
});

describe('what cannot be asked', () => {
  test.each([
    [
      '(by: DAY, from: "2024-01-01", to: "2025-06-30")',
      'from',
      'From 2024-01-01 to 2025-06-30 are 547 days; at most 366 are served. Ask in parts, from 2024-01-01 to 2024-12-31 first, or by longer intervals.',
    ],
    [
      '(from: "1990-01-01")',
      'from',
      'From 1990-01-01 to 2027-03-10 are 447 months; at most 366 are served. Ask in parts, from 1990-01-01 to 2020-06-30 first, or by longer intervals.',
    ],
    [
      '(from: "2027-02-01", to: "2027-01-31")',
      'from',
      'from (2027-02-01) is after to (2027-01-31). Give the earlier day as from.',
    ],
    ['(to: "2027-01-04")', 'to', 'to is 2027-01-04, before the first action began, on 2027-01-05.'],
    [
      `(owner: { kind: PERSON, personId: "${ids.cas}" })`,
      'owner',
      `No action of the plan ever had the person "${ids.cas}" in the part of owner, as far as is known at the point asked about. Give the kind, part, and id or name that \`owners\` of an action has.`,
    ],
    [
      '(owner: { kind: TEAM, part: SUPPORT, name: "Ben Example" })',
      'owner',
      'No action of the plan ever had the team "Ben Example" in the part of support, as far as is known at the point asked about. Give the kind, part, and id or name that `owners` of an action has.',
    ],
    [
      '(owner: { kind: TEAM })',
      'owner',
      'owner needs either a personId or a name: say by which of them the owner is known.',
    ],
    [
      `(owner: { kind: ROLE, personId: "${ids.ann}" })`,
      'owner',
      'owner has a personId, but is of the kind role: only people have ids.',
    ],
    [
      '(owner: { kind: PERSON, personId: "Ann" })',
      'owner',
      '"Ann" is not the id of a person. Give it as owners has it.',
    ],
  ])('is %s, and the plan is answered all the same', async (range, argument, message) => {
    const { plan, errors } = await historyOf(range);
    expect(plan).toEqual({ title: 'Improvement Plan 2026', ragHistory: null });
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  test('is a point before the plan began, or a page without a place', async () => {
    const { errors } = await ask('title', ', asOf: "2026-12-31"');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'asOf' } }]);
    for (const list of ['transitions', 'recordedLate']) {
      const bad = await ask(`ragHistory { ${list}(first: 1, after: "x") { totalCount } }`);
      expect(bad.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }]);
    }
  });

  test('is nothing of a plan without actions: it has no intervals', async () => {
    const empty = await tellCouncil(api, 'empty', planWith([]));
    expect((await historyOf('', '', empty)).rows).toEqual([]);
    const { plan } = await ask(
      'ragHistory { timeInStatus { rag { key } } transitions(first: 1) { totalCount } }',
      '',
      empty,
    );
    expect(plan['ragHistory']).toEqual({ timeInStatus: [], transitions: { totalCount: 0 } });
  });
});

describe('a demonstration clock', () => {
  test('stands at the last change: overdue actions are counted up to its day, or to an earlier asOf or on', async () => {
    const shown = await tellCouncil(api, 'shown', [
      ...planWith(),
      { type: 'ActionDueDateChanged', data: { planId, actionId: ids.action, due: dueOn('2026-05-01') } },
      ...on(
        [{ type: 'PersonRegistered', data: { ...sampleData.PersonRegistered, personId: ids.ben } }],
        '2026-05-11',
        '2026-05-11T12:00:00.000Z',
      ),
    ]);
    const overdue = async (args: string, onDay_ = '') => {
      const { plan } = await ask(
        `overdueActions(${onDay_}first: 1) { edges { node { daysOverdue } } }`,
        args,
        shown,
      );
      return (plan['overdueActions'] as Page).edges.map(({ node }) => node);
    };
    expect(await overdue('')).toEqual([{ daysOverdue: 10 }]);
    expect(await overdue(', asOf: "2026-05-04"')).toEqual([{ daysOverdue: 3 }]);
    expect(await overdue('', 'on: "2026-05-02", ')).toEqual([{ daysOverdue: 1 }]);
    expect((await historyOf('(from: "2026-04-01", to: "2026-12-31")', '', shown)).names).toEqual([
      '2026-04',
      '2026-05',
    ]);
  });
});
