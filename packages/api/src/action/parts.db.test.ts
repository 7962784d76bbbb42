/** Covers, links, evidence and withdrawal of actions, as a caller sees them. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { changeOf } from '../testing/change.js';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import type { SampleRecords } from '../testing/sample-records.js';
import { makeRecords } from '../testing/sample-records.js';

let api: RunningApi;
let change: ReturnType<typeof changeOf>;
let records: SampleRecords;
let south: SampleRecords;

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  change = changeOf(api);
  records = await makeRecords(api, 'northmere');
  south = await makeRecords(api, 'southmere');
});
afterAll(async () => api.stop());

/** The action as it stands once everything recorded was read. */
const ask = async (fields: string, id = records.actionId): Promise<Record<string, unknown>> => {
  const position = (await api.heads())['northmere'];
  const { data, text } = await api.ask(
    `{ action(id: "${id}", minPosition: [{ council: "northmere", position: ${position} }]) { ${fields} } }`,
  );
  if (data === null) throw new Error(text);
  return data['action'] as Record<string, unknown>;
};
/** Expects a change to be refused so, and nothing to be recorded. */
const expectRefused = async (mutation: string, input: object, code: string, field: string | null) => {
  const heads = await api.heads();
  const { userErrors } = await change(mutation, input);
  expect(userErrors, mutation).toMatchObject([
    { code, field, message: expect.stringMatching(/\.$/) as unknown },
  ]);
  expect(await api.heads()).toEqual(heads);
};

describe('a cover', () => {
  const ann = { kind: 'PERSON', name: 'Ann Example' };
  const team = { kind: 'TEAM', name: 'Duty managers' };
  const COVERS = 'covers { coverId covers { name } by { kind name } from until isCurrent }';

  test('stands beside the owners until it is ended', async () => {
    const { actionId } = records;
    const input = { actionId, covers: ann, by: team, from: '2020-01-01', reason: 'Leave.' };
    const begun = await change('beginCover', input, { fields: `action { owners { name } ${COVERS} }` });
    const cover = {
      covers: { name: 'Ann Example' },
      by: { kind: 'TEAM', name: 'Duty managers' },
      from: '2020-01-01',
    };
    expect(begun).toMatchObject({
      userErrors: [],
      action: { owners: [{ name: 'Ann Example' }], covers: [{ ...cover, until: null, isCurrent: true }] },
    });
    const [{ coverId } = { coverId: '' }] = (begun['action'] as { covers: { coverId: string }[] }).covers;
    await expectRefused('beginCover', input, 'COVER_STANDS', 'covers');
    const corrected = await change('correctEvent', {
      changeId: begun.event?.id,
      until: '2020-02-01',
      reason: 'She came back.',
    });
    expect(corrected.userErrors).toEqual([]);
    expect(await ask(COVERS)).toMatchObject({ covers: [{ until: '2020-02-01', isCurrent: false }] });
    expect(await change('endCover', { actionId, coverId }, { fields: `action { ${COVERS} }` })).toMatchObject(
      {
        userErrors: [],
        action: { covers: [] },
      },
    );
    await expectRefused('endCover', { actionId, coverId: records.actionId }, 'COVER_NOT_FOUND', 'coverId');
  });

  test('is refused for whom it cannot be', async () => {
    const { actionId } = records;
    const from = '2020-01-01';
    await expectRefused('beginCover', { actionId, covers: team, by: ann, from }, 'OWNER_NOT_FOUND', 'covers');
    const nameless = { actionId, covers: ann, by: { ...team, name: ' ' }, from };
    await expectRefused('beginCover', nameless, 'INVALID_INPUT', 'by.name');
    const reversed = { actionId, covers: ann, by: team, from, until: '2019-12-31' };
    await expectRefused('beginCover', reversed, 'DATES_REVERSED', 'until');
  });
});

