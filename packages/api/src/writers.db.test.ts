/** Changes that follow, repeat or meet each other. */
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
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
afterEach(async () => api.pauseReading(false));

interface Payload {
  readonly event: { readonly id: string; readonly position: number } | null;
  readonly position: number | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly field: string | null;
    readonly message: string;
  }[];
  readonly action?: Readonly<Record<string, unknown>> | null;
}

const FIELDS = 'event { id position } position userErrors { code field message }';
const change = async (mutation: string, input: object, fields = '', token?: string): Promise<Payload> => {
  const type = /Completion|reopen/.test(mutation)
    ? 'CompletionInput'
    : `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const { data, text } = await api.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${FIELDS} ${fields} } }`,
    { variables: { input }, token: token ?? api.tokens.administrator },
  );
  if (data === null) throw new Error(text);
  return data[mutation] as Payload;
};
const codesOf = ({ userErrors }: Payload): string[] => userErrors.map(({ code }) => code);
const head = async (): Promise<number> => (await api.heads())['northmere'] ?? 0;
const versionOf = async (actionId: string): Promise<number> => {
  const seen = `[{ council: "northmere", position: ${await head()} }]`;
  const { data } = await api.ask(`{ action(id: "${actionId}", minPosition: ${seen}) { version } }`);
  return ((data ?? {})['action'] as { version: number }).version;
};

describe('an idempotency key', () => {
  test('answers the first result again, with its event, and records nothing more', async () => {
    const input = { actionId: records.actionId, narrative: 'Under way.', idempotencyKey: 'first' };
    const first = await change('recordStatus', input);
    const before = await head();
    const again = await change('recordStatus', input, 'action { narrative }');
    expect(again).toEqual({ ...first, action: { narrative: 'Under way.' } });
    expect(await head()).toBe(before);
  });

  test('answers the ids that were made the first time', async () => {
    const input = {
      commitmentId: records.commitmentId,
      reference: 'A1.3',
      title: 'Ask families.',
      due: { undated: 'ONGOING' },
      idempotencyKey: 'new action',
    };
    const first = await change('addAction', input, 'action { id }');
    const again = await change('addAction', input, 'action { id }');
    expect(again).toEqual(first);
    const workstream = {
      planId: records.planId,
      reference: 'B',
      title: 'Practice',
      idempotencyKey: 'new workstream',
    };
    expect(await change('addWorkstream', workstream, 'added')).toEqual(
      await change('addWorkstream', workstream, 'added'),
    );
  });

  test('is refused for another input, and for another mutation', async () => {
    const key = { idempotencyKey: 'reused' };
    await change('recordStatus', { actionId: records.actionId, narrative: 'One.', ...key });
    const before = await head();
    const other = await change('recordStatus', { actionId: records.actionId, narrative: 'Two.', ...key });
    const elsewhere = await change('claimCompletion', { actionId: records.otherActionId, ...key });
    expect([codesOf(other), codesOf(elsewhere)]).toEqual([
      ['IDEMPOTENCY_KEY_REUSED'],
      ['IDEMPOTENCY_KEY_REUSED'],
    ]);
    expect(await head()).toBe(before);
  });

  test('is each caller’s own', async () => {
    const input = { actionId: records.actionId, idempotencyKey: 'shared' };
    const one = await change('recordStatus', { ...input, narrative: 'By one.' });
    const two = await change(
      'recordStatus',
      { ...input, narrative: 'By another.' },
      '',
      api.tokens.actionOwner,
    );
    expect([codesOf(one), codesOf(two)]).toEqual([[], []]);
  });

  test('is not used up by a refusal', async () => {
    const input = {
      actionId: records.actionId,
      due: { date: '2016-03-01' },
      idempotencyKey: 'refused first',
    };
    expect(codesOf(await change('changeDueDate', input))).toEqual(['REASON_REQUIRED']);
    expect(codesOf(await change('changeDueDate', { ...input, reason: 'Late.' }))).toEqual([]);
  });

  test('repeats a correction after another correction of the same entry', async () => {
    const { event } = await change('recordStatus', {
      actionId: records.actionId,
      rag: 'green',
      effectiveAt: '2015-08-01',
    });
    const correction = {
      changeId: event?.id,
      rag: 'amber',
      reason: 'Misread.',
      idempotencyKey: 'correction',
    };
    const first = await change('correctEvent', correction);
    await change('correctEvent', {
      changeId: event?.id,
      rag: 'red',
      reason: 'Again.',
      effectiveAt: '2015-08-02',
    });
    expect(await change('correctEvent', correction)).toEqual(first);
  });
});

