/** What the ledger says of one plan at many points of both axes, what differs between two, and where it has that from. */
import { ids, sampleData } from '@improvement-ledger/domain/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { globalId } from './ids.js';
import type { RunningApi } from './testing/running-api.js';
import { runTestApi } from './testing/running-api.js';
import { NEW, ratedAgain, tenChanges, THIRD, WORKSTREAM_B } from './testing/ten-changes.js';
import type { ToldCouncil } from './testing/told-council.js';
import { tellCouncil } from './testing/told-council.js';

let api: RunningApi;
let council: ToldCouncil;

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  council = await tellCouncil(api, 'points', tenChanges);
});
afterAll(async () => api.stop());

const NOW = '2026-07-20';

describe('an action with ten changes, three of them told late or put right', () => {
  const query = `query ($id: ID!, $asOf: AsOf, $knownAt: KnownAt) { action(id: $id, asOf: $asOf, knownAt: $knownAt) {
    rag { key } due { lastDay } dueChanges owners { name } narrative completion { status } evidence { title } version } }`;
  const said = 'Twelve audits were done.';
  const file = 'Audit report, July';

  // Each line is a point: true on a day, as known by the end of a day (or at a position), and what stands there.
  test.each([
    ['2026-04-30', NOW, null, '2026-09-30', 'Ann', null, 'OPEN', []],
    ['2026-05-20', '2026-05-20', 'red', '2026-09-30', 'Ann', null, 'OPEN', []],
    // What was told late is known from then on, of the time of which it was told.
    ['2026-05-20', 13, 'red', '2026-09-30', 'Ann', null, 'OPEN', []],
    ['2026-05-20', 14, 'green', '2026-09-30', 'Ann', null, 'OPEN', []],
    ['2026-05-14', NOW, 'red', '2026-09-30', 'Ann', null, 'OPEN', []],
    // It does not hide what held later.
    ['2026-06-05', '2026-06-05', 'amber', '2026-09-30', 'Ann', said, 'OPEN', []],
    ['2026-06-05', '2026-07-04', 'amber', '2026-09-30', 'Ann', said, 'OPEN', []],
    // Put right: the board of June saw amber, and we know now that it was red.
    ['2026-06-05', '2026-07-05', 'red', '2026-09-30', 'Ann', said, 'OPEN', []],
    ['2026-06-12', '2026-06-09', 'amber', '2026-09-30', 'Ann', said, 'OPEN', []],
    ['2026-06-12', '2026-06-12', 'amber', '2026-10-31', 'Ann', said, 'OPEN', []],
    // It was said to have passed to Ben, and then that it never did.
    ['2026-06-18', '2026-06-18', 'amber', '2026-10-31', 'Ben', said, 'OPEN', []],
    ['2026-06-18', '2026-07-14', 'red', '2026-10-31', 'Ben', said, 'OPEN', []],
    ['2026-06-18', '2026-07-15', 'red', '2026-10-31', 'Ann', said, 'OPEN', []],
    ['2026-07-02', '2026-07-02', 'amber', '2026-10-31', 'Ben', said, 'CLAIMED', []],
    ['2026-07-02', NOW, 'red', '2026-10-31', 'Ann', said, 'CLAIMED', []],
    // Of a later day, as far as was known before it.
    [NOW, '2026-07-04', 'amber', '2026-10-31', 'Ben', said, 'CLAIMED', []],
    [NOW, '2026-07-12', 'red', '2026-10-31', 'Ben', said, 'VERIFIED', []],
    [NOW, NOW, 'red', '2026-10-31', 'Ann', said, 'VERIFIED', [file]],
    [null, null, 'red', '2026-10-31', 'Ann', said, 'VERIFIED', [file]],
  ] as const)('as of %s, known at %s', async (asOf, knownAt, rag, lastDay, owner, words, status, shown) => {
    const { data } = await api.ask(query, { variables: { id: council.actionId(ids.action), asOf, knownAt } });
    expect(data).toMatchObject({
      action: {
        rag: rag === null ? null : { key: rag },
        due: { lastDay },
        dueChanges: lastDay === '2026-09-30' ? 0 : 1,
        owners: [{ name: `${owner} Example` }],
        narrative: words,
        completion: { status },
        evidence: shown.map((title) => ({ title })),
      },
    });
  });
});