test('owners are reassigned with a reason', async () => {
  const owners = [{ kind: 'TEAM', name: 'Duty managers' }];
  await expectRefused('reassignOwner', { actionId: records.actionId, owners }, 'REASON_REQUIRED', 'reason');
});

describe('a link', () => {
  const LINKS = 'links { linkId kind direction action { reference } }';

  test('is shown at both ends, and undone', async () => {
    const { actionId, otherActionId: to } = records;
    const linked = await change(
      'linkAction',
      { actionId, to, kind: 'DUPLICATE_OF' },
      { fields: `action { ${LINKS} }` },
    );
    expect(linked).toMatchObject({
      userErrors: [],
      action: { links: [{ kind: 'DUPLICATE_OF', direction: 'OUTWARD', action: { reference: 'A1.2' } }] },
    });
    expect(await ask(LINKS, to)).toMatchObject({
      links: [{ kind: 'DUPLICATE_OF', direction: 'INWARD', action: { reference: 'A1.1' } }],
    });

    await expectRefused('linkAction', { actionId, to, kind: 'DUPLICATE_OF' }, 'ACTIONS_ALREADY_LINKED', 'to');
    await expectRefused(
      'linkAction',
      { actionId: to, to: actionId, kind: 'DUPLICATE_OF' },
      'LINK_CIRCULAR',
      'to',
    );

    const [{ linkId } = { linkId: '' }] = (linked['action'] as { links: { linkId: string }[] }).links;
    const undone = await change('unlinkAction', { actionId, linkId }, { fields: `action { ${LINKS} }` });
    expect(undone).toMatchObject({ userErrors: [], action: { links: [] } });
    expect(await ask(LINKS, to)).toEqual({ links: [] });
    await expectRefused('unlinkAction', { actionId, linkId }, 'ACTION_LINK_NOT_FOUND', 'linkId');
  });

  test('is refused to the action itself and to what is not there', async () => {
    const { actionId } = records;
    await expectRefused('linkAction', { actionId, to: actionId, kind: 'SEE_ALSO' }, 'LINK_TO_ITSELF', 'to');
    const elsewhere = { actionId, to: south.actionId, kind: 'SEE_ALSO' };
    await expectRefused('linkAction', elsewhere, 'ACTION_NOT_FOUND', 'to');
    await expectRefused('linkAction', { ...elsewhere, to: records.planId }, 'ACTION_NOT_FOUND', 'to');
  });
});

describe('evidence', () => {
  const EVIDENCE = 'evidence { evidenceId title url sha256 mediaType size claim attachedBy { name } }';
  const document = {
    title: 'Audit report',
    url: 'https://documents.example.org/audit.pdf',
    sha256: 'cd'.repeat(32),
    mediaType: 'application/pdf',
    size: 48_213,
  };

  test('stands with its hash, for a claim or for none, until it is taken back', async () => {
    const { actionId } = records;
    const claimed = await change('claimCompletion', { actionId }, { role: 'actionOwner' });
    const input = { actionId, ...document, claim: claimed.event?.id };
    const attached = await change('attachEvidence', input, {
      role: 'actionOwner',
      fields: `action { ${EVIDENCE} }`,
    });
    expect(attached).toMatchObject({
      userErrors: [],
      action: {
        evidence: [{ ...document, claim: claimed.event?.position, attachedBy: { name: 'Test actionOwner' } }],
      },
    });
    await expectRefused('attachEvidence', input, 'EVIDENCE_EXISTS', 'sha256');
    const { evidence } = await ask(EVIDENCE);
    const [{ evidenceId } = { evidenceId: '' }] = evidence as { evidenceId: string }[];
    await expectRefused('withdrawEvidence', { actionId, evidenceId }, 'REASON_REQUIRED', 'reason');
    const back = { actionId, evidenceId, reason: 'It names a family.' };
    expect((await change('withdrawEvidence', back)).userErrors).toEqual([]);
    expect(await ask(EVIDENCE)).toEqual({ evidence: [] });
    await change('sendBackCompletion', { actionId });
  });

  test('is refused for another claim, and where its hash or address is none', async () => {
    const { actionId } = records;
    const refused = async (input: object, code: string, field: string) =>
      expectRefused('attachEvidence', { actionId, ...document, ...input }, code, field);
    await refused({ claim: records.changeId }, 'EVENT_NOT_FOUND', 'claim');
    await refused({ claim: south.changeId }, 'EVENT_NOT_FOUND', 'claim');
    await refused({ sha256: 'CD'.repeat(32) }, 'INVALID_INPUT', 'sha256');
    await refused({ url: 'file:///audit.pdf' }, 'INVALID_INPUT', 'url');
    await refused({ mediaType: 'a report' }, 'INVALID_INPUT', 'mediaType');
    await refused({ size: -1 }, 'INVALID_INPUT', 'size');
  });
});