describe('two writers of one action', () => {
  test('on the version that both saw: one is recorded, one is told who was first and when', async () => {
    const expectedVersion = await versionOf(records.otherActionId);
    const before = await head();
    const input = { actionId: records.otherActionId, expectedVersion };
    const both = await Promise.all([
      change('recordStatus', { ...input, narrative: 'By the manager.' }, '', api.tokens.planManager),
      change('recordStatus', { ...input, narrative: 'By the owner.' }, '', api.tokens.actionOwner),
    ]);
    const [refused, ...others] = both.filter(({ event }) => event === null);
    expect(others).toEqual([]);
    expect(refused?.userErrors).toEqual([
      {
        code: 'POSITION_TAKEN',
        field: 'expectedVersion',
        message: expect.stringMatching(
          /at version \d+, written by (planManager Test planManager|actionOwner Test actionOwner) at 20\d\d-\d\d-\d\dT[\d:.]+Z\. Read it again/,
        ) as unknown,
      },
    ]);
    expect(await head()).toBe(before + 1);
    const retried = await change('recordStatus', {
      ...input,
      narrative: 'Again.',
      expectedVersion: await versionOf(records.otherActionId),
    });
    expect(codesOf(retried)).toEqual([]);
  });

  test('without a version: both are recorded', async () => {
    const before = await head();
    const input = { actionId: records.otherActionId };
    const both = await Promise.all(
      ['One.', 'Two.', 'Three.'].map(async (narrative) => change('recordStatus', { ...input, narrative })),
    );
    expect(both.map(codesOf)).toEqual([[], [], []]);
    expect(await head()).toBe(before + 3);
  });

  test('of a plan’s ratings are held apart by its version', async () => {
    const { data } = await api.ask(`{ plan(id: "${records.planId}") { version } }`);
    const { version } = (data ?? {})['plan'] as { version: number };
    const ratings = [
      { key: 'red', label: 'Red', order: 1 },
      { key: 'amber', label: 'Amber', order: 2 },
      { key: 'green', label: 'Green', order: 3 },
    ];
    const input = { planId: records.planId, ratings, expectedVersion: version };
    expect(codesOf(await change('setRagVocabulary', input))).toEqual([]);
    expect(codesOf(await change('setRagVocabulary', { ...input, ratings: ratings.slice(1) }))).toEqual([
      'POSITION_TAKEN',
    ]);
  });
});