interface Differing {
  readonly action: { readonly id: string };
  readonly kind: string;
  readonly fields: readonly { readonly field: string; readonly [name: string]: unknown }[];
}
interface Comparison {
  readonly addedCount: number;
  readonly withdrawnCount: number;
  readonly changedCount: number;
  readonly actions: { readonly edges: readonly { readonly node: Differing }[] };
  readonly [name: string]: unknown;
}

const VALUE = '{ text since position }';
const compare = async (
  points: { readonly from: object; readonly to?: object; readonly filter?: object },
  selection = `addedCount withdrawnCount changedCount actions(first: 20) { edges { node { action { id } kind fields { field
    before ${VALUE} after ${VALUE} changeCount changes(first: 5) { position } } } } }`,
) => {
  const answer = await api.ask(
    `query ($id: ID!, $from: PointInput!, $to: PointInput, $filter: ComparisonFilter) {
      planComparison(id: $id, from: $from, to: $to, filter: $filter) { ${selection} } }`,
    { variables: { id: council.planId, ...points } },
  );
  return { ...answer, comparison: answer.data?.['planComparison'] as Comparison };
};
const nodesOf = ({ actions }: Comparison): Differing[] => actions.edges.map(({ node }) => node);
const fieldsOf = (comparison: Comparison, actionId: string = ids.action) =>
  Object.fromEntries(
    (nodesOf(comparison).find((each) => each.action.id === council.actionId(actionId))?.fields ?? []).map(
      ({ field, before, after }) => {
        const text = (value: unknown) => (value as { readonly text: string } | null)?.text ?? null;
        return [field, [text(before), text(after)]];
      },
    ),
  );

