/** Changes that are refused: each says why in `userErrors`, and nothing is recorded. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { RunningApi } from './testing/running-api.js';
import { runTestApi } from './testing/running-api.js';
import type { SampleRecords } from './testing/sample-records.js';
import { makeRecords } from './testing/sample-records.js';

let api: RunningApi;
let records: SampleRecords;
let heads: Readonly<Record<string, number>>;

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  records = await makeRecords(api, 'northmere');
});
afterAll(async () => api.stop());
beforeEach(async () => {
  heads = await api.heads();
});
const expectNothingRecorded = async (): Promise<void> => {
  expect(await api.heads(), 'something was recorded').toEqual(heads);
  expect(api.log).toEqual([]);
};
afterEach(expectNothingRecorded);

const encode = (text: string): string => Buffer.from(text).toString('base64url');
const NOBODY = '0190c0de-0000-7000-8000-000000000999';

/** The refusals of one mutation, sent as the administrator. */
const refusalsOf = async (mutation: string, input: object): Promise<unknown> => {
  const completion = /Completion|reopen/.test(mutation);
  const type = completion
    ? 'CompletionInput'
    : `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await api.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { event { id } position userErrors { code field message } } }`,
    { variables: { input }, token: api.tokens.administrator },
  );
  expect(answer.codes, answer.text).toEqual([]);
  expect(answer.status).toBe(200);
  const payload = answer.data?.[mutation] as { event: unknown; position: unknown; userErrors: unknown };
  expect(payload).toMatchObject({ event: null, position: null });
  return payload.userErrors;
};
const refusal = (code: string, field: string | null, message = /\.$/) => [
  { code, field, message: expect.stringMatching(message) as unknown },
];

type Input = (ids: SampleRecords) => object;
const action =
  (input: object): Input =>
  ({ actionId }) => ({ actionId, ...input });
const dueInput = (due: object): Input => action({ due, reason: 'Late.' });
const added =
  (input: object): Input =>
  ({ commitmentId }) => ({
    commitmentId,
    reference: 'A1.9',
    title: 'Visit.',
    due: { undated: 'ONGOING' },
    ...input,
  });

