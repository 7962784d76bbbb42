/** Digests as a council rules them, and as anybody can see beforehand what they would say. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import type { SampleRecords } from '../testing/sample-records.js';
import { carriedOut, makeRecords } from '../testing/sample-records.js';

const council = 'northmere';
let api: RunningApi;
let records: SampleRecords;
let personId: string;
let position = 0;

const types: Readonly<Record<string, string>> = {
  removeDigestAddress: 'OfRecipientInput',
  recordRecipientLeft: 'OfRecipientInput',
  recordRecipientReturned: 'OfRecipientInput',
};
const send = async (mutation: string, input: object, role: 'planManager' | 'actionOwner' = 'planManager') => {
  const type = types[mutation] ?? `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const { data, text } = await api.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { id position userErrors { code field message } } }`,
    {
      variables: { input: { ...(mutation === 'setEscalationLadder' ? {} : { council }), ...input } },
      token: api.tokens[role],
    },
  );
  if (data?.[mutation] === undefined) throw new Error(text);
  const payload = data[mutation] as {
    id: string;
    position: number | null;
    userErrors: { code: string; field: string; message: string }[];
  };
  position = payload.position ?? position;
  return payload;
};
const done = async (mutation: string, input: object) => {
  const payload = await send(mutation, input);
  expect(payload.userErrors).toEqual([]);
  return payload;
};
const refused = async (mutation: string, input: object) =>
  (await send(mutation, input)).userErrors.map(({ code, field }) => `${code} ${field}`);
const ofCouncil = async (fields: string) => {
  const { data, text } = await api.ask(
    `{ council(code: "${council}", minPosition: [{ council: "${council}", position: ${position} }]) { ${fields} } }`,
  );
  if (data?.['council'] === undefined || data['council'] === null) throw new Error(text);
  return data['council'] as Record<string, unknown>;
};
const preview = async (on: string, kind = 'DAILY') => {
  const fields = `period dueAt refusal explanation recipient { name }
    content { counts total lists { name total items { reference lastDay overdue { days workingDays } why escalation } } }`;
  const { digestPreview } = await ofCouncil(
    `digestPreview(kind: ${kind}, personId: "${personId}", on: "${on}") { ${fields} }`,
  );
  return digestPreview as Record<string, unknown>;
};

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  records = await makeRecords(api, council);
  const { data } = await api.ask(`{ action(id: "${records.actionId}") { owners { personId } } }`);
  personId = (data as { action: { owners: { personId: string }[] } }).action.owners[0]?.personId ?? '';
});
afterAll(async () => api.stop());

describe('a schedule', () => {
  test('that would never be due, or is in another time, is refused where it is set', async () => {
    const heads = await api.heads();
    const daily = { kind: 'DAILY', weekdays: [1], time: '07:00' };
    expect(await refused('setDigestSchedule', { ...daily, weekdays: [] })).toEqual([
      'SCHEDULE_NEVER_DUE weekdays',
    ]);
    expect(await refused('setDigestSchedule', { ...daily, weekdays: [6] })).toEqual([
      'INVALID_INPUT weekdays.0',
    ]);
    expect(await refused('setDigestSchedule', { ...daily, time: '25:00' })).toEqual(['INVALID_INPUT time']);
    expect(await refused('setDigestSchedule', { ...daily, time: null })).toEqual(['INVALID_INPUT time']);
    expect(await refused('setDigestSchedule', { kind: 'DAILY', cron: '0 7 31 2 *' })).toEqual([
      'SCHEDULE_NEVER_DUE cron',
    ]);
    expect(await refused('setDigestSchedule', { kind: 'DAILY', cron: 'daily' })).toEqual([
      'CRON_NOT_UNDERSTOOD cron',
    ]);
    expect(await refused('setDigestSchedule', { ...daily, timeZone: 'Europe/Lundon' })).toEqual([
      'TIME_ZONE_UNKNOWN timeZone',
    ]);
    expect(await refused('setDigestSchedule', { ...daily, staleDays: 0 })).toEqual([
      'INVALID_INPUT staleDays',
    ]);
    expect(await api.heads()).toEqual(heads);
  });

  test('is set, shown, and ended', async () => {
    await done('setDigestSchedule', { kind: 'DAILY', cron: '30 7 * * 1-5' });
    await done('setDigestSchedule', { kind: 'MONTHLY', time: '08:00', workingDay: 2, isStatutory: true });
    await done('setDigestSchedule', { kind: 'WEEKLY', time: '08:00', weekdays: [1] });
    await done('endDigestSchedule', { kind: 'WEEKLY' });
    await done('setClosureDays', { days: ['2026-12-30', '2026-12-29'] });
    const shown = await ofCouncil(
      'digestSchedules { kind weekdays workingDay time isStatutory } closureDays',
    );
    expect(shown).toEqual({
      digestSchedules: [
        { kind: 'DAILY', weekdays: [1, 2, 3, 4, 5], workingDay: null, time: '07:30', isStatutory: false },
        { kind: 'MONTHLY', weekdays: [], workingDay: 2, time: '08:00', isStatutory: true },
      ],
      closureDays: ['2026-12-29', '2026-12-30'],
    });
  });
});

describe('a recipient', () => {
  test('has an address that can be one, and preferences that leave statutory notices', async () => {
    const to = { personId };
    expect(await refused('setDigestAddress', { ...to, address: 'Ann <ann@example.org>' })).toEqual([
      'INVALID_INPUT address',
    ]);
    expect(
      await refused('setDigestAddress', { ...to, address: 'a@example.org\r\nBcc: b@example.org' }),
    ).toEqual(['INVALID_INPUT address']);
    expect(await refused('setDigestPreferences', { ...to, off: ['MONTHLY'] })).toEqual([
      'DIGEST_STATUTORY off',
    ]);
    await done('setDigestAddress', { ...to, address: 'ann@example.org' });
    const { userErrors } = await send(
      'setDigestAddress',
      { ...to, address: 'eve@example.org' },
      'actionOwner',
    );
    expect(userErrors).toMatchObject([{ code: 'OWN_DIGESTS_ONLY', field: 'personId' }]);
    const fields =
      'digestRecipients(first: 9) { edges { node { person { name } address off hasLeft version } } }';
    expect(await ofCouncil(fields)).toEqual({
      digestRecipients: {
        edges: [
          {
            node: {
              person: { name: 'Ann Example' },
              address: 'ann@example.org',
              off: [],
              hasLeft: null,
              version: 1,
            },
          },
        ],
      },
    });
    const { codes } = await api.ask(`{ council(code: "${council}") { ${fields} } }`, {
      token: api.tokens.adviser,
    });
    expect(codes).toEqual(['FORBIDDEN']);
  });
});

describe('a preview', () => {
  test('says what would be sent on a day, and why', async () => {
    expect(await preview('2027-01-04')).toMatchObject({
      period: '2027-01-04',
      dueAt: '2027-01-04T07:30:00.000Z',
      refusal: null,
      recipient: { name: 'Ann Example' },
      content: {
        counts: '2 overdue',
        total: 2,
        lists: [
          { name: 'OVERDUE', total: 2, items: [{ reference: 'A1.1', why: 'You are its named owner.' }, {}] },
        ],
      },
    });
  });

  test('says why nothing is sent: on a bank holiday, a closure day, before it was set, or switched off', async () => {
    expect(await preview('2026-12-28')).toMatchObject({ refusal: 'NOT_DUE', period: null, content: null });
    expect(await preview('2026-12-29')).toMatchObject({ refusal: 'NOT_DUE' });
    expect(await preview('2015-08-03')).toMatchObject({ refusal: 'NO_SCHEDULE' });
    expect(await preview('2027-01-04', 'WEEKLY')).toMatchObject({ refusal: 'NO_SCHEDULE' });
    await done('setDigestPreferences', { personId, off: ['DAILY'] });
    expect(await preview('2027-01-04')).toMatchObject({
      refusal: 'SWITCHED_OFF',
      explanation: 'They have switched digests of this kind off.',
      content: { total: 2 },
    });
    await done('setDigestPreferences', { personId, off: [], weekdays: [2] });
    expect(await preview('2027-01-04')).toMatchObject({ refusal: 'OTHER_DAY' });
    await done('setDigestPreferences', { personId, off: [] });
    await done('recordRecipientLeft', { personId });
    expect(await preview('2027-01-04')).toMatchObject({ refusal: 'HAS_LEFT' });
    await done('recordRecipientReturned', { personId });
  });

  test("of somebody else's is not for everybody, and of a whole day for fewer", async () => {
    const asked = `digestPreview(kind: DAILY, personId: "${personId}") { refusal }`;
    const run =
      'digestRun(first: 9, on: "2027-01-05") { totalCount edges { node { kind recipient { name } refusal } } }';
    for (const fields of [asked, run]) {
      const { codes } = await api.ask(`{ council(code: "${council}") { ${fields} } }`, {
        token: api.tokens.actionOwner,
      });
      expect(codes).toEqual(['FORBIDDEN']);
    }
    const own = await api.ask(
      `{ council(code: "${council}") { digestPreview(kind: DAILY) { refusal content { total } } } }`,
      {
        token: api.tokens.actionOwner,
      },
    );
    expect(own.codes).toEqual([]);
    const { digestRun } = (await ofCouncil(run)) as { digestRun: { edges: { node: { kind: string } }[] } };
    expect(digestRun).toMatchObject({
      edges: [
        { node: { kind: 'DAILY', recipient: { name: 'Ann Example' }, refusal: null } },
        ...digestRun.edges.slice(1),
      ],
    });
  });
});

describe('a name that plans own actions by', () => {
  test('leads to a person', async () => {
    const { id: mappingId } = await done('mapOwner', { kind: 'TEAM', name: 'All teams', personId });
    expect(await ofCouncil('ownerMappings { id kind name person { name } officeId }')).toEqual({
      ownerMappings: [
        { id: mappingId, kind: 'TEAM', name: 'All teams', person: { name: 'Ann Example' }, officeId: null },
      ],
    });
    expect(await refused('mapOwner', { kind: 'TEAM', name: 'Others' })).toEqual(['MAPPING_TO_ONE personId']);
    await done('unmapOwner', { mappingId });
    expect(await ofCouncil('ownerMappings { id }')).toEqual({ ownerMappings: [] });
  });
});

test('a ladder is set, and shows beforehand when an action climbs it', async () => {
  const { planId } = records;
  expect(await refused('setEscalationLadder', { planId, owner: 5, lead: 5 })).toEqual([
    'LADDER_NOT_ASCENDING lead',
  ]);
  const { position: seen } = await done('setEscalationLadder', { planId, reminder: 5, owner: 1, lead: 5 });
  const { data, text } =
    await api.ask(`{ plan(id: "${planId}", minPosition: [{ council: "${council}", position: ${seen ?? 0} }]) {
    escalationLadder { step workingDays }
    escalations(first: 1, on: "2015-08-03") { totalCount }
    ahead: escalations(first: 1, on: "2100-01-01") { totalCount edges { node { reference lastDay steps { step isReached isRecorded people { name } } } } } } }`);
  expect(data?.['plan'], text).toMatchObject({
    escalationLadder: [
      { step: 'REMINDER', workingDays: 5 },
      { step: 'OWNER', workingDays: 1 },
      { step: 'LEAD', workingDays: 5 },
    ],
    escalations: { totalCount: 0 },
    ahead: {
      totalCount: 2,
      edges: [
        {
          node: {
            reference: 'A1.1',
            lastDay: '2015-07-31',
            steps: [
              { step: 'REMINDER', isReached: false },
              { step: 'OWNER', isReached: true, isRecorded: false, people: [{ name: 'Ann Example' }] },
              { step: 'LEAD', isReached: true, people: [] },
            ],
          },
        },
      ],
    },
  });
  await carriedOut(
    api,
    'recordStatus',
    { actionId: records.actionId, narrative: 'Under way.' },
    'action { id }',
  );
});
