/**
 * What asks for every field of every type, made from the schema. Of what a query can reach each type is asked for in
 * one place, the nearest to the root, and a type of mere values wherever it stands; records with a global id are at the
 * root. The rest is asked of the mutations.
 */
import type { GraphQLField, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { getNamedType, isInterfaceType, isLeafType, isObjectType } from 'graphql';
import type { Known } from './made-values.js';
import { valuesOf } from './made-values.js';

type Fields = GraphQLObjectType | GraphQLInterfaceType;

/** A field in the query. */
export interface AskedField {
  /** Under which name its answer stands. */
  readonly key: string;
  readonly type: string;
  readonly field: string;
  readonly text: string;
  /** What is asked of its value. */
  readonly below: readonly AskedField[];
}

export interface WalkedIds {
  /** The global ids of records to look at, by type. */
  readonly nodes: Readonly<Record<string, readonly string[]>>;
  readonly known: Known;
  /** What the arguments of some fields are besides, by the name of the field. */
  readonly ofFields?: Readonly<Record<string, Known>>;
}

const typeOf = (field: GraphQLField<unknown, unknown>): Fields | null => {
  const type = getNamedType(field.type);
  if (isObjectType(type) || isInterfaceType(type)) return type;
  if (!isLeafType(type)) throw new Error(`${type.name} is neither a record nor a value.`);
  return null;
};

/** Whether all that a record has are values, which end the query. */
const isPlain = (type: Fields): boolean =>
  Object.values(type.getFields()).every((field) => typeOf(field) === null);

const argumentsOf = (
  field: GraphQLField<unknown, unknown>,
  { nodes, known, ofFields = {} }: WalkedIds,
): string => {
  const id = nodes[getNamedType(field.type).name]?.[0];
  const own = { ...known, ...(id === undefined ? {} : { id }), ...ofFields[field.name] };
  const texts = membersOf(valuesOf(field.args, own));
  return texts === '' ? '' : `(${texts})`;
};

const membersOf = (values: object): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}: ${literalOf(value)}`)
    .join(', ');
const literalOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? `{ ${membersOf(value)} }`
    : JSON.stringify(value);

/** The types that are reached from these, and of the fields that lead to each the nearest. */
const reachedFrom = (roots: readonly Fields[]) => {
  const types = new Set(roots.map(({ name }) => name));
  const leaders = new Set<string>();
  const waiting = [...roots];
  for (let type = waiting.shift(); type !== undefined; type = waiting.shift()) {
    for (const field of Object.values(type.getFields())) {
      const next = typeOf(field);
      if (next === null || types.has(next.name)) continue;
      types.add(next.name);
      leaders.add(`${type.name}.${field.name}`);
      waiting.push(next);
    }
  }
  return { types, leaders };
};

const rootsOf = (schema: GraphQLSchema, { nodes }: WalkedIds) => {
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (!query || !mutation) throw new Error('The schema has no queries, or no mutations.');
  const records = Object.keys(nodes).map((name) => schema.getType(name) as GraphQLObjectType);
  return { query, mutation, records, reached: reachedFrom([query, ...records]) };
};

const askedOf = (
  type: Fields,
  ids: WalkedIds,
  leads: (path: string, next: Fields) => boolean,
): AskedField[] =>
  Object.values(type.getFields()).map((field) => {
    const next = typeOf(field);
    const below = next !== null && leads(`${type.name}.${field.name}`, next) ? askedOf(next, ids, leads) : [];
    const inner = next === null ? '' : ` { __typename ${textOf(below)} }`;
    const text = `${field.name}${argumentsOf(field, ids)}${inner}`;
    return { key: field.name, type: type.name, field: field.name, text, below };
  });

export const textOf = (asked: readonly AskedField[]): string => asked.map(({ text }) => text).join(' ');

/** The fields to ask for at the root of one query. */
export const everyField = (schema: GraphQLSchema, ids: WalkedIds): readonly AskedField[] => {
  const { query, records, reached } = rootsOf(schema, ids);
  const leads = (path: string, next: Fields): boolean => reached.leaders.has(path) || isPlain(next);
  const ofRecords = records.flatMap((type) =>
    (ids.nodes[type.name] ?? []).map((id, index): AskedField => {
      const below = askedOf(type, ids, leads);
      const key = `${type.name}${index}`;
      const text = `${key}: node(id: "${id}") { ... on ${type.name} { ${textOf(below)} } }`;
      return { key, type: 'Query', field: 'node', text, below };
    }),
  );
  return [...askedOf(query, ids, leads), ...ofRecords];
};

/** Every mutation, each to be sent by itself with its `input`. */
export const everyMutation = (schema: GraphQLSchema, ids: WalkedIds): readonly AskedField[] => {
  const { mutation, reached } = rootsOf(schema, ids);
  return Object.values(mutation.getFields()).map((field) => {
    const payload = typeOf(field);
    if (payload === null) throw new Error(`${field.name} answers with no payload.`);
    const below = askedOf(payload, ids, (_, next) => !reached.types.has(next.name));
    const text = `mutation ($input: ${String(field.args[0]?.type)}) { ${field.name}(input: $input) { ${textOf(below)} } }`;
    return { key: field.name, type: mutation.name, field: field.name, text, below };
  });
};
