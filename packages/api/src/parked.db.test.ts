/** A read model that cannot apply an event says so itself, and holds up nothing that does without it. */
import { ids, personName, sampleData, sampleId } from '@improvement-ledger/domain/testing';
import type { Projection } from '@improvement-ledger/projections';
import {
  actionHistory,
  actionRegister,
  councilRegister,
  overdueActions,
  personRegister,
  planStructure,
  projections,
  ragHistory,
} from '@improvement-ledger/projections';
import type { ToldFact } from '@improvement-ledger/projections/testing';
import { planWith, ratings } from '@improvement-ledger/projections/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { RunningApi } from './testing/running-api.js';
import { runTestApi } from './testing/running-api.js';
import type { ToldCouncil } from './testing/told-council.js';
import { tellCouncil } from './testing/told-council.js';

let api: RunningApi;
beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
});
afterAll(async () => api.stop());

/** What cannot be applied: for each read model the first of these that it reads. */
const news: readonly ToldFact[] = [
  ...ratings(['green']),
  { type: 'ActionDueDateChanged', data: sampleData.ActionDueDateChanged },
  {
    type: 'WorkstreamAdded',
    data: { ...sampleData.WorkstreamAdded, workstreamId: sampleId(31), reference: 'B', place: 2 },
  },
  {
    type: 'PersonRegistered',
    data: { ...sampleData.PersonRegistered, personId: ids.ben, name: personName('Ben Example', ids.ben) },
  },
  { type: 'RagVocabularySet', data: { ...sampleData.RagVocabularySet, version: 2 } },
];
const begun = [...planWith(), ...ratings(['red'])];
/** The position before the first of the news that a read model reads; the council's registration comes before all. */
const stopOf = ({ types }: Projection): number =>
  1 + begun.length + news.findIndex(({ type }) => types.includes(type));

let councils = 0;
/** A council whose red action became green, which these read models could not take. */
const councilParked = async (readModels: readonly Projection[]): Promise<ToldCouncil> => {
  const council = await tellCouncil(api, `parked-${(councils += 1)}`, begun);
  await council.tell(...news);
  for (const readModel of readModels) await council.park(stopOf(readModel) + 1, readModel);
  await council.read(readModels);
  return council;
};

const ask = async ({ log, planId, actionId }: ToldCouncil, fields: string, args = '') =>
  api.ask(fields.replaceAll('COUNCIL', `council(code: "${log.tenant}"${args})`), {
    variables: fields.includes('$') ? { plan: planId, action: actionId(ids.action) } : {},
  });
const planFields: Readonly<Record<string, string>> = {
  actions: 'actions(first: 5) { edges { node { rag { key } version } } }',
  overdueActions: 'overdueActions(first: 5, on: "2027-01-01") { totalCount }',
  ragHistory: 'ragHistory { intervals { name } }',
  workstreams: 'workstreams { reference }',
};

