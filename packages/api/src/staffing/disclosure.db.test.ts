/** Whoever is not to see who came and went asks for everything that there is, and compares. */
import type { DataOf } from '@improvement-ledger/domain';
import { sampleData, sampleId } from '@improvement-ledger/domain/testing';
import type { ToldFact } from '@improvement-ledger/projections/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import { carriedOut } from '../testing/sample-records.js';
import { tellCouncil } from '../testing/told-council.js';

let api: RunningApi;

const teams = [sampleId(0xa01), sampleId(0xa02)] as const;
const roles = [sampleId(0xa03), sampleId(0xa04)] as const;
const WORKERS = 24;
const at = (effectiveAt: string) => ({ told: { effectiveAt } });
const whose = (number: number) => ({
  personId: sampleId(0xb00 + number),
  engagementId: sampleId(0xc00 + number),
});
const placeOf = (number: number) => ({
  postId: sampleId(0xd00 + number),
  teamId: teams[number % 2 === 0 ? 0 : 1],
  roleId: roles[number < WORKERS / 3 ? 0 : 1],
});
const open = (number: number): ToldFact => {
  const post = { ...placeOf(number), kind: 'established', fte: 100, budgetNote: null } as const;
  return { type: 'PostOpened', data: post, ...at('2014-01-01') };
};
const start = (number: number, on: string, employment: DataOf<'WorkerStarted'>['employment']): ToldFact => {
  const terms = { postKind: 'established', employment, fte: 100, agency: null, plannedEnd: null } as const;
  return { type: 'WorkerStarted', data: { ...whose(number), ...placeOf(number), ...terms }, ...at(on) };
};
const leave = (number: number, on: string): ToldFact => {
  const data = { ...sampleData.WorkerLeft, ...whose(number) };
  return { type: 'WorkerLeft', data, ...at(on) };
};
/** Something in place of a leaving, that is withheld as well and changes no count. */
const absence = (number: number, on: string): ToldFact => {
  const data = { ...whose(number), quarter: '2015-Q2', days: 100 };
  return { type: 'AbsenceReported', data, ...at(on) };
};

const everybody = Array.from({ length: WORKERS }, (_, number) => number);
const before: ToldFact[] = [
  {
    type: 'PersonRegistered',
    data: { ...sampleData.PersonRegistered, personId: whose(15).personId },
  },
  ...teams.map((officeId): ToldFact => ({
    type: 'TeamDefined',
    data: { ...sampleData.TeamDefined, officeId },
  })),
  ...roles.map((officeId): ToldFact => ({
    type: 'RoleDefined',
    data: { ...sampleData.RoleDefined, officeId },
  })),
  ...everybody.map(open),
  ...everybody.map((number) => start(number, '2014-06-01', number % 4 === 0 ? 'agency' : 'permanent')),
  ...[1, 3, 5, 7, 9, 11].map((number) => leave(number, '2015-05-01')),
];

/** Everything but the leaving of one of them is the same in both councils. */
const councils = ['ashby', 'birling'] as const;
const oneLeaves = [leave(13, '2015-06-02'), absence(13, '2015-06-02')] as const;

const publish = async (council: string, quarter: string): Promise<void> => {
  await carriedOut(api, 'publishWorkforceFigures', { council, quarter }, 'id');
};

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  for (const [index, council] of councils.entries()) {
    await tellCouncil(api, council, [...before, oneLeaves[index] ?? oneLeaves[0]]);
    for (const quarter of ['2015-Q1', '2015-Q2', '2015-Q3']) await publish(council, quarter);
  }
});
afterAll(async () => api.stop());

const others = ['adviser', 'planManager', 'actionOwner', 'auditor', 'integration'] as const;
const figures =
  'office { id } starters leavers conversions agencyStarted agencyEnded inPostFte agencyFte establishmentFte measures { numerator denominator percent }';
const QUARTERS = `publishedFigures(first: 10) { totalCount edges { node { quarter threshold knownAt whole { ${figures} } teams { ${figures} } roles { ${figures} } } } }`;

type Node = Readonly<Record<string, unknown>>;
const quartersOf = async (
  council: string,
  point = '',
  role: (typeof others)[number] = 'adviser',
): Promise<Node[]> => {
  const { data, text } = await api.ask(
    `{ council(code: "${council}"${point}) { disclosureThreshold ${QUARTERS} } }`,
    { token: api.tokens[role] },
  );
  const found = (data?.['council'] as Node | null)?.['publishedFigures'] as {
    edges: { node: Node }[];
  } | null;
  if (found === null || found === undefined) throw new Error(text);
  return found.edges.map(({ node }) => node);
};

/** All numbers of people in an answer. */
const countsIn = (quarter: Node): number[] =>
  [quarter['whole'] as Node, ...(quarter['teams'] as Node[]), ...(quarter['roles'] as Node[])].flatMap(
    ({ office: _, measures: __, establishmentFte: ___, inPostFte, agencyFte, ...heads }) => [
      ...Object.values(heads).map((count) => (count ?? 0) as number),
      ...[inPostFte, agencyFte].map((count) => ((count ?? 0) as number) / 100),
    ],
  );