describe('the same plan at two points', () => {
  const board = { asOf: '2026-06-12', knownAt: '2026-06-12' };

  test('since a board: what was added, withdrawn and changed, with the changes between', async () => {
    const { comparison } = await compare({ from: board });
    expect(comparison).toMatchObject({ addedCount: 1, withdrawnCount: 1, changedCount: 1 });
    // What was added and withdrawn, or changed and changed back, in between is no difference.
    expect(nodesOf(comparison).map(({ action, kind }) => [action.id, kind])).toEqual([
      [council.actionId(ids.action), 'CHANGED'],
      [council.actionId(THIRD), 'WITHDRAWN'],
      [council.actionId(NEW), 'ADDED'],
    ]);
    expect(nodesOf(comparison)[0]?.fields).toEqual([
      {
        field: 'RAG',
        before: { text: 'amber', since: '2026-05-31T23:00:00.000Z', position: 11 },
        after: { text: 'red', since: '2026-05-31T23:00:00.000Z', position: 16 },
        changeCount: 2,
        changes: [{ position: 16 }, { position: 14 }],
      },
      {
        field: 'COMPLETION',
        before: null,
        after: { text: 'verified', since: '2026-07-09T23:00:00.000Z', position: 17 },
        changeCount: 2,
        changes: [{ position: 17 }, { position: 15 }],
      },
      {
        field: 'EVIDENCE',
        before: null,
        after: { text: 'Audit report, July', since: '2026-07-15T23:00:00.000Z', position: 19 },
        changeCount: 1,
        changes: [{ position: 19 }],
      },
    ]);
    expect(fieldsOf(comparison, NEW)).toMatchObject({
      REFERENCE: [null, 'B1.1'],
      COMMITMENT: [null, 'B1 Managers know their services'],
      DUE: [null, 'November (2026-11-30)'],
      ORIGINAL_DUE: [null, 'End September 2026 (2026-09-30)'],
      MEASURES: [null, 'Twenty audits a month'],
    });
    expect(fieldsOf(comparison, THIRD)).toMatchObject({
      REFERENCE: ['A1.3', null],
      OWNERS: ['Ann Example', null],
    });
  });

  test('what was known of one date at two times, and what held on two dates', async () => {
    const known = await compare({ from: { knownAt: '2026-07-04' }, to: { asOf: '2026-06-18' } });
    expect(fieldsOf(known.comparison)).toEqual({
      OWNERS: ['Ben Example', 'Ann Example'],
      RAG: ['amber', 'red'],
    });
    const valid = await compare({ from: { asOf: '2026-05-20' }, to: { asOf: '2026-06-12' } });
    expect(fieldsOf(valid.comparison)).toEqual({
      DUE: ['End September 2026 (2026-09-30)', 'End October 2026 (2026-10-31)'],
      RAG: ['green', 'red'],
      NARRATIVE: [null, 'Twelve audits were done.'],
    });
    // Known all along, and come into force since.
    expect(nodesOf(valid.comparison)[0]?.fields).toContainEqual(
      expect.objectContaining({ field: 'DUE', changes: [{ position: 12 }] }),
    );
    expect((await compare({ from: board, to: board })).comparison).toMatchObject({
      changedCount: 0,
      addedCount: 0,
    });
  });

  test('by workstream, with the action at either point and who did it on whose authority', async () => {
    const { comparison } = await compare(
      { from: { asOf: '2026-06-01', knownAt: 11 } },
      `from { asOf knownAt plan { title } } to { asOf knownAt }
       workstreams { workstream { reference } addedCount withdrawnCount changedCount }
       actions(first: 20) { totalCount edges { node { workstream { reference } before { rag { key } } after { withdrawal { reason } }
         changeCount changes(first: 1) { type } fields { field before { rag { label } due { lastDay } owners { name } by { name } }
           changes(first: 5) { type actor { name } onBehalfOf { name } reason recordedAt effectiveAt } } } } }`,
    );
    expect(comparison).toMatchObject({
      from: { asOf: '2026-06-01T22:59:59.999Z', knownAt: 11, plan: { title: 'Improvement Plan 2026' } },
      to: { asOf: null, knownAt: 29 },
      workstreams: [
        { workstream: { reference: 'A' }, addedCount: 0, withdrawnCount: 1, changedCount: 1 },
        { workstream: { reference: 'B' }, addedCount: 1, withdrawnCount: 0, changedCount: 0 },
      ],
    });
    const [changed, withdrawn, added] = nodesOf(comparison);
    expect(changed).toMatchObject({
      workstream: { reference: 'A' },
      before: { rag: { key: 'amber' } },
      changeCount: 8,
      changes: [{ type: 'EvidenceAttached' }],
    });
    expect(changed?.fields.find(({ field }) => field === 'DUE')).toEqual({
      field: 'DUE',
      before: { rag: null, due: { lastDay: '2026-09-30' }, owners: null, by: null },
      changes: [
        {
          type: 'ActionDueDateChanged',
          actor: { name: null },
          onBehalfOf: { name: 'Ann Example' },
          reason: 'The supplier is late.',
          recordedAt: '2026-06-10T12:00:00.000Z',
          effectiveAt: '2026-06-10',
        },
      ],
    });
    expect(withdrawn).toMatchObject({
      after: { withdrawal: { reason: 'Another action does it.' } },
      changeCount: 1,
      changes: [{ type: 'ActionWithdrawn' }],
    });
    expect(added).toMatchObject({ before: null, workstream: { reference: 'B' }, changeCount: 3 });
  });

  const known = { from: { knownAt: '2026-07-04' }, to: { asOf: '2026-06-18' } };
  const valid = { from: { asOf: '2026-05-20' }, to: { asOf: '2026-06-12' } };
  test.each([
    ['one kind', { from: board }, { kinds: ['ADDED'] }, [['ADDED']]],
    [
      'a workstream',
      { from: board },
      { workstreamIds: [globalId('Workstream', 'points', WORKSTREAM_B)] },
      [['ADDED']],
    ],
    ['ratings', { from: board }, { fields: ['RAG'] }, [['CHANGED', 'RAG']]],
    ['dates that moved', valid, { fields: ['DUE'] }, [['CHANGED', 'DUE']]],
    ['dates, none of which moved', { from: board }, { fields: ['DUE'], kinds: ['CHANGED'] }, []],
    ['those of an owner at either point', known, { owner: 'ben example' }, [['CHANGED', 'OWNERS', 'RAG']]],
    ['those of an owner by id', known, { owner: ids.ben }, [['CHANGED', 'OWNERS', 'RAG']]],
    ['those of nobody', { from: board }, { owner: 'Cas Example' }, []],
  ])('only %s', async (_, points, filter, expected) => {
    const { comparison } = await compare({ ...points, filter });
    const told = nodesOf(comparison).map(({ kind, fields }) => [
      kind,
      ...(kind === 'CHANGED' ? fields.map(({ field }) => field) : []),
    ]);
    expect(told).toEqual(expected);
  });

  test('page by page', async () => {
    const seen: string[] = [];
    for (let after = '', isMore = true; isMore;) {
      const { comparison } = await compare(
        { from: board },
        `actions(first: 1${after === '' ? '' : `, after: "${after}"`}) { totalCount pageInfo { endCursor hasNextPage } edges { node { kind } } }`,
      );
      const { totalCount, pageInfo } = comparison.actions as unknown as {
        readonly totalCount: number;
        readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
      };
      expect(totalCount).toBe(3);
      seen.push(...nodesOf(comparison).map(({ kind }) => kind));
      after = pageInfo.endCursor;
      isMore = pageInfo.hasNextPage;
    }
    expect(seen).toEqual(['CHANGED', 'WITHDRAWN', 'ADDED']);
  });

  test.each([
    [
      { from: { asOf: '2026-06-20' }, to: { asOf: '2026-06-12' } },
      'from.asOf',
      /^from.asOf is 2026-06-20, after that of to, .*reversed/,
    ],
    [
      { from: { knownAt: 20 }, to: { knownAt: 12 } },
      'from.knownAt',
      /^from.knownAt is 20 \(position 20\), after .* position 12: the points are reversed/,
    ],
    [
      { from: { asOf: '2026-07-01' }, to: { asOf: '2999-07-21' } },
      'to.asOf',
      /^to.asOf is 2999-07-21, which is still to come: today is /,
    ],
    [
      { from: { knownAt: '2999-01-01' } },
      'from.knownAt',
      /^from.knownAt is 2999-01-01, which is still to come/,
    ],
    [
      { from: { asOf: '2026-03-30' } },
      'from.asOf',
      /^from.asOf is 2026-03-30, before the plan began, at 2026-03-31T23:00/,
    ],
    [{ from: { knownAt: 2 } }, 'from.knownAt', /^from.knownAt is 2: nobody had recorded the plan by then/],
    [{ from: {}, to: { knownAt: 30 } }, 'to.knownAt', /^to.knownAt is 30; the last position of points is 29/],
    [
      { from: board, filter: { fields: ['WITHDRAWAL'] } },
      'filter.fields',
      /^An action that is withdrawn holds nothing, .* ask for kinds: \[WITHDRAWN\]\.$/,
    ],
    [{ from: {}, filter: { workstreamIds: ['A'] } }, 'filter.workstreamIds', /^"A" is not an id of this API/],
  ])('refuses %j', async (points, argument, message) => {
    const { data, errors } = await compare(points);
    expect(data).toEqual({ planComparison: null });
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(message) as unknown,
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', argument }) as unknown,
      }),
    ]);
  });

  test('refuses a page that is too long, and what is not a plan', async () => {
    expect((await compare({ from: board }, 'actions(first: 101) { totalCount }')).codes).toEqual([
      'BAD_USER_INPUT',
    ]);
    const changes = 'actions(first: 1) { edges { node { changes(first: 0) { position } } } }';
    expect((await compare({ from: board }, changes)).codes).toEqual(['BAD_USER_INPUT']);
    const { codes } = await api.ask(
      `{ planComparison(id: "${council.actionId(ids.action)}", from: {}) { addedCount } }`,
    );
    expect(codes).toEqual(['NOT_FOUND']);
    const filter = { workstreamIds: [globalId('Workstream', 'points', NEW)] };
    expect((await compare({ from: board, filter })).codes).toEqual(['NOT_FOUND']);
  });
});

