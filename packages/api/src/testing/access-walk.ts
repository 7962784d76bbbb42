/** Asks the running server for every field and mutation as every kind of caller. */
import type { Role } from '@improvement-ledger/domain';
import { roles } from '@improvement-ledger/domain';
import { catchUp, keepFaults, ragHistory } from '@improvement-ledger/projections';
import { poisonedAt } from '@improvement-ledger/projections/testing';
import { tellable } from '@improvement-ledger/telemetry';
import type { GraphQLEnumType, GraphQLSchema } from 'graphql';
import { Answers } from './answers.js';
import type { WalkedIds } from './every-field.js';
import { everyField, everyMutation, textOf } from './every-field.js';
import type { FullCouncil } from './full-council.js';
import { giveAccess, makeFullCouncil, namesIn, nodesOf } from './full-council.js';
import { inputFor } from './made-values.js';
import type { RunningApi } from './running-api.js';

export interface Walker {
  readonly name: string;
  readonly token: string | null;
  readonly answers: Answers;
  /** Of the types of event that the feed offered: whether it told what the event says. */
  readonly events: Map<string, boolean>;
}

/** A role as the schema names it. */
const named = (schema: GraphQLSchema, role: Role): string =>
  (schema.getType('Role') as GraphQLEnumType).getValues().find(({ value }) => value === role)?.name ?? '';

const walkersOf = async (
  api: RunningApi,
  schema: GraphQLSchema,
  { council }: FullCouncil,
  other: FullCouncil,
): Promise<Walker[]> => {
  const administrator = named(schema, 'administrator');
  const walkers: (readonly [string, string | null])[] = [];
  for (const role of roles) {
    walkers.push([role, (await giveAccess(api, council, named(schema, role))).token]);
  }
  const reading = await giveAccess(api, council, administrator, { scopes: ['READ'] });
  const ended = await giveAccess(api, council, named(schema, 'planManager'), { isOver: true });
  const elsewhere = await giveAccess(api, other.council, administrator);
  walkers.push(
    ['administrator who only reads', reading.token],
    ['operator', api.tokens.administrator],
    ['administrator elsewhere', elsewhere.token],
    ['expired', ended.token],
    ['nobody', null],
  );
  return walkers.map(([name, token]) => ({ name, token, answers: new Answers(), events: new Map() }));
};

/** Lets a read model of the council stop: until here the walk needs it. */
const parkReadModel = async (api: RunningApi, { council, actionId }: FullCouncil): Promise<void> => {
  await api.pauseReading(true);
  const told = `mutation { recordStatus(input: { actionId: "${actionId}", narrative: "Under way." }) { position } }`;
  const { data, text } = await api.ask(told);
  const recorded = data?.['recordStatus'] as { readonly position: number } | undefined;
  if (recorded === undefined) throw new Error(text);
  await catchUp(api.database.projector, poisonedAt(ragHistory, recorded.position).poisoned, council);
};

const noteEvents = async (api: RunningApi, walker: Walker, { council }: FullCouncil): Promise<void> => {
  for (let after = 0, isMore = true; isMore;) {
    const feed = `{ council(code: "${council}") { changes(first: 100, after: ${after}) {
      pageInfo { hasNextPage } scannedTo edges { node { type withheld } } } } }`;
    const { data } = await api.ask(feed, { token: walker.token });
    const page = (data?.['council'] as { readonly changes: Feed } | null | undefined)?.changes;
    if (page === undefined) return;
    for (const { node } of page.edges) walker.events.set(node.type, !node.withheld);
    after = page.scannedTo;
    isMore = page.pageInfo.hasNextPage;
  }
};
interface Feed {
  readonly pageInfo: { readonly hasNextPage: boolean };
  readonly scannedTo: number;
  readonly edges: readonly { readonly node: { readonly type: string; readonly withheld: boolean } }[];
}

/** What the inputs of mutations need besides names of records. */
const told = {
  reason: 'To see who may.',
  issuer: 'https://login.example.net',
  due: { date: '2016-01-01' },
  owners: [{ kind: 'TEAM', name: 'Team managers' }],
  by: { kind: 'TEAM', name: 'Duty managers' },
  covers: { kind: 'PERSON', name: 'Ann Example' },
  url: 'https://files.example.org/minutes',
  mediaType: 'application/pdf',
  sha256: 'b'.repeat(64),
  ratings: [{ key: 'red', label: 'Red', order: 1 }],
};

let asked = 0;
/** Refused tokens are counted by address, and there are more mutations than one address may try with such a token. */
const nextAddress = (): string => `198.51.100.${(asked += 1) % 250}`;

export const walk = async (api: RunningApi, schema: GraphQLSchema): Promise<readonly Walker[]> => {
  const north = await makeFullCouncil(api, 'northmere');
  const south = await makeFullCouncil(api, 'southmere');
  const walkers = await walkersOf(api, schema, north, south);
  const error = tellable(new Error('It stopped.'));
  await keepFaults(api.database.projector, [
    { place: 'sweep', tenant: null, code: '57P01', error, times: 1 },
  ]);

  const nodes = nodesOf(north);
  const first = { code: north.council, first: 20, id: north.actionId, ids: Object.values(nodes).flat() };
  const ids: WalkedIds = { nodes, known: first };
  const fields = everyField(schema, ids);
  for (const { token, answers } of walkers) {
    answers.noteQuery(fields, await api.ask(`{ ${textOf(fields)} }`, { token }));
  }

  for (const { name, token, answers } of walkers) {
    // Each corrects what they might have said.
    const said = name === 'workforceLead' ? { changeId: north.plannedId } : {};
    for (const mutation of everyMutation(schema, ids)) {
      const known = { ...told, ...namesIn(north, mutation.field), ...said, key: north.council };
      const input = inputFor(schema, mutation.field, known);
      const headers = { 'x-forwarded-for': nextAddress() };
      const answer = await api.ask(mutation.text, { token, headers, variables: { input } });
      answers.noteMutation(mutation, input, answer);
    }
  }
  for (const walker of walkers) await noteEvents(api, walker, north);

  await parkReadModel(api, north);
  const status = fields.filter(({ field }) => field === 'systemStatus');
  for (const { token, answers } of walkers) {
    answers.noteQuery(status, await api.ask(`{ ${textOf(status)} }`, { token }));
  }
  return walkers;
};
