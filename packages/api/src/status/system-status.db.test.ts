/** How the whole ledger stands, told to administrators within their grants. */
import { roles } from '@improvement-ledger/domain';
import { keepFaults, ragHistory } from '@improvement-ledger/projections';
import { planWith, ratings } from '@improvement-ledger/projections/testing';
import { tellable } from '@improvement-ledger/telemetry';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import { tellCouncil } from '../testing/told-council.js';

let api: RunningApi;
beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  await tellCouncil(api, 'well', planWith());
  const sick = await tellCouncil(api, 'sick', planWith());
  await sick.tell(...ratings(['red', 'amber']));
  await sick.park(9, ragHistory);
  await keepFaults(api.database.projector, [
    { place: 'sweep', tenant: null, code: '57P01', error: tellable(new Error('It stopped.')), times: 2 },
    {
      place: 'rag_history',
      tenant: 'sick',
      code: 'TypeError',
      error: tellable(new TypeError('x')),
      times: 1,
    },
  ]);
});
afterAll(async () => api.stop());

const query = `{ systemStatus {
  councils { council head readModels { name version buildingVersion position lagEvents lagSeconds movedAt parked { position since reason } } }
  queues { name jobs { state count } }
  faults { place council code message frame times firstAt lastAt } } }`;

interface Status {
  readonly councils: readonly {
    readonly council: string;
    readonly head: number;
    readonly readModels: readonly {
      readonly name: string;
      readonly parked: { readonly since: string } | null;
    }[];
  }[];
  readonly queues: readonly unknown[];
  readonly faults: readonly { readonly place: string }[];
}
const statusFor = async (token: string): Promise<Status> => {
  const { data, text } = await api.ask(query, { token });
  if (data === null) throw new Error(text);
  return data['systemStatus'] as Status;
};

test('the administrator sees heads, lag, what is parked and since when, queues and faults', async () => {
  const { councils, queues, faults } = await statusFor(api.tokens.administrator);
  expect(councils.map(({ council, head }) => [council, head])).toEqual([
    ['sick', 9],
    ['well', 7],
  ]);
  const model = (council: string, name: string) =>
    councils.find((each) => each.council === council)?.readModels.find((each) => each.name === name);
  expect(model('well', 'rag_history')).toMatchObject({
    version: ragHistory.version,
    buildingVersion: null,
    position: 7,
    lagEvents: 0,
    lagSeconds: 0,
    parked: null,
  });
  const parked = model('sick', 'rag_history');
  // It has applied the eighth event; the ninth was recorded at the council's "now".
  expect(parked).toMatchObject({
    position: 8,
    lagEvents: 1,
    lagSeconds: 0,
    parked: { position: 9, reason: 'This event was not foreseen.' },
  });
  expect(parked?.parked?.since).toMatch(/^20\d\d-/);
  // The others have not read what came last: two events, the first of them an hour old.
  expect(model('sick', 'plan_register')).toMatchObject({ position: 7, lagEvents: 2, lagSeconds: 3_600 });
  expect(queues).toEqual([{ name: 'project', jobs: [{ state: 'waiting', count: 0 }] }]);
  expect(faults).toHaveLength(2);
  expect(faults).toContainEqual(
    expect.objectContaining({
      place: 'sweep',
      council: null,
      code: '57P01',
      message: 'It stopped.',
      times: 2,
    }),
  );
  expect(faults).toContainEqual(
    expect.objectContaining({ place: 'rag_history', council: 'sick', code: 'TypeError', message: null }),
  );
});

test('an administrator of one council sees nothing of another', async () => {
  const status = await statusFor(await api.token('administrator', ['well']));
  expect(status.councils.map(({ council }) => council)).toEqual(['well']);
  expect(status.faults.map(({ place }) => place)).toEqual(['sweep']);
  expect(JSON.stringify(status)).not.toContain('sick');
});

test.each(roles.filter((role) => role !== 'administrator'))('the role %s is refused', async (role) => {
  const { codes, data, errors } = await api.ask(query, { token: api.tokens[role] });
  expect([codes, data]).toEqual([['FORBIDDEN'], { systemStatus: null }]);
  expect(errors[0]?.message).toBe(`The role ${role} may not send systemStatus.`);
});
