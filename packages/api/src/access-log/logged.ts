/**
 * WHAT IS LOGGED for the council to see, in one table: a field a line, with the roles whose asking for it is logged. It is
 * held to the schema when that is built: history, a look back in time or a look-up of who has access that has no line
 * here stops the build.
 */
import type { Role } from '@improvement-ledger/domain';
import type { GraphQLSchema } from 'graphql';
import { getNamedType, isInterfaceType, isObjectType } from 'graphql';
import type { FieldRule } from '../field-rule.js';
import { fieldRules } from '../field-rules.js';

export interface LoggedRule {
  readonly by: readonly Role[];
  /** Only where `asOf` or `knownAt` is given, or where one of the ids is a change's. */
  readonly only?: 'at-a-point' | 'of-a-change';
}

/** Who comes from outside the council. For programs a page of the feed is an export. */
const guests: readonly Role[] = ['adviser', 'integration'];
const history: LoggedRule = { by: guests };
const atAPoint: LoggedRule = { by: guests, only: 'at-a-point' };
const ofAChange: LoggedRule = { by: guests, only: 'of-a-change' };
/** Guests are refused what administrators look up; that they asked is logged all the same. */
const lookUp: LoggedRule = { by: [...guests, 'administrator'] };

export const loggedFields: Readonly<Record<string, Readonly<Record<string, LoggedRule>>>> = {
  Audit: { isCapabilityRaised: lookUp, worker: lookUp },
  AuditProgramme: { expectations: lookUp },
  Action: { history, provenance: history, ragHistory: history },
  Commitment: { ragHistory: history },
  Council: {
    accessLog: lookUp,
    accessTokens: lookUp,
    changes: history,
    concerns: lookUp,
    auditCompletion: lookUp,
    auditProgrammes: lookUp,
    audits: lookUp,
    inadequateCases: lookUp,
    digestDeliveries: lookUp,
    digestRecipients: lookUp,
    digestRun: lookUp,
    engagements: lookUp,
    grants: lookUp,
    invitations: lookUp,
    joiningCounts: lookUp,
    joiningSteps: lookUp,
    issuers: lookUp,
    operatorAccess: lookUp,
    people: lookUp,
    plannedMovements: lookUp,
    posts: lookUp,
    recruitmentChurn: lookUp,
    subjectLinks: lookUp,
  },
  Pack: { changesSince: history },
  Plan: { departedOwners: lookUp, ragHistory: history, sinceMeeting: history },
  Query: {
    action: atAPoint,
    council: atAPoint,
    plan: atAPoint,
    planComparison: history,
    node: ofAChange,
    nodes: ofAChange,
    systemStatus: lookUp,
  },
  ReportedFigure: { comparisons: lookUp },
  Workstream: { ragHistory: history },
};

interface Place {
  readonly path: string;
  readonly mustBeLogged: boolean;
}

const isNarrow = (rule: FieldRule | undefined): boolean => rule !== undefined && rule !== 'viewers';

/** What leads to changes, looks back in time, or is not for every viewer of its record. */
const placesIn = (schema: GraphQLSchema): Place[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .filter(({ name }) => !name.startsWith('__') && name !== 'Mutation')
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({
        path: `${type.name}.${field.name}`,
        mustBeLogged:
          ['ChangeConnection', 'FieldProvenance', 'Node', 'PlanComparison'].includes(
            getNamedType(field.type).name,
          ) ||
          field.args.some(({ name }) => name === 'asOf' || name === 'knownAt') ||
          isNarrow(fieldRules[type.name]?.[field.name]),
      })),
    );

/** The schema, held to the table. */
export const heldToLog = (
  schema: GraphQLSchema,
  table: typeof loggedFields = loggedFields,
): GraphQLSchema => {
  const places = placesIn(schema);
  const listed = Object.entries(table).flatMap(([type, fields]) =>
    Object.keys(fields).map((name) => `${type}.${name}`),
  );
  const missing = places.filter(({ path, mustBeLogged }) => mustBeLogged && !listed.includes(path));
  if (missing.length > 0) {
    const names = missing.map(({ path }) => path).join(', ');
    throw new Error(`Nothing says whose reading of ${names} is logged. Give each its line in logged.ts.`);
  }
  const stale = listed.filter((path) => !places.some((place) => place.path === path));
  if (stale.length > 0) throw new Error(`logged.ts logs what is not there: ${stale.join(', ')}.`);
  return schema;
};