describe('a change is refused', () => {
  test.each<[string, string, Input, ReturnType<typeof refusal>]>([
    [
      'council that is not there',
      'draftPlan',
      () => ({ council: 'atlantis', title: 'Plan' }),
      refusal('COUNCIL_NOT_FOUND', 'council'),
    ],
    [
      'council that is there already',
      'registerCouncil',
      () => ({ key: 'northmere', name: 'Other' }),
      refusal('COUNCIL_EXISTS', 'key'),
    ],
    [
      'key of a council with a comma',
      'registerCouncil',
      () => ({ key: 'a,northmere', name: 'Other' }),
      refusal('INVALID_INPUT', 'key'),
    ],
    [
      'ONS code that is not one',
      'registerCouncil',
      () => ({ key: 'westmere', name: 'West', gssCode: 'X1' }),
      refusal('INVALID_INPUT', 'gssCode'),
    ],
    [
      'plan that is not there',
      'addWorkstream',
      () => ({ planId: encode(`Plan:northmere:${NOBODY}`), reference: 'B', title: 'B' }),
      refusal('PLAN_NOT_FOUND', 'planId'),
    ],
    [
      'action where a plan must be',
      'setRagVocabulary',
      ({ actionId }) => ({ planId: actionId, ratings: [] }),
      refusal('PLAN_NOT_FOUND', 'planId'),
    ],
    [
      'workstream that is not there',
      'addCommitment',
      () => ({ workstreamId: encode(`Workstream:northmere:${NOBODY}`), reference: 'B', title: 'B' }),
      refusal('WORKSTREAM_NOT_FOUND', 'workstreamId'),
    ],
    [
      'commitment that is not there',
      'addAction',
      () => ({ ...added({})(records), commitmentId: records.workstreamId }),
      refusal('COMMITMENT_NOT_FOUND', 'commitmentId'),
    ],
    [
      'action that is not there',
      'claimCompletion',
      () => ({ actionId: encode(`Action:northmere:${NOBODY}`) }),
      refusal('ACTION_NOT_FOUND', 'actionId'),
    ],
    [
      'action of a council that is not there',
      'claimCompletion',
      () => ({ actionId: encode(`Action:atlantis:${NOBODY}`) }),
      refusal('ACTION_NOT_FOUND', 'actionId'),
    ],
    [
      'plan where an action must be',
      'recordStatus',
      ({ planId }) => ({ actionId: planId, rag: 'red' }),
      refusal('ACTION_NOT_FOUND', 'actionId'),
    ],
    [
      'garbage where an action must be',
      'recordStatus',
      () => ({ actionId: '%%%', rag: 'red' }),
      refusal('ACTION_NOT_FOUND', 'actionId'),
    ],
    [
      'change that is not there',
      'retractEvent',
      () => ({ changeId: encode('Change:northmere:99999'), reason: 'Wrong.' }),
      refusal('EVENT_NOT_FOUND', 'changeId'),
    ],
    [
      'change of a council',
      'retractEvent',
      () => ({ changeId: encode('Change:northmere:1'), reason: 'Wrong.' }),
      refusal('EVENT_NOT_CORRECTABLE', 'changeId'),
    ],
    [
      'due date that no calendar has',
      'changeDueDate',
      dueInput({ asWritten: '31 February 2016' }),
      refusal('INVALID_INPUT', 'due.asWritten', /no date "31 February 2016"/),
    ],
    [
      'due date that nobody understands',
      'changeDueDate',
      dueInput({ asWritten: 'when the cows come home' }),
      refusal('INVALID_INPUT', 'due', /not understood/),
    ],
    ['due date that says nothing', 'changeDueDate', dueInput({}), refusal('INVALID_INPUT', 'due')],
    [
      'new action with such a date',
      'addAction',
      added({ due: { asWritten: '31 February 2016' } }),
      refusal('INVALID_INPUT', 'due.asWritten'),
    ],
    [
      'date moved without a reason',
      'changeDueDate',
      action({ due: { date: '2016-01-01' } }),
      refusal('REASON_REQUIRED', 'reason'),
    ],
    [
      'date moved for a blank reason',
      'changeDueDate',
      action({ due: { date: '2016-01-01' }, reason: '  ' }),
      refusal('REASON_REQUIRED', 'reason'),
    ],
    [
      'rating that the plan does not use',
      'recordStatus',
      action({ rag: 'purple' }),
      refusal('RAG_UNKNOWN', 'rag', /"purple" is not one of/),
    ],
    ['report of nothing', 'recordStatus', action({}), refusal('STATUS_EMPTY', 'rag')],
    [
      'future',
      'recordStatus',
      action({ rag: 'red', effectiveAt: '2999-01-01' }),
      refusal('EFFECTIVE_IN_FUTURE', 'effectiveAt'),
    ],
    [
      'verification of what nobody claimed',
      'verifyCompletion',
      action({}),
      refusal('COMPLETION_NOT_CLAIMED', null),
    ],
    ['reopening of what is open', 'reopenAction', action({}), refusal('COMPLETION_NOT_VERIFIED', null)],
    [
      'owner without a name',
      'reassignOwner',
      action({ owners: [{ kind: 'PERSON', name: ' ' }] }),
      refusal('INVALID_INPUT', 'owners.0.name'),
    ],
    [
      'crowd of owners',
      'reassignOwner',
      action({ owners: Array.from({ length: 31 }, () => ({ kind: 'TEAM', name: 'A team' })) }),
      refusal('INVALID_INPUT', 'owners', /31 owners; .* at most 30/),
    ],
    [
      'owner whose id is not one',
      'reassignOwner',
      action({ owners: [{ kind: 'PERSON', name: 'Ann', personId: 'x' }] }),
      refusal('INVALID_INPUT', 'owners.0.personId'),
    ],
    [
      'key that is empty',
      'recordStatus',
      action({ rag: 'red', idempotencyKey: '' }),
      refusal('INVALID_INPUT', 'idempotencyKey'),
    ],
    [
      'key that is too long',
      'recordStatus',
      action({ rag: 'red', idempotencyKey: 'k'.repeat(256) }),
      refusal('INVALID_INPUT', 'idempotencyKey'),
    ],
    [
      'older version',
      'recordStatus',
      action({ rag: 'red', expectedVersion: 0 }),
      refusal(
        'POSITION_TAKEN',
        'expectedVersion',
        /version 1, written by administrator Test administrator at/,
      ),
    ],
    [
      'field that the change does not have',
      'correctEvent',
      ({ changeId }) => ({ changeId, rag: 'red', reason: 'Wrong.' }),
      refusal('INVALID_INPUT', 'rag', /ActionAdded has no such field/),
    ],
    [
      'title put right to nothing',
      'correctEvent',
      ({ changeId }) => ({ changeId, title: null, reason: 'Wrong.' }),
      refusal('INVALID_INPUT', 'title'),
    ],
    [
      'correction without a reason',
      'correctEvent',
      ({ changeId }) => ({ changeId, title: 'Visit.' }),
      refusal('REASON_REQUIRED', 'reason'),
    ],
    [
      'place before the first',
      'addAction',
      added({ place: 0 }),
      refusal('INVALID_INPUT', 'place', /place: is at least 1\.$/),
    ],
    [
      'rating whose key is not one',
      'setRagVocabulary',
      ({ planId }) => ({ planId, ratings: [{ key: 'As Red', label: 'Red' }] }),
      refusal('INVALID_INPUT', 'ratings.0.key', /takes up to 40 of a-z, 0-9 and -/),
    ],
    [
      'rating before the first',
      'setRagVocabulary',
      ({ planId }) => ({ planId, ratings: [{ key: 'red', label: 'Red', order: 0 }] }),
      refusal('INVALID_INPUT', 'ratings.0.order', /order: is at least 1\.$/),
    ],
    [
      'text that is too long',
      'recordStatus',
      action({ narrative: 'a'.repeat(200_000) }),
      refusal('INVALID_INPUT', 'narrative'),
    ],
  ])('for a %s', async (_, mutation, input, expected) => {
    expect(await refusalsOf(mutation, input(records))).toEqual(expected);
  });
});
