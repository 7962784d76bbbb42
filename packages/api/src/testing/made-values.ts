/**
 * Values for the arguments of any field and mutation, made from the schema: what is required by its type, and what is
 * `known` by its name. So whatever is added to the schema is asked for without anybody's doing.
 */
import type { GraphQLArgument, GraphQLInputField, GraphQLInputType, GraphQLSchema } from 'graphql';
import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** Values by the name of the argument or input field. Ids and the keys of councils are known or cannot be made. */
export type Known = Readonly<Record<string, unknown>>;
type Values = Readonly<Record<string, unknown>>;

const scalars: Known = {
  String: 'Words',
  Int: 1,
  Boolean: true,
  Position: 1,
  Date: '2016-01-01',
  EffectiveTime: '2016-01-01',
  Instant: '2100-01-01T00:00:00.000Z',
};

const valueOf = (type: GraphQLInputType, name: string, known: Known): unknown => {
  if (Object.hasOwn(known, name)) return known[name];
  if (isNonNullType(type)) return valueOf(type.ofType, name, known);
  if (isListType(type)) return [valueOf(type.ofType, name, known)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) return valuesOf(Object.values(type.getFields()), known);
  if (!Object.hasOwn(scalars, type.name)) throw new Error(`No ${type.name} is known for "${name}".`);
  return scalars[type.name];
};

/** A value for each argument or input field that is required, or known. */
export const valuesOf = (fields: readonly (GraphQLArgument | GraphQLInputField)[], known: Known): Values =>
  Object.fromEntries(
    fields
      .filter(
        (field) =>
          isRequiredArgument(field) || isRequiredInputField(field) || Object.hasOwn(known, field.name),
      )
      .map(({ name, type }) => [name, valueOf(type, name, known)]),
  );

/** The input of a mutation. */
export const inputFor = (schema: GraphQLSchema, mutation: string, known: Known): Values => {
  const field = schema.getMutationType()?.getFields()[mutation];
  return valuesOf(field?.args ?? [], known)['input'] as Values;
};
