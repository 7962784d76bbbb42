/**
 * What one request may ask: how deep, how many aliases, and at what cost. The cost is the number of fields that
 * the answer can have: each field counts once for every item of the lists around it, as `first` or the number of
 * `ids` allows; a RAG history has so many intervals at most.
 */
import type {
  ASTVisitor,
  DocumentNode,
  FieldNode,
  OperationDefinitionNode,
  SelectionSetNode,
  ValidationContext,
} from 'graphql';
import { GraphQLError, getVariableValues, Kind } from 'graphql';
import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import { measureNames } from '@improvement-ledger/domain';
import { joiningStepKinds } from '@improvement-ledger/projections';
import { apiError } from './errors.js';

export const DEPTH_MAX = 15;
export const ALIASES_MAX = 30;
export const TOKENS_MAX = 5_000;
export const COST_MAX = 50_000;
export const BODY_BYTES_MAX = 1_048_576;
/** The most items of a list that one request may ask for. */
export const FIRST_MAX = 100;

/** The most intervals of one RAG history: a year of days, seven of weeks, thirty of months. */
export const INTERVALS_MAX = 366;
/** The most months of one answer about staffing. */
export const MONTHS_MAX = 120;
/** The most readings of one figure in one answer: five years of months. */
export const READINGS_SHOWN_MAX = 60;
/** So many times an action passed to other owners as a rule. */
const OWNERSHIPS = 3;
/** So many values one period has as a rule. */
const STATEMENTS = 3;
/** So many fields an action holds as a rule; with many links or much evidence it may hold more. */
const ACTION_FIELDS = 15;
/** The lists that take no \`first\`, with the items that each can have. */
const itemsMax: ReadonlyMap<string, number> = new Map([
  ['intervals', INTERVALS_MAX],
  ['fields', ACTION_FIELDS],
  ['provenance', ACTION_FIELDS],
  ['measures', measureNames.length],
  ['readings', READINGS_SHOWN_MAX],
  ['yearsToDate', READINGS_SHOWN_MAX],
  ['disagreements', READINGS_SHOWN_MAX],
  ['comparisons', READINGS_SHOWN_MAX],
  ['statements', STATEMENTS],
  ['ownerships', OWNERSHIPS],
  ['joiningCounts', joiningStepKinds.length],
]);

/** Refuses documents that are too deep or use too many aliases, before anything else is looked at. */
export const documentLimits = (context: ValidationContext): ASTVisitor => ({
  Document(document) {
    const { depth, aliases } = measure(document);
    if (depth > DEPTH_MAX) {
      context.reportError(
        apiError(
          'QUERY_TOO_COMPLEX',
          `The query is nested ${depth} deep; at most ${DEPTH_MAX} is served. Begin a second query further down, by an id.`,
        ),
      );
    }
    if (aliases > ALIASES_MAX) {
      context.reportError(
        apiError(
          'QUERY_TOO_COMPLEX',
          `The query has ${aliases} aliases; at most ${ALIASES_MAX} are served. Ask in several requests.`,
        ),
      );
    }
  },
});

/** GraphQL's own rules let an operation pass of a kind that the schema does not have; carrying it out would fail. */
export const knownOperations = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    context.reportError(
      new GraphQLError(
        `This API serves no ${node.operation}. Ask for "changes" again and again, each time after the last position that you have.`,
        { nodes: node },
      ),
    );
  },
});

const isIntrospection = (field: FieldNode): boolean => field.name.value.startsWith('__');

/** Each fragment is measured once, so that fragments within fragments cannot multiply the work. */
const measure = (document: DocumentNode): { readonly depth: number; readonly aliases: number } => {
  let aliases = 0;
  const fragments = fragmentsOf(document);
  const fragmentDepths = new Map<string, number>();
  const fragmentDepth = (name: string): number => {
    const known = fragmentDepths.get(name);
    if (known !== undefined) return known;
    // A fragment within itself is refused by GraphQL's own rules; here it must only end.
    fragmentDepths.set(name, 0);
    const depth = depthOf(fragments.get(name));
    fragmentDepths.set(name, depth);
    return depth;
  };
  const depthOf = (set: SelectionSetNode | undefined): number =>
    Math.max(
      0,
      ...(set?.selections ?? []).map((selection) => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return fragmentDepth(selection.name.value);
        if (selection.kind === Kind.INLINE_FRAGMENT) return depthOf(selection.selectionSet);
        if (selection.alias !== undefined) aliases += 1;
        const below = depthOf(selection.selectionSet);
        // GraphQL's own rules bound how deep the schema may be asked for.
        return isIntrospection(selection) ? 0 : 1 + below;
      }),
    );
  const depths = document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? depthOf(definition.selectionSet) : 0,
  );
  return { depth: Math.max(0, ...depths), aliases };
};

const fragmentsOf = (document: DocumentNode): Map<string, SelectionSetNode> =>
  new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION
        ? [[definition.name.value, definition.selectionSet] as const]
        : [],
    ),
  );

/** How many items a field lets the answer have: the number that its `first` holds, or of its `ids`, or the most there can be. */
const itemsOf = (field: FieldNode, variables: Readonly<Record<string, unknown>>): number => {
  const sizes = (field.arguments ?? []).map(({ name, value }) => {
    const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
    if (name.value === 'first') return value.kind === Kind.INT ? Number(value.value) : Number(given ?? 1);
    if (name.value !== 'ids') return 1;
    if (value.kind === Kind.LIST) return value.values.length;
    return Array.isArray(given) ? given.length : 1;
  });
  return Math.max(itemsMax.get(field.name.value) ?? 1, ...sizes);
};

/** The cost of an operation: fields, each times the size of every list around it. */
export const costOf = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number => {
  const fragments = fragmentsOf(document);
  const fragmentCosts = new Map<string, number>();
  const fragmentCost = (name: string): number => {
    const known = fragmentCosts.get(name) ?? cost(fragments.get(name));
    fragmentCosts.set(name, known);
    return known;
  };
  const cost = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).reduce((total, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return total + fragmentCost(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return total + cost(selection.selectionSet);
      return isIntrospection(selection)
        ? total
        : total + 1 + itemsOf(selection, variables) * cost(selection.selectionSet);
    }, 0);
  return cost(operation.selectionSet);
};

const checkCost = ({
  schema,
  document,
  operation,
  request,
}: GraphQLRequestContextDidResolveOperation<object>): number => {
  if (operation === undefined) return 0;
  const { coerced = {} } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    request.variables ?? {},
  );
  const cost = costOf(document, operation, coerced);
  if (cost > COST_MAX) {
    throw apiError(
      'QUERY_TOO_COMPLEX',
      `The query costs ${cost}; at most ${COST_MAX} is served. Ask for fewer items or fields.`,
    );
  }
  return cost;
};

/** Refuses operations that cost too much, and tells the caller what the others cost. */
export const costPlugin: ApolloServerPlugin = {
  requestDidStart: async () => {
    let cost = 0;
    return {
      didResolveOperation: async (context) => {
        cost = checkCost(context);
      },
      willSendResponse: async ({ response }) => {
        if (response.body.kind === 'single' && cost > 0) {
          response.body.singleResult.extensions = {
            ...response.body.singleResult.extensions,
            cost: { asked: cost, limit: COST_MAX },
          };
        }
      },
    };
  },
};
