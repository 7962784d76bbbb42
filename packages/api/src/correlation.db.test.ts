/** What a request leads to can be traced to it, whether or not anything is traced. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { RunningApi } from './testing/running-api.js';
import { runTestApi } from './testing/running-api.js';
import type { SampleRecords } from './testing/sample-records.js';
import { makeRecords } from './testing/sample-records.js';

let api: RunningApi;
let records: SampleRecords;
beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  records = await makeRecords(api, 'northmere');
});
afterAll(async () => api.stop());

/** Reports on two actions in one request; tells its id and the correlations of what it recorded. */
const reportTwice = async (headers: Readonly<Record<string, string>> = {}) => {
  const { actionId, otherActionId } = records;
  const { data, headers: answered } = await api.ask(
    `mutation ($one: RecordStatusInput!, $other: RecordStatusInput!) {
      one: recordStatus(input: $one) { event { position } }
      other: recordStatus(input: $other) { event { position } } }`,
    {
      variables: {
        one: { actionId, narrative: 'Under way.' },
        other: { actionId: otherActionId, narrative: 'Under way.' },
      },
      headers,
    },
  );
  const told = (data ?? {}) as Record<'one' | 'other', { event: { position: number } }>;
  const positions = Object.values(told).map(({ event }) => event.position);
  const rows = await api.database.admin<{ correlation: string }[]>`
    select convert_from(body, 'UTF8')::jsonb ->> 'correlation' as correlation
      from ledger.events where tenant = 'northmere' and position = any (${positions})`;
  return {
    requestId: answered.get('x-request-id'),
    correlations: rows.map(({ correlation }) => correlation),
  };
};

test('all that one request records has its id as correlation', async () => {
  const { requestId, correlations } = await reportTwice();
  expect(correlations).toEqual([requestId, requestId]);
});

test('or the id of the trace that the caller names, whatever 16 bytes that is', async () => {
  const { requestId, correlations } = await reportTwice({
    traceparent: '00-deadbeefdeadbeef0000beefdeadbeef-c0ffeec0ffeec0ff-01',
  });
  expect(correlations).toEqual(Array(2).fill('deadbeef-dead-beef-0000-beefdeadbeef'));
  expect(requestId).not.toBe(correlations[0]);
});

test('a traceparent that is none is passed over', async () => {
  const { requestId, correlations } = await reportTwice({ traceparent: '00-nonsense' });
  expect(correlations).toEqual([requestId, requestId]);
});
