/**
 * GraphQL types of the records around a plan, each declared as a table of its fields: what they are and what they mean.
 * What a field needs to be asked for (a function) is asked for only where a query wants it.
 */
import type { GraphQLSchema } from 'graphql';
import { defaultFieldResolver, isObjectType } from 'graphql';
import type { ClassType } from 'type-graphql';
import { Field, ObjectType } from 'type-graphql';
import type { FieldRule } from '../field-rule.js';
import { NodeType } from '../node.types.js';

/** A GraphQL type, or a list of one. */
type Shown = object | readonly [object];
/** Its type, its meaning, and whether it may be null. */
type ShownField = readonly [of: () => Shown, description: string, isNullable?: 'nullable'];

const rules = new Map<string, Record<string, FieldRule>>();

/** What the presenters of a type hand over: its fields by name, as values, promises, or functions that give them. */
export type Presented = Readonly<Record<string, unknown>>;

const declare = (
  name: string,
  target: ClassType,
  fields: Readonly<Record<string, ShownField>>,
): ClassType<Presented> => {
  for (const [field, [of, description, isNullable]] of Object.entries(fields)) {
    Field(of as () => StringConstructor, { description, nullable: isNullable === 'nullable' })(
      target.prototype,
      field,
    );
  }
  rules.set(name, Object.fromEntries(Object.keys(fields).map((field) => [field, 'viewers'])));
  return target as ClassType<Presented>;
};

/** A type of mere values and what they lead to. */
export const objectType = (
  name: string,
  description: string,
  fields: Readonly<Record<string, ShownField>>,
): ClassType<Presented> => {
  // oxlint-disable-next-line typescript/no-extraneous-class -- decorators take a class; what it has follows.
  class Made {}
  ObjectType(name, { description })(Made);
  return declare(name, Made, fields);
};

/** A type of records that have a global id. */
export const nodeType = (
  name: string,
  description: string,
  fields: Readonly<Record<string, ShownField>>,
): ClassType<Presented> => {
  class Made extends NodeType {}
  ObjectType(name, { implements: NodeType, description })(Made);
  const made = declare(name, Made, fields);
  rules.set(name, { id: 'viewers', ...rules.get(name) });
  return made;
};

/** What a presenter hands over as a function is called where it is asked for, as GraphQL itself does. */
export const askedWhereWanted = (schema: GraphQLSchema): GraphQLSchema => {
  for (const name of rules.keys()) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) field.resolve = defaultFieldResolver;
  }
  return schema;
};

/** Whoever may see a council sees the records around its plans: the rules of all types declared here. */
export const declaredFieldRules = (): Readonly<Record<string, Readonly<Record<string, FieldRule>>>> =>
  Object.fromEntries(rules);
