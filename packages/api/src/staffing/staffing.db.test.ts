/** Posts, movements and recruitment churn through the API. */
import type { DataOf } from '@improvement-ledger/domain';
import { sampleData, sampleId } from '@improvement-ledger/domain/testing';
import type { ToldFact } from '@improvement-ledger/projections/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import { carriedOut } from '../testing/sample-records.js';
import { tellCouncil } from '../testing/told-council.js';

let api: RunningApi;
beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
});
afterAll(async () => api.stop());

type Node = Readonly<Record<string, unknown>>;
const councilWith = async (code: string, fields: string, point = ''): Promise<Node> => {
  const { data, text } = await api.ask(`{ council(code: "${code}"${point}) { ${fields} } }`, {
    token: api.tokens.workforceLead,
  });
  if (data?.['council'] === null || data?.['council'] === undefined) throw new Error(text);
  return data['council'] as Node;
};
const nodesIn = (council: Node, list: string): Node[] =>
  (council[list] as { edges: { node: Node }[] }).edges.map(({ node }) => node);

describe('the posts table of July 2015', () => {
  const TEAM = sampleId(0x500);
  /** Role, established FTE and agency cover in hundredths, starters and leavers since July 2014. */
  const table = [
    ['Team Manager', 600, 0, 1, 0],
    ['Assistant Team Manager', 900, 100, 1, 0],
    ['Senior Social Worker', 900, 700, 1, 3],
    ['Social Worker', 2_454, 1_054, 8, 8],
    ['Family Intervention Worker', 700, 0, 0, 0],
    ['Newly Qualified Social Worker', 0, 0, 3, 0],
    ['Trainee Social Worker', 0, 0, 1, 0],
  ] as const;
  let next = 0x600;
  const newId = (): string => sampleId((next += 1));
  /** Hours as full-time parts and the rest. */
  const parts = (hundredths: number): number[] =>
    Array.from({ length: Math.ceil(hundredths / 100) }, (_, index) =>
      Math.min(100, hundredths - index * 100),
    );
  const at = (effectiveAt: string) => ({ told: { effectiveAt } });

  const started = (of: object, effectiveAt: string): ToldFact => {
    const data = {
      ...sampleData.WorkerStarted,
      plannedEnd: null,
      personId: newId(),
      engagementId: newId(),
      ...of,
    };
    return { type: 'WorkerStarted', data, ...at(effectiveAt) };
  };
  const factsOf = ([name, established, agency, starters, leavers]: (typeof table)[number]): ToldFact[] => {
    const roleId = newId();
    const placement = { teamId: TEAM, roleId, postKind: 'established' };
    const role = { ...sampleData.RoleDefined, officeId: roleId };
    const named = { ...role, name: { $seal: { ...role.name.$seal, value: name } } };
    const posts = parts(established).map((fte): ToldFact => {
      const post = { ...sampleData.PostOpened, postId: newId(), teamId: TEAM, roleId, fte };
      return { type: 'PostOpened', data: post, ...at('2013-01-01') };
    });
    const employed = { ...placement, employment: 'permanent', agency: null };
    const gone = Array.from({ length: leavers }, () =>
      started({ ...employed, postId: newId() }, '2013-02-01'),
    );
    return [
      { type: 'RoleDefined', data: named, ...at('2013-01-01') },
      ...posts,
      ...parts(agency).map((fte) =>
        started({ ...placement, postId: newId(), fte, employment: 'agency' }, '2015-06-01'),
      ),
      ...Array.from({ length: starters }, () => started({ ...employed, postId: newId() }, '2014-09-15')),
      ...gone,
      ...gone.map(({ data }): ToldFact => {
        const { personId, engagementId } = data as DataOf<'WorkerStarted'>;
        const left = { ...sampleData.WorkerLeft, personId, engagementId };
        return { type: 'WorkerLeft', data: left, ...at('2014-11-30') };
      }),
    ];
  };
  const fields = `recruitmentChurn(first: 20, from: "2015-07", to: "2015-07", period: ROLLING_YEAR, by: [ROLE]) {
    edges { node { role { name } establishmentFte starters leavers net
      measures { name numerator denominator percent } } } }`;

  beforeAll(async () => {
    const team: ToldFact = { type: 'TeamDefined', data: { ...sampleData.TeamDefined, officeId: TEAM } };
    await tellCouncil(api, 'of-2015', [team, ...table.flatMap(factsOf)]);
  });

  const shareOf = ({ measures }: Node): unknown =>
    (measures as Node[]).find(({ name }) => name === 'AGENCY_SHARE_OF_ESTABLISHMENT');

  test('comes out role by role, beside who came and who went', async () => {
    const roles = nodesIn(await councilWith('of-2015', fields, ', asOf: "2015-07-12"'), 'recruitmentChurn');
    const byName = new Map(roles.map((node) => [(node['role'] as { name: string }).name, node]));
    for (const [name, established, agency, starters, leavers] of table) {
      const node = byName.get(name) ?? {};
      expect(node).toMatchObject({
        establishmentFte: established,
        starters,
        leavers,
        net: starters - leavers,
      });
      expect(shareOf(node)).toMatchObject({ numerator: agency, denominator: established });
    }
    const percentOf = (name: string) => (shareOf(byName.get(name) ?? {}) as { percent: number }).percent;
    // Printed 11%, 77% and 42%: cut off, not rounded.
    expect([
      percentOf('Assistant Team Manager'),
      percentOf('Senior Social Worker'),
      percentOf('Social Worker'),
    ]).toEqual([11.11, 77.78, 42.95]);
  });

  test('adds up to 55.54 established and 18.54 covered: 33.38%, where 33% is printed', async () => {
    const whole = fields.replace(', by: [ROLE]', '').replace('role { name }', '');
    const [all = {}] = nodesIn(
      await councilWith('of-2015', whole, ', asOf: "2015-07-12"'),
      'recruitmentChurn',
    );
    expect(all).toMatchObject({ establishmentFte: 5_554, starters: 15, leavers: 11, net: 4 });
    expect(shareOf(all)).toMatchObject({ numerator: 1_854, denominator: 5_554, percent: 33.38 });
  });

  test('of periods that are not over, or before anything is known, says that it is not complete', async () => {
    const asked = `recruitmentChurn(first: 5, from: "2012-12", to: "2013-02") { edges { node { first incomplete } } }`;
    const early = nodesIn(await councilWith('of-2015', asked, ', asOf: "2013-02-10"'), 'recruitmentChurn');
    expect(early).toEqual([
      { first: '2012-12', incomplete: 'Movements are known from 2013-01 on.' },
      { first: '2013-01', incomplete: 'Movements are known from 2013-01 on.' },
      { first: '2013-02', incomplete: expect.stringMatching(/^The period is not over/) as unknown },
    ]);
  });
});

