/**
 * What is another council's answers as what does not exist: letter for letter, in every query, mutation, page and
 * cursor. Both are asked of the running server, with every argument that the schema has for naming a record.
 */
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { getNamedType, isInputObjectType } from 'graphql';
import { v7, validate } from 'uuid';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { globalId } from './ids.js';
import { makeSchema } from './schema.js';
import type { FullCouncil } from './testing/full-council.js';
import { giveAccess, makeFullCouncil } from './testing/full-council.js';
import { namesIn, nodesOf } from './testing/full-names.js';
import { hiddenNames } from './testing/hidden-names.js';
import type { Known as KnownValues } from './testing/made-values.js';
import { inputFor } from './testing/made-values.js';
import type { RunningApi } from './testing/running-api.js';
import { runTestApi } from './testing/running-api.js';
import { told, toldOf } from './testing/told-inputs.js';

const NOWHERE = 'nowheres1';

let api: RunningApi;
let schema: GraphQLSchema;
let north: FullCouncil;
let south: FullCouncil;
const tokens = new Map<string, string>();
beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  schema = await makeSchema();
  north = await makeFullCouncil(api, 'northmere');
  south = await makeFullCouncil(api, 'southmere');
  // The other is further on than the caller's own, also once the caller's access was given.
  for (let more = 0; more < 3; more += 1) await giveAccess(api, south.council, 'AUDITOR');
  for (const role of ['ADMINISTRATOR', 'AUDITOR']) {
    tokens.set(role, (await giveAccess(api, north.council, role)).token);
  }
});
afterAll(async () => api.stop());

interface Question {
  readonly about: string;
  /** A name of the other council's. */
  readonly name: string;
  readonly query: string;
  readonly variables: (name: string) => Readonly<Record<string, unknown>>;
}

/** What whoever names nothing at all may be told. */
const REFUSES = /"code":"((\w+_)?NOT_FOUND|FORBIDDEN|REQUEST_NOT_PENDING|BAD_USER_INPUT|INVALID_INPUT)"/;

/** Whether the answer says that there is nothing, or refuses whatever there is. Nothing unknown holds an office, awaits a decision or is to be put right. */
const SAYS_NOTHING =
  /"code":"(\w+_)?NOT_FOUND"|"code":"(FORBIDDEN|HOLDER_NOT_APPOINTED|REMEDY_NOT_OPEN|REQUEST_NOT_PENDING)"|is not a cursor of this list/;

/** Answers that do not change from one name to the next, by what was asked: each is asked for once. */
type Known = Map<string, Promise<string>>;

/** What a caller could tell one from the other by: what is hidden, and what is not there. */
const differencesIn = async (
  { about, name, query, variables }: Question,
  token: string,
  known: Known,
): Promise<string[]> => {
  const answerTo = async (id: string): Promise<string> => {
    const { status, text } = await api.ask(query, { variables: variables(id), token });
    return `${about}: ${status} ${text.replaceAll(id, '<name>')}`;
  };
  const onceTo = async (id: string): Promise<string> => {
    const asked = `${about} ${validate(id) ? 'any uuid' : id}`;
    const answer = known.get(asked) ?? answerTo(id);
    known.set(asked, answer);
    return answer;
  };
  const differences: string[] = [];
  for (const { hidden, missing } of hiddenNames(name, north.council, NOWHERE)) {
    const answer = await answerTo(hidden);
    if (!SAYS_NOTHING.test(answer)) differences.push(answer);
    for (const id of missing) {
      const other = await onceTo(id);
      if (other !== answer) differences.push(`${answer}\n${other}`);
    }
  }
  const malformed = await onceTo('no id');
  return REFUSES.test(malformed) ? differences : [...differences, malformed];
};

const nodeIds = (): string[] => Object.values(nodesOf(south)).flat();

/** The names that an argument of a query could hold. */
const namesFor: Readonly<Record<string, () => readonly string[]>> = {
  id: nodeIds,
  ids: nodeIds,
  code: () => [south.council],
  minPosition: () => [south.council],
  filter: () => [south.workstreamId],
};
/** Arguments that name no record. */
const nameless = new Set(['asOf', 'knownAt', 'from', 'to']);

