/**
 * Holds the schema to the rules. One that has a field or mutation without a rule is not built. Where a rule is narrower
 * than the record it stands on, its field is guarded here, once, when the schema is built: fields that every viewer of
 * the record may see are resolved as if there were no rules, so that checks cost nothing for each row.
 */
import type { GraphQLField, GraphQLSchema } from 'graphql';
import { defaultFieldResolver, isInterfaceType, isObjectType } from 'graphql';
import type { ApiContext } from './context.js';
import { forbidden, hasRole, hasRoleAnywhere, mayDoAnywhere, mayNotSend } from './permission.js';
import type { FieldRule } from './field-rule.js';
import type { MutationName } from './rules.js';
import { fieldRules } from './field-rules.js';
import { mutationRules } from './rules.js';

type Field = GraphQLField<unknown, ApiContext>;
type Rules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const fieldsIn = (schema: GraphQLSchema): { readonly type: string; readonly field: Field }[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && (isObjectType(type) || isInterfaceType(type)))
    .flatMap((type) =>
      isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields()).map((field) => ({ type: type.name, field: field as Field }))
        : [],
    );

/** Throws for a field or mutation that no rule names, and for a rule that names none. */
const checkComplete = (schema: GraphQLSchema, rules: Rules): void => {
  const there = fieldsIn(schema).map(({ type, field }) => `${type}.${field.name}`);
  const ruled = Object.entries(rules).flatMap(([type, fields]) =>
    Object.keys(fields).map((name) => `${type}.${name}`),
  );
  const missing = there.filter((path) => !ruled.includes(path));
  if (missing.length > 0) {
    throw new Error(`No rule says who may have ${missing.join(', ')}. Give each its line in rules.ts.`);
  }
  const stale = ruled.filter((path) => !there.includes(path));
  if (stale.length > 0) throw new Error(`rules.ts has rules for what is not there: ${stale.join(', ')}.`);
};

const guardMutation = (field: Field): void => {
  const { resolve = defaultFieldResolver } = field;
  const mutation = field.name as MutationName;
  // In which council it is to be is known once its record is found; who may send it nowhere learns nothing before.
  field.resolve = (source, args, context, info) => {
    if (!mayDoAnywhere(context.caller, mutation)) throw mayNotSend(context.caller, null, mutation);
    return resolve(source, args, context, info);
  };
};

const guardQuery = (field: Field, allowed: Exclude<FieldRule, 'viewers'>): void => {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (source, args, context, info) => {
    if (!hasRoleAnywhere(context.caller, allowed)) {
      throw forbidden(context.caller, null, `send ${field.name}`);
    }
    return resolve(source, args, context, info);
  };
};

/** Records whose fields may have rules of their own say to which council they belong. */
interface OfCouncil {
  readonly view: { readonly tenant: string };
}

const guardField = (field: Field, path: string, allowed: Exclude<FieldRule, 'viewers'>): void => {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (source, args, context, info) => {
    const { tenant } = (source as OfCouncil).view;
    if (!hasRole(context.caller, tenant, allowed)) throw forbidden(context.caller, tenant, `read ${path}`);
    return resolve(source, args, context, info);
  };
};

/** The schema, held to the rules. */
export const guarded = (schema: GraphQLSchema, ofFields: typeof fieldRules = fieldRules): GraphQLSchema => {
  checkComplete(schema, { ...ofFields, Mutation: mutationRules });
  for (const { type, field } of fieldsIn(schema)) {
    const rule = ofFields[type]?.[field.name];
    if (type === 'Mutation') guardMutation(field);
    else if (rule === 'viewers' || rule === undefined) continue;
    else if (type === 'Query') guardQuery(field, rule);
    else guardField(field, `${type}.${field.name}`, rule);
  }
  return schema;
};
