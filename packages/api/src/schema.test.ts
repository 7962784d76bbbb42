import { readFile } from 'node:fs/promises';
import type {
  GraphQLArgument,
  GraphQLField,
  GraphQLInputField,
  GraphQLNamedType,
  GraphQLSchema,
} from 'graphql';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeSchema, sdlOf } from './schema.js';

let schema: GraphQLSchema;
let types: GraphQLNamedType[];

beforeAll(async () => {
  schema = await makeSchema();
  types = Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
  );
});

interface Described {
  readonly path: string;
  readonly description: string | null | undefined;
}

type Field = GraphQLField<unknown, unknown> | GraphQLInputField;
const argumentsOf = (field: Field): readonly GraphQLArgument[] => ('args' in field ? field.args : []);

/** Everything of a type that a reader of the schema meets. */
const parts = (type: GraphQLNamedType): Described[] => {
  const own = { path: type.name, description: type.description };
  if (isEnumType(type)) {
    return [
      own,
      ...type.getValues().map(({ name, description }) => ({ path: `${type.name}.${name}`, description })),
    ];
  }
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [own];
  return [
    own,
    ...Object.values<Field>(type.getFields()).flatMap((field) => [
      { path: `${type.name}.${field.name}`, description: field.description },
      ...argumentsOf(field).map((argument) => ({
        path: `${type.name}.${field.name}(${argument.name})`,
        description: argument.description,
      })),
    ]),
  ];
};

const fieldsOf = (type: GraphQLNamedType) =>
  isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];

describe('the schema', () => {
  test('is the committed one', async () => {
    const committed = await readFile(new URL('../schema.graphql', import.meta.url), 'utf8');
    expect(committed, 'schema.graphql is stale: pnpm run schema:write').toBe(sdlOf(schema));
  });

  test('says of every type, field and argument what it is', () => {
    const described = types.filter((type) => !isEnumType(type)).flatMap(parts);
    expect(described.length).toBeGreaterThan(200);
    expect(
      described.filter(({ description }) => !/\S/.test(description ?? '')).map(({ path }) => path),
    ).toEqual([]);
  });

  test('says of every enumeration and every value what it is', () => {
    const described = types.filter(isEnumType).flatMap(parts);
    expect(described.length).toBeGreaterThan(30);
    expect(
      described.filter(({ description }) => !/\S/.test(description ?? '')).map(({ path }) => path),
    ).toEqual([]);
  });

  test('shows nothing of how it is kept', () => {
    const ours = new Set(['view', 'page', 'planId', 'actionId', 'tenant', 'principal', 'changed', 'hash']);
    const shown = types
      .flatMap((type) => fieldsOf(type).map(({ name }) => ({ name, path: `${type.name}.${name}` })))
      .filter(({ name }) => ours.has(name) || /password|secret|token|salt|seal/i.test(name));
    // Of tokens: a list without secrets, the two commands, and the one answer in which a secret is given out.
    expect(shown.map(({ path }) => path)).toEqual([
      'Council.accessTokens',
      'Mutation.issueToken',
      'Mutation.revokeToken',
      'TokenPayload.secret',
    ]);
  });

  test('pages every list that can grow', () => {
    const lists = types.flatMap((type) =>
      fieldsOf(type)
        .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
        .map((field) => ({
          path: `${type.name}.${field.name}`,
          first: field.args.find(({ name }) => name === 'first'),
        })),
    );
    expect(lists.length).toBeGreaterThan(4);
    expect(lists.filter(({ first }) => first === undefined || !isNonNullType(first.type))).toEqual([]);
  });

  test('gives every mutation one input and a payload with its refusals', () => {
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    expect(mutations.length).toBeGreaterThan(10);
    for (const { name, args, type } of mutations) {
      expect(
        args.map((argument) => argument.name),
        name,
      ).toEqual(['input']);
      const input = getNamedType(args[0]?.type);
      const payload = getNamedType(type);
      expect(isInputObjectType(input) ? Object.keys(input.getFields()) : [], name).toEqual(
        expect.arrayContaining(['idempotencyKey', 'reason', 'effectiveAt']),
      );
      expect(isObjectType(payload) ? Object.keys(payload.getFields()) : [], name).toEqual(
        expect.arrayContaining(['event', 'position', 'userErrors']),
      );
    }
  });
});