describe('a parked read model', () => {
  test.each<[string, Projection, readonly string[]]>([
    ['ratings over time', ragHistory, ['ragHistory']],
    ['overdue actions', overdueActions, ['overdueActions']],
    ['the structure', planStructure, ['actions', 'overdueActions', 'workstreams']],
    ['the histories of actions', actionHistory, ['actions', 'overdueActions']],
  ])('of %s is named by the fields that need it; the others go on', async (_, readModel, stopped) => {
    const council = await councilParked([readModel]);
    const fields = Object.values(planFields).join(' ');
    const { data, errors } = await ask(council, `query ($plan: ID!) { plan(id: $plan) { title ${fields} } }`);
    const plan = data?.['plan'] as Record<string, unknown>;
    expect(plan['title']).toBe('Improvement Plan 2026');
    expect(Object.keys(planFields).filter((name) => plan[name] === null)).toEqual(stopped);
    expect(new Set(errors.map(({ path }) => path?.[1]))).toEqual(new Set(stopped));
    for (const { message, extensions } of errors) {
      expect(extensions.code).toBe('READ_MODEL_PARKED');
      expect(message).toBe(
        `The read model ${readModel.name} of ${council.log.tenant} has stopped at position ${stopOf(readModel)}, for it cannot ` +
          `apply the next change; this field needs it at position ${council.log.head}. Leave the field out, or ask with ` +
          `knownAt: ${stopOf(readModel)}. Whoever runs the ledger sees the reason in "ledger status".`,
      );
    }
    expect(api.log).toEqual([]);
  });

  test('leaves the answers of the others up to date', async () => {
    const council = await councilParked([ragHistory]);
    const { data } = await ask(
      council,
      `query ($plan: ID!) { COUNCIL { position } plan(id: $plan) { ${planFields['actions']} } }`,
    );
    expect(data).toEqual({
      council: { position: council.log.head },
      plan: { actions: { edges: [{ node: { rag: { key: 'green' }, version: 4 } }] } },
    });
  });

  test('answers up to where it has stopped', async () => {
    const council = await councilParked([ragHistory]);
    const { data, errors } = await ask(
      council,
      `query ($plan: ID!) { plan(id: $plan, knownAt: ${stopOf(ragHistory)}) { ${planFields['ragHistory']} } }`,
    );
    expect([data, errors]).toEqual([{ plan: { ragHistory: { intervals: [{ name: '2026-04' }] } } }, []]);
  });

  test('is not waited for: minPosition answers at once, and says so where it is needed', async () => {
    const council = await councilParked([ragHistory]);
    const min = `minPosition: [{ council: "${council.log.tenant}", position: ${council.log.head} }]`;
    const query = `query ($plan: ID!) { plan(id: $plan, ${min}) { ${planFields['actions']} ${planFields['ragHistory']} } }`;
    const { data, codes } = await ask(council, query);
    expect(codes).toEqual(['READ_MODEL_PARKED']);
    expect(data?.['plan']).toMatchObject({
      actions: { edges: [{ node: { rag: { key: 'green' } } }] },
      ragHistory: null,
    });
  });

  test('of people leaves everything but names', async () => {
    const council = await councilParked([personRegister]);
    const { data, errors } = await ask(
      council,
      `{ COUNCIL { changes(first: 1, after: ${begun.length}) { edges { node { position actor { id role name } } } } } }`,
    );
    expect(errors.map(({ path, extensions }) => [path?.at(-1), extensions.code])).toEqual([
      ['name', 'READ_MODEL_PARKED'],
    ]);
    const node = { position: begun.length + 1, actor: { id: ids.ann, role: 'ACTION_OWNER', name: null } };
    expect(data).toEqual({ council: { changes: { edges: [{ node }] } } });
  });

  test('goes on once the event can be applied', async () => {
    const council = await councilParked([ragHistory]);
    await api.database.admin`
      update read.bookmarks set tried_at = tried_at - interval '2 seconds' where tenant = ${council.log.tenant}`;
    await council.read();
    const { data } = await ask(
      council,
      `query ($plan: ID!) { plan(id: $plan) { ragHistory { intervals { asKnownNow { counts { rag { key } count } } } } } }`,
    );
    expect(data).toEqual({
      plan: {
        ragHistory: { intervals: [{ asKnownNow: { counts: [{ rag: { key: 'green' }, count: 1 }] } }] },
      },
    });
  });
});

describe('the feed', () => {
  const changes = `changes(first: 100) { edges { node { position FIELDS } } pageInfo { hasNextPage } scannedTo head }`;
  const feedOf = async (council: ToldCouncil, fields = '') => {
    const answer = await ask(council, `{ COUNCIL { ${changes.replace('FIELDS', fields)} } }`);
    const { changes: feed } = (answer.data?.['council'] ?? {}) as {
      readonly changes: { readonly edges: readonly { readonly node: Record<string, unknown> }[] };
    };
    return { ...answer, feed };
  };

  test.each<[string, readonly Projection[]]>([
    ['one read model', [actionRegister]],
    ['every other read model', projections.filter(({ name }) => name !== councilRegister.name)],
  ])('goes up to the last change while %s is parked', async (_, readModels) => {
    const council = await councilParked(readModels);
    const { head } = council.log;
    const { feed, errors } = await feedOf(council);
    expect(errors).toEqual([]);
    expect(feed).toMatchObject({ pageInfo: { hasNextPage: false }, scannedTo: head, head });
    expect(feed.edges.map(({ node }) => node['position'])).toEqual(
      Array.from({ length: head }, (__, index) => index + 1),
    );
  });

  test('says of each change what it cannot tell of it', async () => {
    const council = await councilParked([actionRegister]);
    const { feed, codes } = await feedOf(council, 'correctedBy changes { field } action { reference }');
    expect(new Set(codes)).toEqual(new Set(['READ_MODEL_PARKED']));
    const position = stopOf(actionRegister) + 1;
    expect(feed.edges[position - 1]?.node).toEqual({
      position,
      correctedBy: null,
      changes: null,
      action: null,
    });
  });

  test('does not wait for the read models, but what it tells of a change does', async () => {
    const council = await tellCouncil(api, 'unread', planWith());
    await council.tell(...ratings(['red']));
    const { head } = council.log;
    expect((await feedOf(council)).feed).toMatchObject({ scannedTo: head, head });
    await api.pauseReading(true);
    expect((await feedOf(council, 'changes { after }')).codes).toContain('BEHIND');
    await api.pauseReading(false);
    const asked = feedOf(council, 'changes { after }');
    await council.read();
    expect((await asked).feed.edges.at(-1)?.node).toEqual({ position: head, changes: [{ after: 'red' }] });
  });
});
