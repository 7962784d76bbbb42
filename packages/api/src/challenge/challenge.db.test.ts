/** Challenges from being raised to being closed, as a caller sees them. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { changeOf } from '../testing/change.js';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import type { SampleRecords } from '../testing/sample-records.js';
import { makeRecords } from '../testing/sample-records.js';

let api: RunningApi;
let change: ReturnType<typeof changeOf>;
let records: SampleRecords;

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  change = changeOf(api);
  records = await makeRecords(api, 'northmere');
});
afterAll(async () => api.stop());

const CHALLENGE = `challenge { id question status board raisedBy { name } answers { answer by { name } }
  closedBy { name } note reason action { reference } plan { title } }`;
interface Seen {
  readonly id: string;
}
const raise = async (about: string, question = 'How is that known?') => {
  const payload = await change('raiseChallenge', { about, question }, { role: 'adviser', fields: CHALLENGE });
  expect(payload.userErrors).toEqual([]);
  return { challenge: payload['challenge'] as Seen, position: payload.position ?? 0 };
};

describe('a challenge', () => {
  test('is raised by the adviser, answered by an owner, and closed by the adviser', async () => {
    const { actionId } = records;
    const { challenge, position } = await raise(actionId);
    expect(challenge).toMatchObject({
      question: 'How is that known?',
      status: 'OPEN',
      raisedBy: { name: 'Test adviser' },
      answers: [],
      action: { reference: 'A1.1' },
      plan: { title: 'Improvement plan' },
    });
    const { id: challengeId } = challenge;
    const answer = 'By an audit of twenty cases.';
    const answered = await change(
      'answerChallenge',
      { challengeId, answer },
      { role: 'actionOwner', fields: CHALLENGE },
    );
    expect(answered['challenge']).toMatchObject({
      status: 'ANSWERED',
      answers: [{ answer, by: { name: 'Test actionOwner' } }],
    });
    const closed = await change(
      'closeChallenge',
      { challengeId, note: 'Seen.' },
      { role: 'adviser', fields: CHALLENGE },
    );
    expect(closed['challenge']).toMatchObject({
      status: 'CLOSED',
      closedBy: { name: 'Test adviser' },
      note: 'Seen.',
      reason: null,
    });
    expect((await change('answerChallenge', { challengeId, answer: 'More.' })).userErrors).toMatchObject([
      { code: 'CHALLENGE_CLOSED' },
    ]);
    // What was known before it was answered is still what was known then.
    const { data } = await api.ask(
      `{ action(id: "${actionId}", knownAt: ${position}) { challenges { status answers { answer } } } }`,
    );
    expect(data).toEqual({ action: { challenges: [{ status: 'OPEN', answers: [] }] } });
  });

  test('of a plan stands in the list of the plan, by how it stands', async () => {
    const { planId } = records;
    const { challenge, position } = await raise(planId, 'Who checks the checks?');
    const { data } = await api.ask(`{ plan(id: "${planId}", knownAt: ${position}) {
      challenges(first: 9) { totalCount }
      open: challenges(first: 9, status: OPEN) { edges { node { id action { reference } } } } } }`);
    expect(data).toEqual({
      plan: {
        challenges: { totalCount: 2 },
        open: { edges: [{ node: { id: challenge.id, action: null } }] },
      },
    });
    const { data: found } = await api.ask(
      `{ node(id: "${challenge.id}") { ... on Challenge { question } } }`,
    );
    expect(found).toEqual({ node: { question: 'Who checks the checks?' } });
  });

  test('of somebody else is closed by a plan manager with a reason alone', async () => {
    const { challenge } = await raise(records.planId);
    const heads = await api.heads();
    const input = { challengeId: challenge.id };
    expect((await change('closeChallenge', input)).userErrors).toMatchObject([
      { code: 'REASON_REQUIRED', field: 'reason' },
    ]);
    expect(await api.heads()).toEqual(heads);
    const reason = 'The board took it over.';
    const closed = await change('closeChallenge', { ...input, reason }, { fields: CHALLENGE });
    expect(closed['challenge']).toMatchObject({ status: 'CLOSED', reason });
  });

  test('is corrected, and stays whoever’s it was', async () => {
    const raised = await change(
      'raiseChallenge',
      { about: records.planId, question: 'How many cses?', board: 'Improvement Board' },
      { role: 'adviser' },
    );
    const corrected = await change(
      'correctEvent',
      { changeId: raised.event?.id, question: 'How many cases?', reason: 'A slip.' },
      { fields: CHALLENGE },
    );
    expect(corrected).toMatchObject({
      userErrors: [],
      challenge: {
        question: 'How many cases?',
        board: 'Improvement Board',
        raisedBy: { name: 'Test adviser' },
      },
    });
  });

  test('is refused where there is nothing to ask, or nothing to ask it of', async () => {
    const heads = await api.heads();
    const refused = async (mutation: string, input: object, code: string, field: string) =>
      expect((await change(mutation, input)).userErrors).toMatchObject([{ code, field }]);
    await refused('raiseChallenge', { about: records.planId, question: ' ' }, 'INVALID_INPUT', 'question');
    await refused(
      'raiseChallenge',
      { about: records.councilId, question: 'Why?' },
      'PLAN_NOT_FOUND',
      'about',
    );
    const { planId: challengeId } = records;
    await refused('answerChallenge', { challengeId, answer: 'So.' }, 'CHALLENGE_NOT_FOUND', 'challengeId');
    expect(await api.heads()).toEqual(heads);
  });
});