describe('an action that is withdrawn', () => {
  const COUNTS = `actions(first: 9) { totalCount edges { node { reference } } }
    all: actions(first: 9, withdrawn: true) { totalCount }
    overdueActions(on: "2099-01-01", first: 9) { totalCount }
    ragHistory(from: "2026-01-01") { intervals { asKnownNow { total } } }`;
  const counts = async (knownAt?: number) => {
    const position = knownAt ?? (await api.heads())['southmere'];
    const { data, text } = await api.ask(
      `{ plan(id: "${south.planId}", knownAt: ${position}) { ${COUNTS} } }`,
    );
    expect(data, text).not.toBeNull();
    const { ragHistory, ...lists } = data!['plan'] as Record<string, { totalCount: number }> & {
      ragHistory: { intervals: { asKnownNow: { total: number } }[] };
    };
    return { ...lists, rated: ragHistory.intervals.at(-1)?.asKnownNow.total };
  };

  test('is off every list and count, is there for whoever asks, and comes back', async () => {
    const { actionId } = south;
    await expectRefused('withdrawAction', { actionId }, 'REASON_REQUIRED', 'reason');
    const before = await api.heads();
    const reason = 'The trust runs the service now.';
    const WITHDRAWAL = 'withdrawal { reason by { name } } history(first: 9) { edges { node { type } } }';
    const gone = await change('withdrawAction', { actionId, reason }, { fields: `action { ${WITHDRAWAL} }` });
    expect(gone).toMatchObject({
      userErrors: [],
      action: {
        withdrawal: { reason, by: { name: 'Test planManager' } },
        history: { edges: [{ node: { type: 'ActionAdded' } }, { node: { type: 'ActionWithdrawn' } }] },
      },
    });
    const withdrawn = await counts();
    expect(withdrawn).toMatchObject({
      actions: { totalCount: 1, edges: [{ node: { reference: 'A1.2' } }] },
      all: { totalCount: 2 },
      overdueActions: { totalCount: 1 },
      rated: 1,
    });
    const then = await counts(before['southmere']);
    expect(then).toMatchObject({ actions: { totalCount: 2 }, overdueActions: { totalCount: 2 }, rated: 2 });

    await expectRefused('claimCompletion', { actionId }, 'ACTION_WITHDRAWN', 'actionId');
    await expectRefused('withdrawAction', { actionId, reason: 'Again.' }, 'ACTION_WITHDRAWN', null);
    const back = await change(
      'reinstateAction',
      { actionId, reason: 'It came back.' },
      { fields: `action { ${WITHDRAWAL} }` },
    );
    expect(back).toMatchObject({ userErrors: [], action: { withdrawal: null } });
    expect(await counts()).toMatchObject({ actions: { totalCount: 2 }, overdueActions: { totalCount: 2 } });
    await expectRefused('reinstateAction', { actionId, reason: 'Again.' }, 'ACTION_NOT_WITHDRAWN', null);
  });
});