describe('where a value comes from', () => {
  const provenance = async (actionId: string, point = '') => {
    const { data } = await api.ask(
      `{ action(id: "${council.actionId(actionId)}"${point}) { provenance { field partId value ${VALUE} valuesBefore corrections
        change { position type actor { name } onBehalfOf { name } reason recordedAt } first { position }
        unchangedSince became { position } request { position actor { name } } evidence { title } } } }`,
    );
    const action = data?.['action'] as { readonly provenance: Differing['fields'] } | undefined;
    return new Map(action?.provenance.map((each) => [each.field, each]));
  };

  test('says who, on whose behalf, why, since when, and how many values there were before', async () => {
    const fields = await provenance(ids.action);
    expect(fields.get('DUE')).toEqual({
      field: 'DUE',
      partId: null,
      value: { text: 'End October 2026 (2026-10-31)', since: '2026-06-09T23:00:00.000Z', position: 12 },
      valuesBefore: 1,
      corrections: 0,
      change: {
        position: 12,
        type: 'ActionDueDateChanged',
        actor: { name: null },
        onBehalfOf: { name: 'Ann Example' },
        reason: 'The supplier is late.',
        recordedAt: '2026-06-10T12:00:00.000Z',
      },
      first: { position: 12 },
      unchangedSince: '2026-06-09T23:00:00.000Z',
      became: { position: 12 },
      request: null,
      evidence: [],
    });
    expect(fields.get('RAG')).toMatchObject({
      value: { text: 'red' },
      change: { position: 16 },
      first: { position: 11 },
      corrections: 1,
      valuesBefore: 2,
    });
    expect(fields.get('OWNERS')).toMatchObject({ change: { position: 7 }, valuesBefore: 0 });
    expect(fields.get('COMPLETION')).toMatchObject({
      change: { position: 17 },
      evidence: [{ title: 'Audit report, July' }],
      valuesBefore: 1,
    });
    expect([...fields.keys()].slice(0, 4)).toEqual(['REFERENCE', 'TITLE', 'PLACE', 'COMMITMENT']);
  });

  test('at an earlier point says what was known then', async () => {
    const fields = await provenance(ids.action, ', asOf: "2026-06-05", knownAt: 14');
    expect(fields.get('RAG')).toMatchObject({ change: { position: 11 }, corrections: 0, valuesBefore: 2 });
    expect(fields.has('COMPLETION')).toBe(false);
  });

  test('of a date that was approved says who asked for it', async () => {
    expect((await provenance(NEW)).get('DUE')).toMatchObject({
      value: { text: 'November (2026-11-30)' },
      change: { position: 29, type: 'ActionDueDateChangeApproved', actor: { name: 'Ann Example' } },
      request: { position: 28 },
    });
  });

  test('of an action that was withdrawn says who withdrew it, and why', async () => {
    const fields = await provenance(THIRD);
    expect(fields.get('WITHDRAWAL')).toMatchObject({
      value: { text: 'withdrawn', since: '2026-07-17T23:00:00.000Z' },
      change: { position: 27, type: 'ActionWithdrawn', reason: 'Another action does it.' },
      valuesBefore: 0,
    });
    expect(fields.get('REFERENCE')).toMatchObject({ value: { text: 'A1.3' } });
    expect((await provenance(THIRD, ', asOf: "2026-07-17"')).has('WITHDRAWAL')).toBe(false);
    expect((await provenance(ids.action)).has('WITHDRAWAL')).toBe(false);
  });

  test('of a rating that was said again says since when it has not changed, and by whom it was given', async () => {
    await council.tell(ratedAgain);
    await council.read();
    expect((await provenance(ids.action)).get('RAG')).toMatchObject({
      value: { text: 'red', since: '2026-07-20T23:00:00.000Z' },
      change: { position: 30 },
      unchangedSince: '2026-05-31T23:00:00.000Z',
      became: { position: 16 },
      valuesBefore: 2,
    });
  });
});

test('who owns an action is found under every id that was merged with theirs', async () => {
  const recordedAt = '2026-07-22T12:00:00.000Z';
  const registered = { ...sampleData.PersonRegistered, personId: ids.annAgain };
  await council.tell(
    { type: 'PersonRegistered', data: registered, recordedAt },
    { type: 'PersonMerged', data: { personId: ids.annAgain, into: ids.ben }, recordedAt },
  );
  await council.read();
  const points = { from: { knownAt: '2026-07-04' }, to: { asOf: '2026-06-18' } };
  const { comparison } = await compare({ ...points, filter: { owner: ids.annAgain } });
  expect(nodesOf(comparison).map(({ action }) => action.id)).toEqual([council.actionId(ids.action)]);
});
