/** A pack is what a board was given, for good; and what the records around a plan refuse, as a caller sees it. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import type { SampleRecords } from '../testing/sample-records.js';
import { carriedOut, makeRecords } from '../testing/sample-records.js';

let api: RunningApi;
let records: SampleRecords;
let bodyId: string;
let meetingId: string;

const make = async (mutation: string, input: object, type?: string): Promise<string> =>
  (await carriedOut(api, mutation, { reason: 'As the board asked.', ...input }, 'id', type))['id'] as string;
/** The refusals of one mutation. */
const refused = async (mutation: string, input: object): Promise<unknown> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const { data, text } = await api.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { event { id } userErrors { code field message } } }`,
    { variables: { input } },
  );
  const payload = data?.[mutation] as { readonly event: unknown; readonly userErrors: unknown } | undefined;
  if (payload === undefined || payload.event !== null) throw new Error(text);
  return payload.userErrors;
};
const refusal = (code: string, field: string | null) => [
  { code, field, message: expect.stringMatching(/\.$/) as unknown },
];

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  records = await makeRecords(api, 'northmere');
  const { council } = records;
  bodyId = await make('defineBody', { council, name: 'Improvement board' }, 'DefineOfficeInput');
  meetingId = await make('planMeeting', { council, bodyId, on: '2100-01-01' });
});
afterAll(async () => api.stop());

const PACK = `id title meeting { id status } asOf knownAt digest isAsIssued data html word
  changesSince { addedCount changedCount withdrawnCount actions(first: 9) { edges { node { kind action { reference } } } } }`;
interface Opened {
  readonly data: { readonly totals: object; readonly signals: readonly object[] };
  readonly html: string;
  readonly word: string;
  readonly isAsIssued: boolean;
  readonly digest: string;
  readonly changesSince: { readonly actions: { readonly edges: readonly object[] } };
}

describe('a pack', () => {
  test('is opened later as it was issued, byte for byte, with what has changed since', async () => {
    const { planId, actionId, otherActionId, commitmentId } = records;
    await carriedOut(api, 'recordStatus', { actionId, rag: 'green', narrative: 'On <track> & well.' }, '');
    const packId = await make('issuePack', { planId, meetingId, title: 'Pack for January' });
    const open = async (): Promise<Opened> => {
      // Whatever is asked of a council's plan at a position waits for it.
      const drafted = await carriedOut(api, 'draftVersion', { planId, title: 'Anything' }, 'position');
      const seen = `minPosition: [{ council: "northmere", position: ${String(drafted['position'])} }]`;
      const { data, text } = await api.ask(
        `{ plan(id: "${planId}", ${seen}) { id } node(id: "${packId}") { ... on Pack { ${PACK} } } }`,
      );
      if (data?.['node'] === null || data?.['node'] === undefined) throw new Error(text);
      return data['node'] as Opened;
    };
    const first = await open();
    expect(first).toMatchObject({ title: 'Pack for January', isAsIssued: true });
    expect(first.data.totals).toEqual({ actions: 2, overdue: 2, claimed: 0, verified: 0 });
    expect(first.changesSince.actions.edges).toEqual([]);

    // What comes later, also for a time before: nothing of it stands in the pack.
    await carriedOut(api, 'recordStatus', { actionId, rag: 'red', effectiveAt: '2026-01-02' }, '');
    await carriedOut(api, 'changeDueDate', { actionId, due: { date: '2099-12-31' }, reason: 'Late.' }, '');
    await carriedOut(api, 'withdrawAction', { actionId: otherActionId, reason: 'Doubled.' }, '');
    const added = { commitmentId, reference: 'A1.3', title: 'Another.', due: { undated: 'ONGOING' } };
    await carriedOut(api, 'addAction', added, '');
    await carriedOut(
      api,
      'correctEvent',
      { changeId: records.changeId, title: 'Other.', reason: 'Slip.' },
      '',
    );
    const again = await open();
    expect(JSON.stringify(again.data)).toBe(JSON.stringify(first.data));
    expect(again.html).toBe(first.html);
    expect(again).toMatchObject({ isAsIssued: true, digest: first.digest });
    expect(again.changesSince).toMatchObject({ addedCount: 1, changedCount: 1, withdrawnCount: 1 });
  });

  test('is an accessible page, and a Word document', async () => {
    const { data } = await api.ask(`{ plan(id: "${records.planId}") { packs { html word } } }`);
    const plan = data?.['plan'] as { readonly packs: readonly Opened[] } | undefined;
    const pack = plan?.packs[0];
    expect(pack?.html).toMatch(/^<!doctype html><html lang="en-GB">.*<h1>Pack for January<\/h1>/);
    expect(pack?.html).toContain('<caption>Actions of A</caption>');
    expect(pack?.html).toContain('<th scope="col">Rating</th>');
    expect(pack?.html).toContain('On &lt;track&gt; &amp; well.');
    // A Word document is a zip.
    expect(
      Buffer.from(pack?.word ?? '', 'base64')
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  test('is not issued for a meeting that was cancelled', async () => {
    const { council, planId } = records;
    const cancelled = await make('planMeeting', { council, bodyId, on: '2100-02-01' });
    await make('cancelMeeting', { meetingId: cancelled });
    const pack = { planId, meetingId: cancelled, title: 'Pack' };
    expect(await refused('issuePack', pack)).toEqual(refusal('MEETING_CANCELLED', 'meetingId'));
  });
});

describe('a record around a plan is refused', () => {
  test('with a number that stands, an approval before the draft, or open actions and no successor', async () => {
    const { council, planId } = records;
    const seen = { framework: 'ILACS', kind: 'INSPECTION', title: 'Inspection', from: '2026-01-05' };
    const inspectionId = await make('recordInspection', { council, ...seen });
    const made = { inspectionId, number: 1, class: 'PRIORITY', title: 'Oversee.' };
    await make('makeRecommendation', made);
    expect(await refused('makeRecommendation', { ...made, title: 'Again.' })).toEqual(
      refusal('NUMBER_TAKEN', 'number'),
    );
    const grade = { title: 'Overall', grade: 'adequate', isLimiting: false, isOverall: true };
    expect(await refused('makeJudgement', { inspectionId, ...grade })).toEqual(
      refusal('GRADE_NOT_OF_FRAMEWORK', 'grade'),
    );
    const versionId = await make('draftVersion', { planId, title: 'Draft' });
    const early = { versionId, bodyId, effectiveAt: '2020-01-01' };
    expect(await refused('approveVersion', early)).toEqual(refusal('BEFORE_IT_BEGAN', 'effectiveAt'));
    expect(await refused('closePlan', { planId })).toEqual(refusal('ACTIONS_OPEN', 'successorId'));
  });

  test('but a cost that does not add up is flagged', async () => {
    const { planId } = records;
    const figures = { quantity: '20', rate: 10_000, amount: 2_000_000, isRecurrent: false, year: '2015-16' };
    const added = { planId, about: planId, title: 'Training', ...figures };
    const { position } = await carriedOut(api, 'addCost', added, 'position');
    const seen = `minPosition: [{ council: "northmere", position: ${String(position)} }]`;
    const flags = 'reconciliationFlags { printed computed difference cost { isFlagged } }';
    const { data } = await api.ask(`{ plan(id: "${planId}", ${seen}) { ${flags} } }`);
    expect(data).toEqual({
      plan: {
        reconciliationFlags: [
          { printed: 2_000_000, computed: 200_000, difference: 1_800_000, cost: { isFlagged: true } },
        ],
      },
    });
  });
});
