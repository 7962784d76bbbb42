/** Audits through the API, from the programme to the head of service's list. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { changeOf } from '../testing/change.js';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import { carriedOut } from '../testing/sample-records.js';

const COUNCIL = 'northmere';
let api: RunningApi;
const ids: Record<string, string> = {};
let heads: Readonly<Record<string, number>>;

const send = async (mutation: string, input: object, type?: string): Promise<string> =>
  (await carriedOut(api, mutation, { council: COUNCIL, ...input }, 'id', type))['id'] as string;
const person = async (name: string): Promise<string> => send('registerPerson', { name });
const on = (effectiveAt: string) => ({ effectiveAt });
type Node = Readonly<Record<string, unknown>>;
const ask = async (fields: string, point = '', role: 'auditor' | 'adviser' | 'actionOwner' = 'auditor') => {
  // What was just said is to be seen.
  const seen = point.includes('knownAt')
    ? ''
    : `, minPosition: [{ council: "${COUNCIL}", position: ${(await api.heads())[COUNCIL] ?? 0} }]`;
  const { data, text } = await api.ask(`{ council(code: "${COUNCIL}"${point}${seen}) { ${fields} } }`, {
    token: api.tokens[role],
  });
  if (data?.['council'] === null || data?.['council'] === undefined) throw new Error(text);
  return data['council'] as Node;
};
const nodesIn = (council: Node, list: string): Node[] =>
  (council[list] as { edges: { node: Node }[] }).edges.map(({ node }) => node);

interface Audited {
  readonly name: string;
  readonly month: string;
  readonly grade: string;
  readonly auditor?: string;
  readonly again?: string;
}
const audited = async ({ name, month, grade, auditor = 'ben', again }: Audited): Promise<string> => {
  const about = { programmeId: ids['programme'], case: name, theme: 'ASSESSMENT', month };
  const who = { auditorId: ids[auditor], teamId: ids['team'], workerId: ids['ann'] };
  const auditId = await send('planAudit', { ...about, ...who, reAuditOf: again, ...on(`${month}-01`) });
  await send('recordAudit', { auditId, grade, ...on(`${month}-15`) });
  return auditId;
};

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  await carriedOut(api, 'registerCouncil', { key: COUNCIL, name: 'Northmere' }, 'position');
  for (const name of ['ann', 'ben', 'cas', 'dee']) ids[name] = await person(`${name} example`);
  ids['team'] = await send('defineTeam', { name: 'Duty team', ...on('2015-01-01') }, 'DefineOfficeInput');
  const programme = {
    tool: 'Case audit',
    cycle: 'MONTHLY',
    source: 'EXTERNAL',
    scale: 'SIF_2013',
    costPerCase: 8_500,
  };
  ids['programme'] = await send('setAuditProgramme', { ...programme, ...on('2015-03-01') });
  for (const auditorId of [ids['ben'], ids['dee']]) {
    await send('expectAudits', { programmeId: ids['programme'], auditorId, monthly: 2, ...on('2015-03-01') });
  }
  ids['first'] = await audited({ name: 'C-0001', month: '2015-03', grade: 'INADEQUATE' });
  await audited({ name: 'C-0002', month: '2015-03', grade: 'GOOD' });
  await audited({ name: 'C-0003', month: '2015-03', grade: 'GOOD', auditor: 'dee' });
  ids['lowered'] = await audited({ name: 'C-0004', month: '2015-04', grade: 'GOOD' });
  await audited({ name: 'C-0005', month: '2015-05', grade: 'REQUIRES_IMPROVEMENT' });
});
afterAll(async () => api.stop());

const OUTCOMES = `auditOutcomes(first: 20, from: "2015-03", to: "2015-05", by: [MONTH]) { edges { node {
  month planned done goodOrBetter goodOrBetterShare inadequate inadequateShare expected completion isRounded } } }`;

describe('audits', () => {
  test('are counted by month beside what was expected', async () => {
    expect(nodesIn(await ask(OUTCOMES), 'auditOutcomes')).toMatchObject([
      {
        month: '2015-03',
        planned: 3,
        done: 3,
        goodOrBetter: 2,
        goodOrBetterShare: 66.67,
        inadequate: 1,
        expected: 4,
        completion: 75,
      },
      { month: '2015-04', done: 1, goodOrBetterShare: 100, expected: 4, completion: 25 },
      { month: '2015-05', done: 1, goodOrBetterShare: 0, expected: 4, completion: 25 },
    ]);
  });

  test('of a moderation that lowers a grade show it in agreement, and in outcomes from its day on', async () => {
    const { position } = await carriedOut(
      api,
      'registerPerson',
      { council: COUNCIL, name: 'Eve Example' },
      'position',
    );
    const look = { auditId: ids['lowered'], by: 'MANAGER', moderatorId: ids['cas'], grade: 'INADEQUATE' };
    await send('moderateAudit', { ...look, ...on('2015-04-28') });
    await send('moderateAudit', {
      auditId: ids['first'],
      by: 'INSPECTOR',
      grade: 'INADEQUATE',
      ...on('2015-04-29'),
    });
    const agreement = `auditAgreement(from: "2015-03", to: "2015-05") {
      moderation { count agreed lowered raised agreedShare } inspection { count agreed agreedShare } }`;
    expect(await ask(agreement)).toEqual({
      auditAgreement: {
        moderation: { count: 1, agreed: 0, lowered: 1, raised: 0, agreedShare: 0 },
        inspection: { count: 1, agreed: 1, agreedShare: 100 },
      },
    });
    const inApril = async (point: string) => nodesIn(await ask(OUTCOMES, point), 'auditOutcomes')[1];
    expect(await inApril('')).toMatchObject({ goodOrBetter: 0, inadequate: 1 });
    expect(await inApril(', asOf: "2015-04-27"')).toMatchObject({ goodOrBetter: 1, inadequate: 0 });
    expect(await inApril(`, knownAt: ${position as number}`)).toMatchObject({
      goodOrBetter: 1,
      inadequate: 0,
    });
  });

  test('that nobody did for two months show in the list of completion', async () => {
    const asked = `auditCompletion(first: 9, from: "2015-03", to: "2015-05", onlyShort: true) { edges { node {
      month auditor { name } expected done isShort } } }`;
    const short = nodesIn(await ask(asked), 'auditCompletion').filter(
      ({ auditor }) => (auditor as Node)['name'] === 'dee example',
    );
    expect(short).toMatchObject([
      { month: '2015-03', expected: 2, done: 1 },
      { month: '2015-04', expected: 2, done: 0 },
      { month: '2015-05', expected: 2, done: 0 },
    ]);
  });

  test('of a case found inadequate again are on the list of the head of service at once', async () => {
    const list = `inadequateCases(first: 9, onlyRepeat: true) { edges { node { case times isOpen isTakenUp
      audits { finalGrade reAuditOf } } } }`;
    expect(nodesIn(await ask(list), 'inadequateCases')).toEqual([]);
    const auditId = await audited({
      name: 'C-0001',
      month: '2015-05',
      grade: 'INADEQUATE',
      again: ids['first'] ?? '',
    });
    expect(nodesIn(await ask(list, '', 'actionOwner'), 'inadequateCases')).toEqual([
      {
        case: 'C-0001',
        times: 2,
        isOpen: true,
        isTakenUp: false,
        audits: [
          { finalGrade: 'INADEQUATE', reAuditOf: null },
          { finalGrade: 'INADEQUATE', reAuditOf: ids['first'] },
        ],
      },
    ]);
    await send('escalateAudit', { auditId, toId: ids['cas'], ...on('2015-05-20') });
    await send('flagCapability', { auditId, isRaised: true, ...on('2015-05-20') });
    const remedyId = await send('requireRemedy', {
      auditId,
      what: 'A plan.',
      due: '2015-06-30',
      ...on('2015-05-20'),
    });
    const audits = `audits(first: 9, case: "C-0001", month: "2015-05") { totalCount edges { node {
      isCapabilityRaised escalations { to { name } } remedies { id due isOverdue } evidence { url } worker { name } } } }`;
    expect((await ask(audits))['audits']).toEqual({
      totalCount: 1,
      edges: [
        {
          node: {
            isCapabilityRaised: true,
            escalations: [{ to: { name: 'cas example' } }],
            remedies: [{ id: remedyId, due: '2015-06-30', isOverdue: true }],
            evidence: null,
            worker: { name: 'ann example' },
          },
        },
      ],
    });
    await send('recordRemedy', { auditId, remedyId, ...on('2015-06-01') });
    await audited({ name: 'C-0001', month: '2015-07', grade: 'GOOD', again: auditId });
    expect(nodesIn(await ask(list), 'inadequateCases')).toMatchObject([
      { times: 2, isOpen: false, isTakenUp: true },
    ]);
  });

  test('are told others than those who read single audits in multiples of five, and not by team or theme', async () => {
    const all = `auditOutcomes(first: 9, from: "2015-03", to: "2015-05") { edges { node {
      done goodOrBetter grades { grade count } isRounded } } }`;
    const [exact] = nodesIn(await ask(all), 'auditOutcomes');
    expect(exact).toMatchObject({ done: 6, goodOrBetter: 2, isRounded: false });
    const [told] = nodesIn(await ask(all, '', 'adviser'), 'auditOutcomes');
    expect(told).toMatchObject({ done: 6, goodOrBetter: 0, isRounded: true });
    const counts = ((told?.['grades'] ?? []) as { count: number }[]).map(({ count }) => count % 5);
    expect(new Set(counts)).toEqual(new Set([0]));
    const byTeam = `{ council(code: "${COUNCIL}") { auditOutcomes(first: 9, by: [TEAM]) { totalCount } } }`;
    expect((await api.ask(byTeam, { token: api.tokens.adviser })).codes).toEqual(['FORBIDDEN']);
  });
});

describe('what cannot be is refused, and nothing is recorded:', () => {
  const change = (mutation: string, input: object, role: 'auditor' | 'planManager' = 'auditor') =>
    changeOf(api)(mutation, { council: COUNCIL, ...input }, { role });
  beforeAll(async () => {
    heads = await api.heads();
  });
  const expectRefused = async (mutation: string, input: object, code: string, field: string | null) => {
    const { userErrors } = await change(mutation, input);
    expect(userErrors).toMatchObject([{ code, field, message: expect.stringMatching(/\.$/) as unknown }]);
    expect(await api.heads()).toEqual(heads);
  };

  test('a grade that the scale does not know', async () => {
    const look = { auditId: ids['first'], by: 'PEER', moderatorId: ids['cas'], grade: 'ADEQUATE' };
    await expectRefused('moderateAudit', look, 'GRADE_UNKNOWN', 'grade');
  });

  test('moderation of one’s own audit, also under an id that was merged', async () => {
    const look = { auditId: ids['first'], by: 'PEER', moderatorId: ids['ben'], grade: 'GOOD' };
    await expectRefused('moderateAudit', look, 'OWN_AUDIT', 'moderatorId');
    const again = await person('Ben again');
    await carriedOut(
      api,
      'mergePeople',
      { council: COUNCIL, personId: again, into: ids['ben'], reason: 'One and the same.' },
      'position',
      'MergePeopleInput',
    );
    heads = await api.heads();
    const { userErrors } = await change('moderateAudit', { ...look, moderatorId: again });
    expect(['OWN_AUDIT', 'PERSON_MERGED']).toContain(userErrors[0]?.code);
  });

  test('a name where the reference of a case belongs, an audit of no programme, one done twice', async () => {
    const plan = {
      programmeId: ids['programme'],
      theme: 'ASSESSMENT',
      auditorId: ids['ben'],
      month: '2015-06',
    };
    await expectRefused('planAudit', { ...plan, case: 'Ann Example' }, 'INVALID_INPUT', 'case');
    await expectRefused('planAudit', { ...plan, case: 'C-1', month: '2015-13' }, 'INVALID_INPUT', 'month');
    await expectRefused(
      'planAudit',
      { ...plan, case: 'C-0009', programmeId: ids['ann'] },
      'PROGRAMME_NOT_FOUND',
      'programmeId',
    );
    await expectRefused(
      'planAudit',
      { ...plan, case: 'C-0009', reAuditOf: ids['first'] },
      'AUDIT_NOT_FOUND',
      'reAuditOf',
    );
    await expectRefused(
      'planAudit',
      { ...plan, case: 'C-0009', workerId: ids['ben'] },
      'OWN_WORK',
      'workerId',
    );
    await expectRefused('missAudit', { auditId: ids['first'] }, 'AUDIT_SETTLED', 'auditId');
  });

  test('a remedy of work that was not inadequate, and one done that nobody asked for', async () => {
    const { data } = await api.ask(
      `{ council(code: "${COUNCIL}") { audits(first: 1, case: "C-0002") { edges { node { id } } } } }`,
      { token: api.tokens.auditor },
    );
    const auditId = nodesIn(data?.['council'] as Node, 'audits')[0]?.['id'];
    await expectRefused(
      'requireRemedy',
      { auditId, what: 'More.', due: '2015-06-30' },
      'NOT_INADEQUATE',
      'auditId',
    );
    await expectRefused('recordRemedy', { auditId, remedyId: ids['ann'] }, 'REMEDY_NOT_OPEN', 'remedyId');
  });

  test('months the wrong way round', async () => {
    const { codes } = await api.ask(
      `{ council(code: "${COUNCIL}") { auditAgreement(from: "2015-05", to: "2015-03") { moderation { count } } } }`,
    );
    expect(codes).toEqual(['BAD_USER_INPUT']);
  });
});
