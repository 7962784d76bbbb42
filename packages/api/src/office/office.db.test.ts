/** The council's people, what they hold, and its own attributes, through the API. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import type { SampleRecords } from '../testing/sample-records.js';
import { makeRecords } from '../testing/sample-records.js';

const COUNCIL = 'northmere';

let api: RunningApi;
let records: SampleRecords;
beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  records = await makeRecords(api, COUNCIL);
  await makeRecords(api, 'southmere');
});
afterAll(async () => api.stop());

const types: Readonly<Record<string, string>> = {
  defineRole: 'DefineOfficeInput',
  defineTeam: 'DefineOfficeInput',
  defineBody: 'DefineOfficeInput',
  appointHolder: 'HolderInput',
  endHolder: 'HolderInput',
};
const send = async (mutation: string, input: object, fields = 'id') => {
  const type = types[mutation] ?? `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const { data, text } = await api.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} position userErrors { code field } } }`,
    { variables: { input: { council: COUNCIL, ...input } }, token: api.tokens.administrator },
  );
  if (data?.[mutation] === undefined) throw new Error(text);
  return data[mutation] as { id: string; position: number; userErrors: { code: string; field: string }[] };
};
const done = async (mutation: string, input: object, fields?: string) => {
  const payload = await send(mutation, input, fields);
  expect(payload.userErrors).toEqual([]);
  return payload;
};
const councilWith = async (fields: string, point = '', code = COUNCIL) => {
  const { data, text } = await api.ask(`{ council(code: "${code}"${point}) { ${fields} } }`);
  if (data?.['council'] === null || data?.['council'] === undefined) throw new Error(text);
  return data['council'] as Record<string, unknown>;
};

describe('offices', () => {
  test('are held by whom, from when until when, at any point', async () => {
    const { id: personId } = await done('registerPerson', { name: 'Ann Example' });
    const { id: officeId } = await done('defineRole', { name: 'Head of Service', effectiveAt: '2015-01-01' });
    await done('defineTeam', { name: 'Duty team' });
    await done('defineBody', { name: 'Improvement board' });
    await done('appointHolder', { officeId, personId, effectiveAt: '2015-02-01' });
    await done('endHolder', { officeId, personId, effectiveAt: '2015-06-01' });
    const { position } = await done('appointHolder', { officeId, personId, effectiveAt: '2015-09-01' });
    const holdersAt = async (asOf: string) => {
      const point = `, asOf: "${asOf}", minPosition: [{ council: "${COUNCIL}", position: ${position} }]`;
      const { offices } = await councilWith(
        'offices { id kind name holders { since person { id name } } }',
        point,
      );
      return offices as { id: string; holders: object[] }[];
    };
    expect(await holdersAt('2015-01-31')).toMatchObject([
      { id: officeId, kind: 'ROLE', name: 'Head of Service', holders: [] },
    ]);
    expect(await holdersAt('2015-03-01')).toMatchObject([
      { holders: [{ since: '2015-02-01T00:00:00.000Z', person: { id: personId, name: 'Ann Example' } }] },
    ]);
    expect(await holdersAt('2015-07-01')).toMatchObject([{ holders: [] }]);
    expect(await holdersAt('2100-01-01')).toMatchObject([
      { holders: [{ since: '2015-08-31T23:00:00.000Z' }] },
      { kind: 'TEAM', holders: [] },
      { kind: 'BODY', holders: [] },
    ]);
    const again = { officeId, personId };
    expect((await send('appointHolder', again)).userErrors).toEqual([
      { code: 'HOLDER_ALREADY_APPOINTED', field: 'personId' },
    ]);
  });
});

describe('somebody who was registered twice', () => {
  test('does not verify under the one id what was claimed under the other', async () => {
    const until = '2100-01-01T00:00:00.000Z';
    const holder = async (role: string) => {
      const { id: personId } = await done('registerPerson', { name: `Ann as ${role}` });
      const { id: grantId } = await done('grantAccess', { personId, role, until, reason: 'Needed.' });
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
      const issue = { grantId, name: 'Script', scopes: ['READ', 'WRITE'], expiresAt };
      const { secret } = (await done('issueToken', issue, 'id secret')) as unknown as { secret: string };
      return { personId, token: secret };
    };
    const owner = await holder('ACTION_OWNER');
    const auditor = await holder('AUDITOR');
    const complete = async (mutation: string, token: string) =>
      api.ask(
        `mutation { ${mutation}(input: { actionId: "${records.actionId}" }) { userErrors { code } } }`,
        { token },
      );
    expect((await complete('claimCompletion', owner.token)).data).toEqual({
      claimCompletion: { userErrors: [] },
    });
    await done('mergePeople', { personId: auditor.personId, into: owner.personId, reason: 'One person.' });
    expect((await complete('verifyCompletion', auditor.token)).data).toEqual({
      verifyCompletion: { userErrors: [{ code: 'OWN_CLAIM' }] },
    });
    const { people } = await councilWith('people(first: 100) { edges { node { id name mergedInto } } }');
    expect(JSON.stringify(people)).toContain(
      `{"id":"${auditor.personId}","name":"Ann as AUDITOR","mergedInto":"${owner.personId}"}`,
    );
    // Whoever is named as before is the one who they are now.
    const owners = [{ kind: 'PERSON', name: 'Ann as AUDITOR' }];
    const again = await api.ask(
      'mutation ($input: ReassignOwnerInput!) { reassignOwner(input: $input) { action { owners { personId } } } }',
      {
        variables: { input: { actionId: records.actionId, owners, reason: 'Ann has moved.' } },
        token: api.tokens.administrator,
      },
    );
    expect(again.data).toEqual({ reassignOwner: { action: { owners: [{ personId: owner.personId }] } } });
  });
});

describe("a council's attributes", () => {
  const change = async (input: object) =>
    send('changeCouncilAttributes', input, 'council { key name gssCode dfeNumber }');

  test('change from a day on, and any of them finds it', async () => {
    const first = { gssCode: 'E06999001', dfeNumber: '901' };
    await done('changeCouncilAttributes', { ...first, effectiveAt: '2009-04-01' }, 'council { key }');
    const second = { name: 'Northmere and District', gssCode: 'E06999002', effectiveAt: '2019-04-01' };
    const { position } = await done('changeCouncilAttributes', second, 'council { key }');
    const point = (asOf: string) =>
      `, asOf: "${asOf}", minPosition: [{ council: "${COUNCIL}", position: ${position} }]`;
    expect(await councilWith('name gssCode dfeNumber', point('2015-01-01'))).toEqual({
      name: 'northmere Council',
      ...first,
    });
    const today = { name: second.name, gssCode: second.gssCode, dfeNumber: '901' };
    for (const code of [COUNCIL, 'E06999001', 'E06999002', '901']) {
      expect(await councilWith('name gssCode dfeNumber', point('2100-01-01'), code)).toEqual(today);
    }
  });

  test('are refused with a GSS code that another council has in the same years, and not with one it has given up', async () => {
    const south = (input: object) => change({ council: 'southmere', ...input });
    const taken = [{ code: 'GSS_CODE_TAKEN', field: 'gssCode' }];
    const heads = await api.heads();
    expect((await south({ gssCode: 'E06999002' })).userErrors).toEqual(taken);
    // Northmere had it until April 2019.
    expect((await south({ gssCode: 'E06999001', effectiveAt: '2018-01-01' })).userErrors).toEqual(taken);
    expect(await api.heads()).toEqual(heads);
    expect((await south({ gssCode: 'E06999001', effectiveAt: '2019-04-01' })).userErrors).toEqual([]);
    const register = async (gssCode: string | null) =>
      api.ask(
        'mutation ($gssCode: String) { registerCouncil(input: { key: "eastmere", name: "Eastmere", gssCode: $gssCode }) { userErrors { code field } } }',
        { variables: { gssCode }, token: api.tokens.administrator },
      );
    expect((await register('E06999002')).data).toEqual({ registerCouncil: { userErrors: taken } });
    // Nor by way of a correction: the registration is the first entry.
    expect((await register(null)).data).toEqual({ registerCouncil: { userErrors: [] } });
    const changeId = Buffer.from('Change:eastmere:1').toString('base64url');
    const corrected = await api.ask(
      `mutation { correctEvent(input: { changeId: "${changeId}", gssCode: "E06999002", reason: "A slip." }) { userErrors { code field } } }`,
      { token: api.tokens.administrator },
    );
    expect(corrected.data).toEqual({ correctEvent: { userErrors: taken } });
  });

  test('that are no code are refused', async () => {
    expect((await change({ gssCode: '37' })).userErrors).toEqual([
      { code: 'INVALID_INPUT', field: 'gssCode' },
    ]);
    expect((await change({ dfeNumber: 'abc' })).userErrors).toEqual([
      { code: 'INVALID_INPUT', field: 'dfeNumber' },
    ]);
  });
});