const questionsOf = (field: GraphQLField<unknown, unknown>): Question[] => {
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const query = `query (${declared}) { ${field.name}(${given}) { __typename } }`;
  const ownId = getNamedType(field.type).name.startsWith('Plan') ? north.planId : north.actionId;
  const own = { id: ownId, ids: [ownId], code: north.council, from: {} };
  return field.args
    .filter(({ name }) => !nameless.has(name))
    .flatMap((argument) => {
      const names = namesFor[argument.name];
      if (names === undefined)
        throw new Error(`Nothing is known to ask ${field.name} with as ${argument.name}.`);
      return names().map((name) => ({
        about: `${field.name}(${argument.name})`,
        name,
        query,
        variables: (id: string) => ({ ...own, [argument.name]: argumentOf(argument.name, id) }),
      }));
    });
};
const argumentOf = (name: string, id: string): unknown => {
  if (name === 'minPosition') return [{ council: id, position: 1 }];
  if (name === 'filter') return { workstreamIds: [id] };
  return name === 'ids' ? [id] : id;
};

/** What the input of a mutation holds besides what it is tried with under a name. */
const besides = (mutation: string, name: string): KnownValues => {
  // Only what the corrected change has can be corrected.
  if (mutation === 'correctEvent') {
    const changeId = name === 'approvedBy' ? north.approvalChangeId : north.changeId;
    return { reason: told.reason, changeId };
  }
  const people = { asked: [north.personId], chased: [north.personId] };
  const own = { ...told, ...people, ...namesIn(north, mutation), ...toldOf[mutation] };
  // A name leads to one of them.
  if (mutation === 'mapOwner') return { ...own, personId: null, officeId: null };
  return own;
};

const changesOf = (field: GraphQLField<unknown, unknown>): Question[] => {
  const type = getNamedType(field.args[0]?.type);
  if (!isInputObjectType(type)) throw new Error(`${field.name} has no input.`);
  const query = `mutation ($input: ${type.name}!) { ${field.name}(input: $input) {
    event { id } position userErrors { code field message } } }`;
  const ofFields = Object.keys(type.getFields()).flatMap((name) => {
    const other = (namesIn(south, field.name) as Readonly<Record<string, string | undefined>>)[name];
    return other === undefined
      ? []
      : [{ name, other, known: (id: string) => ({ ...besides(field.name, name), [name]: id }) }];
  });
  const ofOwners = Object.hasOwn(type.getFields(), 'owners')
    ? [
        {
          name: 'owners',
          other: south.personId,
          known: (personId: string) => ({
            ...besides(field.name, 'owners'),
            owners: [{ kind: 'PERSON', name: 'Ann', personId }],
          }),
        },
      ]
    : [];
  return [...ofFields, ...ofOwners].map(({ name, other, known }) => ({
    about: `${field.name}(${name})`,
    name: other,
    query,
    variables: (id) => ({ input: inputFor(schema, field.name, known(id)) }),
  }));
};

/** Each list of the caller's own, continued behind an item of the other council. */
const pagesOf = (type: 'Council' | 'Plan'): Question[] => {
  const id = type === 'Council' ? north.councilId : north.planId;
  const fields = Object.values((schema.getType(type) as GraphQLObjectType).getFields());
  return fields
    .filter(({ args }) => args.some((each) => each.name === 'after' && String(each.type) === 'String'))
    .flatMap((field) =>
      Object.values(namesIn(south))
        .filter((name) => validate(name))
        .map((name) => ({
          about: `${type}.${field.name}(after)`,
          name,
          query: `query ($after: String) { node(id: "${id}") { ... on ${type} {
            ${field.name}(first: 1, after: $after) { edges { cursor } } } } }`,
          variables: (after) => ({ after }),
        })),
    );
};

const allDifferences = async (questions: readonly Question[], token: string): Promise<string[]> => {
  const differences: string[] = [];
  const known: Known = new Map();
  for (const question of questions) differences.push(...(await differencesIn(question, token, known)));
  return differences;
};

