/** Asks the running server for every field and mutation as every kind of caller. */
import type { Role } from '@improvement-ledger/domain';
import { roles } from '@improvement-ledger/domain';
import { catchUp, keepFaults, ragHistory } from '@improvement-ledger/projections';
import { poisonedAt } from '@improvement-ledger/projections/testing';
import { tellable } from '@improvement-ledger/telemetry';
import type { GraphQLEnumType, GraphQLSchema } from 'graphql';
import { refOf } from '../ids.js';
import { signInAsPerson } from '../sign-in/testing/authorization-code.js';
import { AUDIENCE } from '../sign-in/testing/oidc-clients.js';
import { openOidcServer } from '../sign-in/testing/oidc-server.js';
import { makeKeys } from '../sign-in/testing/signing-keys.js';
import { Answers } from './answers.js';
import type { WalkedIds } from './every-field.js';
import { everyField, everyMutation, textOf } from './every-field.js';
import type { FullCouncil } from './full-council.js';
import { giveAccess, makeFullCouncil } from './full-council.js';
import { namesIn, nodesOf } from './full-names.js';
import type { Known } from './made-values.js';
import { inputFor } from './made-values.js';
import type { RunningApi } from './running-api.js';
import { carriedOut } from './sample-records.js';
import { told, toldOf } from './told-inputs.js';

export interface Walker {
  readonly name: string;
  readonly token: string | null;
  /** An address of its own: refused tokens are counted by address. */
  readonly headers: Readonly<Record<string, string>>;
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
    ['signed in, without access', await signedIn(api, council)],
    ['expired', ended.token],
    ['nobody', null],
  );
  return walkers.map(([name, token], index) => ({
    name,
    token,
    headers: { 'x-forwarded-for': `192.0.2.${index}` },
    answers: new Answers(),
    events: new Map(),
  }));
};

/** The token of somebody who signs in with a provider that the council trusts, and has no access. */
const signedIn = async (api: RunningApi, council: string): Promise<string> => {
  const server = await openOidcServer(await makeKeys('walk'));
  try {
    const trust = { council, issuer: server.issuer, audience: AUDIENCE, kind: 'PERSON' };
    await carriedOut(api, 'trustIssuer', trust, 'id');
    const { access_token: token } = await signInAsPerson(server.issuer);
    // The keys are fetched once; for the few seconds of the walk they are believed.
    await api.ask('{ viewer { id } }', { token });
    return token;
  } finally {
    await server.close();
  }
};

/** Lets a read model of the council stop: until here the walk needs it. */
const parkReadModel = async (api: RunningApi, { council, actionId }: FullCouncil): Promise<void> => {
  await api.pauseReading(true);
  const update = `mutation { recordStatus(input: { actionId: "${actionId}", narrative: "Under way." }) { position } }`;
  const { data, text } = await api.ask(update);
  const recorded = data?.['recordStatus'] as { readonly position: number } | undefined;
  if (recorded === undefined) throw new Error(text);
  await catchUp(api.database.projector, poisonedAt(ragHistory, recorded.position).poisoned, council);
};

const noteEvents = async (api: RunningApi, walker: Walker, { council }: FullCouncil): Promise<void> => {
  for (let after = 0, isMore = true; isMore;) {
    const feed = `{ council(code: "${council}") { changes(first: 100, after: ${after}) {
      pageInfo { hasNextPage } scannedTo edges { node { type withheld } } } } }`;
    const { data } = await api.ask(feed, { token: walker.token, headers: walker.headers });
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

/** The months of which the registers know something. */
const months = { from: '2015-01', to: '2015-06' };
const ofMonths = {
  auditCompletion: months,
  auditOutcomes: months,
  auditAgreement: months,
  draftDifferences: months,
};

let asked = 0;
/** Refused tokens are counted by address, and there are more mutations than one address may try with such a token. */
const nextAddress = (): string => `198.51.100.${(asked += 1) % 250}`;

/** A working day to come, on which there is something to tell. */
const digestsOf = ({ personId }: FullCouncil): Record<string, Known> => {
  const on = '2030-01-02';
  return { digestPreview: { personId, on }, digestRun: { on }, escalations: { on } };
};

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
  // When the plan had no action yet.
  const { key } = refOf(north.changeId);
  const planComparison = { id: north.planId, from: { knownAt: Number(key) - 1 } };
  const signalCounts = { on: ['2100-01-01'] };
  const sinceMeeting = { meetingId: north.nextMeetingId };
  const ofFields = { planComparison, signalCounts, sinceMeeting };
  const ids: WalkedIds = {
    nodes,
    known: first,
    ofFields: {
      ...ofFields,
      below: { threshold: '20' },
      reportedFigures: { first: 2 },
      ...ofMonths,
      ...digestsOf(north),
    },
  };
  const fields = everyField(schema, ids);
  for (const { token, headers, answers } of walkers) {
    answers.noteQuery(fields, await api.ask(`{ ${textOf(fields)} }`, { token, headers }));
  }

  for (const { name, token, headers: own, answers } of walkers) {
    // Each corrects what they might have said.
    const said = name === 'workforceLead' ? { changeId: north.plannedId } : {};
    for (const mutation of everyMutation(schema, ids)) {
      const known = {
        ...told,
        ...namesIn(north, mutation.field),
        ...said,
        ...toldOf[mutation.field],
        asked: [north.personId],
        chased: [north.personId],
        key: north.council,
        code: 'ili_nobody',
      };
      const input = inputFor(schema, mutation.field, known);
      const headers = { ...own, 'x-forwarded-for': nextAddress() };
      const answer = await api.ask(mutation.text, { token, headers, variables: { input } });
      answers.noteMutation(mutation, input, answer);
    }
  }
  for (const walker of walkers) await noteEvents(api, walker, north);

  await parkReadModel(api, north);
  const status = fields.filter(({ field }) => field === 'systemStatus');
  for (const { token, headers, answers } of walkers) {
    answers.noteQuery(status, await api.ask(`{ ${textOf(status)} }`, { token, headers }));
  }
  return walkers;
};
