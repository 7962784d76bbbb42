/** Of which councils, and about which records, the fields of a root ask: told by their arguments, before anything is read. */
import { councilByCode } from '@improvement-ledger/projections';
import type { FieldNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getArgumentValues } from 'graphql';
import { councilsOf } from '../caller.js';
import type { ApiContext } from '../context.js';
import type { NodeRef } from '../ids.js';
import { refOf } from '../ids.js';
import type { Read, RootRead } from './reads-in.js';
import { responseNameOf } from './reads-in.js';

type Arguments = Readonly<Record<string, unknown>>;

export interface Asked {
  readonly root: string;
  readonly responseName: string;
  readonly reads: readonly Read[];
  /**
   * The council of the answer; of each member of the answer where that is a list of records; `shared` where it is about
   * all that the caller may see.
   */
  readonly of:
    | { readonly kind: 'one'; readonly tenant: string }
    | { readonly kind: 'each'; readonly tenants: readonly (string | null)[] }
    | { readonly kind: 'shared'; readonly tenants: readonly string[] };
  readonly refs: readonly NodeRef[];
}

const refIn = (id: unknown): NodeRef | null => {
  try {
    return typeof id === 'string' ? refOf(id) : null;
  } catch {
    return null;
  }
};

/** What the caller says it is about: ids, wherever the field takes them. */
const refsIn = (args: Arguments): (NodeRef | null)[] => {
  const { input } = args;
  const given = typeof input === 'object' && input !== null ? { ...input } : args;
  return Object.values(given).flatMap((value) => (Array.isArray(value) ? value.map(refIn) : [refIn(value)]));
};

const councilIn = ({ input }: Arguments): string | null =>
  typeof input === 'object' && input !== null && 'council' in input && typeof input.council === 'string'
    ? input.council
    : null;

const councilNamed = async (context: ApiContext, code: string): Promise<string | null> =>
  context.caller.memberships.has(code)
    ? code
    : ((await context.read(async (tx) => councilByCode(tx, code)))?.key ?? null);

const placeOf = async (
  context: ApiContext,
  root: string,
  args: Arguments,
  refs: readonly (NodeRef | null)[],
): Promise<Asked['of']> => {
  const { code } = args;
  const tenant =
    typeof code === 'string'
      ? await councilNamed(context, code)
      : (councilIn(args) ?? refs.find(Boolean)?.tenant);
  if (root === 'nodes') return { kind: 'each', tenants: refs.map((ref) => ref?.tenant ?? null) };
  if (typeof tenant === 'string') return { kind: 'one', tenant };
  const all = councilsOf(context.caller).toSorted();
  if (root === 'councils') return { kind: 'each', tenants: all };
  return { kind: 'shared', tenants: Object.keys(args).length === 0 ? all : [] };
};

const isMeant = ({ rule: { only } }: Read, args: Arguments, refs: readonly (NodeRef | null)[]): boolean => {
  if (only === 'at-a-point') return (args['asOf'] ?? args['knownAt'] ?? null) !== null;
  if (only === 'of-a-change') return refs.some((ref) => ref?.kind === 'Change');
  return true;
};

/** The arguments of a field; `null` where they are none that it takes, so that it will not be resolved. */
const argumentsOf = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  node: FieldNode,
  variables: Arguments,
): Arguments | null => {
  const field = schema.getRootType(operation.operation)?.getFields()[node.name.value];
  try {
    return field === undefined ? null : getArgumentValues(field, node, variables);
  } catch {
    return null;
  }
};

export interface Asking {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  /** As the schema takes them. */
  readonly variables: Arguments;
}

/** What one field of the root asks for that is logged, and of which councils; `null`: nothing. */
export const askedOf = async (
  context: ApiContext,
  { schema, operation, variables }: Asking,
  { node, reads }: RootRead,
): Promise<Asked | null> => {
  const args = argumentsOf(schema, operation, node, variables);
  if (args === null) return null;
  const refs = refsIn(args);
  const meant = reads.filter((read) => isMeant(read, args, refs));
  if (meant.length === 0) return null;
  const root = node.name.value;
  return {
    root,
    responseName: responseNameOf(node),
    reads: meant,
    of: await placeOf(context, root, args, refs),
    refs: refs.flatMap((ref) => ref ?? []),
  };
};