describe('whoever is no workforce lead', () => {
  test('is refused every count that could be taken from another, whatever the period, the cell and the point', async () => {
    const periods = ['MONTH', 'QUARTER', 'YEAR', 'ROLLING_YEAR'];
    const bys = ['', ', by: [TEAM]', ', by: [ROLE]', ', by: [TEAM, ROLE, EMPLOYMENT]'];
    const cells = ['', `, teamId: "${teams[0]}"`, ', employment: PERMANENT'];
    const lists = periods.flatMap((period) =>
      bys.flatMap((by) => cells.map((cell) => `recruitmentChurn(first: 1, period: ${period}${by}${cell})`)),
    );
    const asked = [
      ...lists,
      'posts(first: 9)',
      'engagements(first: 9)',
      `engagements(first: 9, personId: "${whose(13).personId}")`,
    ];
    const aliased = asked.map((list, index) => `a${index}: ${list} { totalCount }`);
    const pages = Array.from({ length: Math.ceil(aliased.length / 15) }, (_, page) =>
      aliased.slice(page * 15, (page + 1) * 15).join('\n'),
    );
    for (const role of others) {
      for (const point of ['', ', asOf: "2015-06-01"', ', knownAt: 60']) {
        for (const page of pages) {
          const query = `{ council(code: "ashby"${point}) { ${page} plannedMovements { id } } }`;
          const { data, codes } = await api.ask(query, { token: api.tokens[role] });
          expect(new Set(codes)).toEqual(new Set(['FORBIDDEN']));
          const answers = Object.values((data?.['council'] ?? {}) as Node);
          expect(answers.every((answer) => answer === null)).toBe(true);
        }
      }
    }
  });

  test('sees the same of two councils that differ by one who left', async () => {
    const [ashby, birling] = councils;
    for (const role of others) {
      const seen = await quartersOf(ashby, '', role);
      expect(seen).toEqual(await quartersOf(birling, '', role));
      expect(seen.map(({ quarter }) => quarter)).toEqual(['2015-Q3', '2015-Q2', '2015-Q1']);
    }
    // They did differ: seven of twenty-four left, or six.
    const asked =
      'recruitmentChurn(first: 1, from: "2015-06", to: "2015-06", period: QUARTER) { edges { node { leavers } } }';
    const left = await Promise.all(
      councils.map(async (council) => {
        const query = `{ council(code: "${council}") { ${asked} } }`;
        return (await api.ask(query, { token: api.tokens.workforceLead })).text;
      }),
    );
    expect(left.map((text) => /"leavers":(\d+)/.exec(text)?.[1])).toEqual(['7', '6']);
  });

  test('finds nothing in sums and differences of quarters, teams and roles but multiples of the threshold', async () => {
    const quarters = await quartersOf('ashby');
    expect(quarters[1]).toMatchObject({ threshold: 5, whole: { leavers: 5, starters: null } });
    for (const quarter of quarters) {
      for (const count of countsIn(quarter)) expect(count % 5).toBe(0);
      const sumOf = (list: string): number =>
        (quarter[list] as Node[]).reduce((sum, each) => sum + ((each['inPostFte'] ?? 0) as number), 0);
      const { inPostFte } = quarter['whole'] as Node;
      expect([sumOf('teams'), sumOf('roles')]).toEqual([inPostFte, inPostFte]);
    }
  });

  test('sees what was published as it was, at every point, whatever becomes known later', async () => {
    const first = await quartersOf('ashby');
    const { ashby: published = 0 } = await api.heads();
    const again = await api.ask(
      `mutation { publishWorkforceFigures(input: { council: "ashby", quarter: "2015-Q2" }) { userErrors { code field } } }`,
      { token: api.tokens.workforceLead },
    );
    expect(again.text).toContain('{"code":"FIGURES_PUBLISHED","field":"quarter"}');
    const late = { council: 'ashby', ...whose(15), effectiveAt: '2015-06-03' };
    await carriedOut(api, 'recordLeaving', late, 'id');
    const { ashby: head = 0 } = await api.heads();
    const minPosition = `, minPosition: [{ council: "ashby", position: ${head} }]`;
    expect(await quartersOf('ashby', minPosition)).toEqual(first);
    // One position after the other: a quarter is there or is not there, and never another.
    for (let knownAt = published - 4; knownAt <= head; knownAt += 1) {
      const seen = await quartersOf('ashby', `, knownAt: ${knownAt}`);
      expect(seen).toEqual(first.slice(first.length - seen.length));
    }
  });
});

describe('the threshold', () => {
  const set = async (threshold: number, role: 'administrator' | 'workforceLead') => {
    const input = `{ council: "birling", threshold: ${threshold}, reason: "The board decided it." }`;
    return api.ask(
      `mutation { setDisclosureThreshold(input: ${input}) { position userErrors { code field } } }`,
      { token: api.tokens[role] },
    );
  };

  test('is set by an administrator alone, within bounds, for what is published next', async () => {
    expect((await set(8, 'workforceLead')).codes).toEqual(['FORBIDDEN']);
    for (const out of [2, 21]) {
      expect((await set(out, 'administrator')).text).toContain(
        '{"code":"INVALID_INPUT","field":"threshold"}',
      );
    }
    const publishedBefore = await quartersOf('birling');
    await set(8, 'administrator');
    await publish('birling', '2015-Q4');
    const { birling: position = 0 } = await api.heads();
    const [latest = {}, ...earlier] = await quartersOf(
      'birling',
      `, minPosition: [{ council: "birling", position: ${position} }]`,
    );
    expect(earlier).toEqual(publishedBefore);
    expect(latest['threshold']).toBe(8);
    for (const count of countsIn(latest)) expect(count % 8).toBe(0);
  });

  test.each([
    ['2015-Q5', 'INVALID_INPUT'],
    ['soon', 'INVALID_INPUT'],
    ['2999-Q1', 'PERIOD_NOT_OVER'],
  ])('does not help with %s: %s', async (quarter, code) => {
    const { text } = await api.ask(
      `mutation { publishWorkforceFigures(input: { council: "ashby", quarter: "${quarter}" }) { userErrors { code field } } }`,
      { token: api.tokens.workforceLead },
    );
    expect(text).toContain(`{"code":"${code}","field":"quarter"}`);
  });
});