describe('a change before the read models have seen the last one', () => {
  test('finds what was made a moment ago', async () => {
    await api.pauseReading(true);
    const added = async (mutation: string, input: object, field: string): Promise<string> => {
      const { userErrors, ...payload } = await change(mutation, { title: 'Leadership', ...input }, field);
      expect(userErrors).toEqual([]);
      return (payload as unknown as Record<string, string>)[field] ?? '';
    };
    const workstreamId = await added(
      'addWorkstream',
      { planId: records.planId, reference: 'C', place: 9 },
      'added',
    );
    const commitmentId = await added('addCommitment', { workstreamId, reference: 'C1', place: 1 }, 'added');
    const { event } = await change('addAction', {
      commitmentId,
      reference: 'C1.1',
      title: 'Ask.',
      due: { asWritten: 'End March 2016' },
      place: 1,
    });
    const corrected = await change('correctEvent', {
      changeId: event?.id,
      title: 'Ask families.',
      reason: 'A slip.',
    });
    expect(codesOf(corrected)).toEqual([]);
  });

  test('answers without the record, which cannot be read yet', async () => {
    await api.pauseReading(true);
    const input = { actionId: records.actionId, narrative: 'Not seen yet.' };
    const { event, userErrors, action } = await change('recordStatus', input, 'action { narrative }');
    expect([event === null, userErrors, action]).toEqual([false, [], null]);
  });

  test('leaves a query that must have seen it behind, until it was read', async () => {
    await api.pauseReading(true);
    const { position } = await change('recordStatus', {
      actionId: records.actionId,
      narrative: 'Seen soon.',
    });
    const query = (argument: string) => `{ action(id: "${records.actionId}", ${argument}) { narrative } }`;
    const minPosition = `minPosition: [{ council: "northmere", position: ${position ?? 0} }]`;
    expect((await api.ask(query(minPosition))).codes).toEqual(['BEHIND']);
    expect((await api.ask(query(`knownAt: ${position ?? 0}`))).codes).toEqual(['BEHIND']);

    await api.pauseReading(false);
    await change('recordStatus', { actionId: records.actionId, rag: 'red' });
    const { data } = await api.ask(query(minPosition));
    expect(data).toEqual({ action: { narrative: 'Seen soon.' } });
  });
});

describe('a person who is new', () => {
  test('is registered once, however many actions name them', async () => {
    const owners = [{ kind: 'PERSON', name: 'Zoe Newcomer', post: 'Head of Service' }];
    const ids: unknown[] = [];
    for (const actionId of [records.actionId, records.otherActionId]) {
      const { action, userErrors } = await change(
        'reassignOwner',
        { actionId, owners, reason: 'A new post.' },
        'action { owners { personId } }',
      );
      expect(userErrors).toEqual([]);
      ids.push(...((action ?? {})['owners'] as { personId: string }[]).map(({ personId }) => personId));
    }
    expect(new Set(ids).size).toBe(1);
  });
});

describe('a person', () => {
  const ownersOf = async (owners: readonly object[]) =>
    change(
      'reassignOwner',
      { actionId: records.actionId, owners, reason: 'She left.' },
      'action { owners { personId name } }',
    );

  test('named by id is called what the register calls them', async () => {
    const first = await ownersOf([{ kind: 'PERSON', name: 'Yan Known' }]);
    const [known] = (first.action ?? {})['owners'] as { personId: string }[];
    await ownersOf([{ kind: 'TEAM', name: 'Everybody' }]);
    const second = await ownersOf([{ kind: 'PERSON', name: 'Y.', personId: known?.personId }]);
    expect(second.action).toEqual({ owners: [{ personId: known?.personId, name: 'Yan Known' }] });
  });

  test('whom the council does not know is refused by id', async () => {
    const personId = '0190c0de-0000-7000-8000-000000000999';
    const { userErrors } = await ownersOf([{ kind: 'PERSON', name: 'Nobody', personId }]);
    expect(userErrors).toMatchObject([{ code: 'PERSON_NOT_FOUND', field: 'owners.0.personId' }]);
  });

  test('registered twice at the same moment is one and the same from then on', async () => {
    const owners = [{ kind: 'PERSON', name: 'Xia Twice' }];
    await Promise.all(
      [records.actionId, records.otherActionId].map(async (actionId) =>
        change('reassignOwner', { actionId, owners, reason: 'She left.' }),
      ),
    );
    const mentions: unknown[] = [];
    for (const kind of ['TEAM', 'PERSON', 'TEAM', 'PERSON']) {
      const { action } = await ownersOf([{ kind, name: 'Xia Twice' }]);
      if (kind === 'PERSON') mentions.push((action ?? {})['owners']);
    }
    expect(mentions[0]).toEqual(mentions[1]);
  });
});