describe.each(['ADMINISTRATOR', 'AUDITOR'])('another council tells the role %s nothing', (role) => {
  const token = (): string => tokens.get(role) ?? '';

  test('in queries', async () => {
    const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
    const questions = fields.flatMap(questionsOf);
    expect(new Set(questions.map(({ about }) => about.replace(/\(.*/, '')))).toContain('node');
    expect(await allDifferences(questions, token())).toEqual([]);
  });

  test('in mutations, and nothing is recorded', async () => {
    const heads = await api.heads();
    const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
    const questions = fields.flatMap(changesOf);
    // Whoever registers a council names none that there is.
    expect(new Set(questions.map(({ about }) => about.replace(/\(.*/, ''))).size).toBe(fields.length - 1);
    expect(await allDifferences(questions, token())).toEqual([]);
    expect(await api.heads()).toEqual(heads);
  });

  test('in pages and their cursors', async () => {
    const questions = [...pagesOf('Council'), ...pagesOf('Plan')];
    expect(questions.length).toBeGreaterThan(20);
    expect(await allDifferences(questions, token())).toEqual([]);
  });

  test('in positions: those to which only the other has come are like those to which nobody has', async () => {
    const heads = await api.heads();
    const [mine = 0, theirs = 0] = [heads[north.council], heads[south.council]];
    const answersAt = async (position: number): Promise<string[]> => {
      const queries = [
        `{ council(code: "${north.council}") { changes(first: 5, after: ${position}) { head scannedTo edges { cursor } } } }`,
        `{ action(id: "${north.actionId}") { history(first: 5, after: ${position}) { scannedTo edges { cursor } } } }`,
        `{ council(code: "${north.council}", knownAt: "${position}") { name } }`,
        `{ node(id: "${globalId('Change', north.council, position)}") { id } }`,
      ];
      const answers = await Promise.all(queries.map(async (query) => api.ask(query, { token: token() })));
      const itself = new RegExp(`\\b${position}\\b`, 'g');
      return answers.map(({ status, text }) => `${status} ${text.replaceAll(itself, '<position>')}`);
    };
    expect(theirs).toBeGreaterThan(mine);
    expect(await answersAt(theirs)).toEqual(await answersAt(theirs + 1));
  });
});

describe('what stands beside GraphQL tells nothing of a council', () => {
  const get = async (path: string): Promise<{ status: number; text: string }> => {
    const headers = { authorization: `Bearer ${tokens.get('AUDITOR') ?? ''}` };
    const { status, text } = await api.send({ headers }, path);
    return { status, text };
  };

  test.each([
    ['/export/', (id: string) => `/export/${id}.ndjson?after=0`],
    ['/council/', (id: string) => `/council/${id}`],
    ['/healthz', (id: string) => `/healthz?council=${id}`],
    ['/readyz', (id: string) => `/readyz?council=${id}`],
    ['/schema.graphql', (id: string) => `/schema.graphql?council=${id}`],
    [
      '/graphql',
      (id: string) => `/graphql?query=${encodeURIComponent(`{ council(code: "${id}") { name } }`)}`,
    ],
  ])('at %s', async (_, pathOf) => {
    for (const name of [south.council, south.planId]) {
      const missing = name === south.council ? NOWHERE : globalId('Plan', NOWHERE, v7());
      const [hidden, other] = [await get(pathOf(name)), await get(pathOf(missing))];
      expect(hidden.text.replaceAll(name, '<name>')).toBe(other.text.replaceAll(missing, '<name>'));
      expect(hidden.status).toBe(other.status);
    }
  });

  test('but its key and how far it is read, in the measures that are for whoever runs the instance', async () => {
    const { text } = await get('/metrics');
    const words = Object.entries(namesIn(south)).filter(([name]) => name !== 'council');
    expect(words.filter(([, value]) => text.includes(value))).toEqual([]);
    expect(text).not.toMatch(/Example|Improvement plan|Leadership/);
  });
});