describe('a quarter of two posts', () => {
  const [TEAM, first, second] = [sampleId(0x900), sampleId(0x901), sampleId(0x902)];
  const at = (effectiveAt: string) => ({ told: { effectiveAt } });
  const place = { teamId: TEAM, roleId: sampleId(0x903), postKind: 'established' as const };
  const whose = (number: number) => ({ personId: sampleId(number), engagementId: sampleId(number + 0x10) });
  const start = (
    number: number,
    postId: string,
    employment: 'agency' | 'permanent',
    on: string,
  ): ToldFact => {
    const terms = { employment, fte: 100, agency: null, plannedEnd: null };
    return { type: 'WorkerStarted', data: { ...whose(number), ...place, postId, ...terms }, ...at(on) };
  };
  const end = (number: number, on: string): ToldFact => {
    const data = { ...sampleData.AssignmentEnded, ...whose(number) };
    return { type: 'AssignmentEnded', data, ...at(on) };
  };
  const vacancy = { postId: second, vacancyId: sampleId(0x904) };

  beforeAll(async () => {
    const post = { ...sampleData.PostOpened, teamId: TEAM, roleId: place.roleId, fte: 100 };
    await tellCouncil(api, 'two-posts', [
      { type: 'TeamDefined', data: { ...sampleData.TeamDefined, officeId: TEAM } },
      { type: 'PostOpened', data: { ...post, postId: first }, ...at('2013-01-01') },
      { type: 'PostOpened', data: { ...post, postId: second }, ...at('2013-01-01') },
      start(0x910, first, 'permanent', '2013-02-01'),
      start(0x911, second, 'agency', '2015-01-10'),
      end(0x911, '2015-03-01'),
      start(0x912, second, 'agency', '2015-03-02'),
      { type: 'VacancyAdvertised', data: vacancy, ...at('2015-04-01') },
      { type: 'VacancyFilled', data: vacancy, ...at('2015-06-10') },
      end(0x912, '2015-06-15'),
      start(0x913, second, 'permanent', '2015-06-16'),
      // Days of absence are counted when the quarter is over.
      {
        type: 'AbsenceReported',
        data: { ...whose(0x910), quarter: '2015-Q2', days: 650 },
        ...at('2015-07-01'),
      },
    ]);
  });

  const measured = async (args: string): Promise<Map<unknown, unknown>> => {
    const fields = `recruitmentChurn(first: 1, ${args}) { edges { node { agencyEndedEarly vacanciesFilled
      tenure { band workers } measures { name numerator denominator percent mean incomplete } } } }`;
    const [node = {}] = nodesIn(await councilWith('two-posts', fields), 'recruitmentChurn');
    const measures = (node['measures'] as Node[]).map(({ name, ...rest }) => [name, rest] as const);
    return new Map<unknown, unknown>([...measures, ['tenure', node['tenure']]]);
  };

  test('tells how long people stay, how long posts stand empty, and who was absent', async () => {
    const found = await measured('from: "2015-04", to: "2015-06", period: QUARTER');
    const ofShare = (numerator: number, denominator: number, percent: number) =>
      ({ numerator, denominator, percent, mean: null }) as unknown;
    const ofMean = (numerator: number, denominator: number, mean: number) =>
      ({ numerator, denominator, percent: null, mean }) as unknown;
    expect(found.get('STABILITY_RATE')).toMatchObject(ofShare(1, 2, 50) as object);
    expect(found.get('EARLY_ENDED_ASSIGNMENTS')).toMatchObject(ofShare(0, 1, 0) as object);
    expect(found.get('LENGTH_OF_ASSIGNMENTS')).toMatchObject(ofMean(105, 1, 105) as object);
    expect(found.get('WORKERS_PER_POST')).toMatchObject(ofMean(4, 2, 2) as object);
    expect(found.get('TIME_TO_FILL')).toMatchObject({
      ...(ofMean(70, 1, 70) as object),
      incomplete: null,
    });
    // 6.5 days of 2 x 63.25; of one of two nothing was reported.
    expect(found.get('ABSENCE_RATE')).toMatchObject({
      ...(ofShare(650, 12_650, 5.14) as object),
      incomplete:
        'Days of absence are reported 1 times, and of all in post there would be 2: more may have been lost.',
    });
    expect((found.get('tenure') as Node[]).filter(({ workers }) => workers !== 0)).toEqual([
      { band: 'UNDER_6_MONTHS', workers: 1 },
      { band: 'FROM_2_YEARS', workers: 1 },
    ]);
  });

  test('says of a month that days of absence are known of quarters alone, and of terms what needs no posts', async () => {
    expect((await measured('from: "2015-06", to: "2015-06"')).get('ABSENCE_RATE')).toMatchObject({
      percent: null,
      incomplete: 'Days of absence are reported of quarters: ask for those, or for years.',
    });
    const ofAgency = await measured('from: "2015-03", to: "2015-03", by: [EMPLOYMENT], employment: AGENCY');
    expect(ofAgency.get('EARLY_ENDED_ASSIGNMENTS')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(ofAgency.has('VACANCY_RATE')).toBe(false);
  });
});

describe('a worker of a council', () => {
  const COUNCIL = 'northmere';
  const ids: Record<string, string> = {};
  const send = async (mutation: string, input: object, type?: string): Promise<string> => {
    const payload = await carriedOut(api, mutation, { council: COUNCIL, ...input }, 'id', type);
    return payload['id'] as string;
  };
  const since = (effectiveAt: string) => ({ effectiveAt });

  beforeAll(async () => {
    await carriedOut(api, 'registerCouncil', { key: COUNCIL, name: 'Northmere' }, 'position');
    ids['person'] = await send('registerPerson', { name: 'Ann Example' });
    ids['team'] = await send(
      'defineTeam',
      { name: 'Duty team', ...since('2015-01-01') },
      'DefineOfficeInput',
    );
    ids['shut'] = await send('defineTeam', { name: 'Old team', ...since('2015-01-01') }, 'DefineOfficeInput');
    ids['role'] = await send(
      'defineRole',
      { name: 'Social worker', ...since('2015-01-01') },
      'DefineOfficeInput',
    );
    const post = { roleId: ids['role'], kind: 'ESTABLISHED', fte: 100, ...since('2015-01-01') };
    ids['post'] = await send('openPost', { ...post, teamId: ids['team'] });
    ids['shutPost'] = await send('openPost', { ...post, teamId: ids['shut'] });
    await send('closeTeam', { officeId: ids['shut'], reason: 'Merged.', ...since('2015-06-01') });
    const start = { personId: ids['person'], postId: ids['post'], employment: 'PERMANENT', fte: 100 };
    ids['engagement'] = await send('startWorker', { ...start, ...since('2015-04-01') });
  });
  const engagement = () => ({ council: COUNCIL, personId: ids['person'], engagementId: ids['engagement'] });
  const starting = () => ({
    ...engagement(),
    engagementId: undefined,
    postId: ids['post'],
    employment: 'PERMANENT',
  });

  test('cannot do what nobody does; it is said why, and nothing is recorded', async () => {
    const heads = await api.heads();
    const refused = async (mutation: string, input: object) => {
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
      const { data, text } = await api.ask(
        `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code field message } } }`,
        { variables: { input }, token: api.tokens.workforceLead },
      );
      const { userErrors } = (data?.[mutation] ?? {}) as {
        userErrors?: { code: string; field: string; message: string }[];
      };
      if (userErrors === undefined) throw new Error(text);
      for (const { message } of userErrors) expect(message).toMatch(/\.$/);
      return userErrors.map(({ code, field }) => `${code} ${field}`);
    };
    const later = since('2015-07-01');
    expect(await refused('recordLeaving', { ...engagement(), ...since('2015-03-31') })).toEqual([
      'BEFORE_IT_BEGAN effectiveAt',
    ]);
    for (const fte of [0, 200]) {
      expect(await refused('startWorker', { ...starting(), fte, ...later })).toEqual(['INVALID_INPUT fte']);
      expect(await refused('changeWorkingHours', { ...engagement(), fte, ...later })).toEqual([
        'INVALID_INPUT fte',
      ]);
    }
    expect(await refused('startWorker', { ...starting(), fte: 100, ...later })).toEqual([
      'FTE_BEYOND_TOLERANCE fte',
    ]);
    expect(await refused('moveWorker', { ...engagement(), postId: ids['shutPost'], ...later })).toEqual([
      'TEAM_CLOSED teamId',
    ]);
    expect(await refused('endAssignment', { ...engagement(), endedBy: 'COUNCIL' })).toEqual([
      'AGENCY_ONLY engagementId',
    ]);
    expect(await refused('reportAbsence', { ...engagement(), quarter: '2015-Q5', days: 100 })).toEqual([
      'INVALID_INPUT quarter',
    ]);
    expect(await refused('reportAbsence', { ...engagement(), quarter: '2015-Q3', days: -1 })).toEqual([
      'INVALID_INPUT days',
    ]);
    expect(await refused('moveWorker', { ...engagement(), postId: sampleId(1) })).toEqual([
      'POST_NOT_FOUND postId',
    ]);
    expect(await refused('startWorker', { ...starting(), postId: 'A post', fte: 100 })).toEqual([
      'INVALID_INPUT postId',
    ]);
    expect(await api.heads()).toEqual(heads);
  });

  const churnAt = async (point: string) => {
    const fields = `recruitmentChurn(first: 1, from: "2015-09", to: "2015-09") { edges { node { leavers inPostAtStart inPostAtEnd } } }`;
    return nodesIn(await councilWith(COUNCIL, fields, point), 'recruitmentChurn')[0];
  };

  test('who is recorded late as a leaver has left now, and had not as known before', async () => {
    const { [COUNCIL]: before = 0 } = await api.heads();
    expect(await churnAt('')).toEqual({ leavers: 0, inPostAtStart: 1, inPostAtEnd: 1 });
    await send('recordLeaving', { ...engagement(), destination: 'OTHER_COUNCIL', ...since('2015-09-30') });
    const { [COUNCIL]: now = 0 } = await api.heads();
    const minPosition = `, minPosition: [{ council: "${COUNCIL}", position: ${now} }]`;
    expect(await churnAt(minPosition)).toEqual({ leavers: 1, inPostAtStart: 1, inPostAtEnd: 0 });
    expect(await churnAt(`, knownAt: ${before}`)).toEqual({ leavers: 0, inPostAtStart: 1, inPostAtEnd: 1 });
    const fields = `engagements(first: 5) { totalCount edges { node { id until person { name } team { name } changes { type } } } }
      posts(first: 5, teamId: "${ids['shut']}") { edges { node { id team { name closedFrom } } } }`;
    const council = await councilWith(COUNCIL, fields, minPosition);
    expect(nodesIn(council, 'engagements')).toEqual([
      {
        id: ids['engagement'],
        until: '2015-09-29T23:00:00.000Z',
        person: { name: 'Ann Example' },
        team: { name: 'Duty team' },
        changes: [{ type: 'WORKER_STARTED' }, { type: 'WORKER_LEFT' }],
      },
    ]);
    expect(nodesIn(council, 'posts')).toEqual([
      { id: ids['shutPost'], team: { name: 'Old team', closedFrom: '2015-05-31T23:00:00.000Z' } },
    ]);
  });

  test('is nobody whom an adviser can make out: neither by name nor by what the feed offers', async () => {
    const feed = `{ council(code: "${COUNCIL}") { changes(first: 100) { edges { node { type stream effectiveAt recordedAt data withheld corrects { position } } } } } }`;
    const { data, text } = await api.ask(feed, { token: api.tokens.adviser });
    const changes = nodesIn((data?.['council'] ?? {}) as Node, 'changes');
    const withheld = changes.filter(({ type }) => type === 'Withheld');
    // Two posts, a start and a leaving.
    expect(withheld.length).toBe(4);
    for (const { stream, effectiveAt, recordedAt, data: said } of withheld) {
      expect([stream, effectiveAt, said]).toEqual(['Withheld', recordedAt, null]);
    }
    expect(text).not.toMatch(/Worker(Started|Left)|worker-/);
    const { [COUNCIL]: head = 0 } = await api.heads();
    const changeId = Buffer.from(`Change:${COUNCIL}:${head}`).toString('base64url');
    const retract = `mutation { retractEvent(input: { changeId: "${changeId}", reason: "Not so." }) { position } }`;
    const refused = await api.ask(retract, { token: api.tokens.planManager });
    expect(refused.errors.map(({ message }) => message)).toEqual([
      'The role planManager may not send retractEvent for what is withheld from it.',
    ]);
    const { codes } = await api.ask(
      `{ council(code: "${COUNCIL}") { engagements(first: 1) { totalCount } } }`,
      {
        token: api.tokens.adviser,
      },
    );
    expect(codes).toEqual(['FORBIDDEN']);
  });

  test('is asked for by what there is: a month, an order of months, an id, a page', async () => {
    const asked = async (args: string) => {
      const query = `{ council(code: "${COUNCIL}") { recruitmentChurn(${args}) { totalCount } } }`;
      const { errors } = await api.ask(query, { token: api.tokens.workforceLead });
      return errors.map(({ extensions }) => `${extensions.code} ${extensions.argument ?? ''}`);
    };
    expect(await asked('first: 1, from: "2015"')).toEqual(['BAD_USER_INPUT from']);
    expect(await asked('first: 1, from: "2015-08", to: "2015-07"')).toEqual(['BAD_USER_INPUT from']);
    expect(await asked('first: 1, teamId: "Duty team"')).toEqual(['BAD_USER_INPUT teamId']);
    expect(await asked('first: 101')).toEqual(['BAD_USER_INPUT first']);
    expect(await asked('first: 1, from: "2000-01", to: "2015-07"')).toEqual(['BAD_USER_INPUT from']);
    expect(await asked('first: 1, period: QUARTER, by: [EMPLOYMENT], employment: AGENCY')).toEqual([]);
  });
});
