/** What an operation asks for that is logged: found once in its document, whoever sends it. */
import type {
  DocumentNode,
  FieldNode,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { getNamedType, isInterfaceType, isObjectType, Kind } from 'graphql';
import type { LoggedRule } from './logged.js';
import { loggedFields } from './logged.js';

/** A field that is logged, at or below a field of the root. */
export interface Read {
  /** Such as `Action.history`. */
  readonly field: string;
  readonly rule: LoggedRule;
  /** Where its answer stands below that of the root: the names it is given there. */
  readonly path: readonly string[];
}

/** A field of the root at or below which something is logged. */
export interface RootRead {
  readonly node: FieldNode;
  readonly reads: readonly Read[];
}

interface Found {
  readonly type: GraphQLNamedType;
  readonly node: FieldNode;
}

/** Finds the reads of one document. */
class Reader {
  private readonly fragments: ReadonlyMap<string, { readonly on: string; readonly set: SelectionSetNode }>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
  ) {
    this.fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION
          ? [
              [
                definition.name.value,
                { on: definition.typeCondition.name.value, set: definition.selectionSet },
              ] as const,
            ]
          : [],
      ),
    );
  }

  /** The fields of a selection. A fragment counts once in it, so that fragments within fragments multiply nothing. */
  fieldsOf(type: GraphQLNamedType, set: SelectionSetNode, seen = new Set<string>()): Found[] {
    return set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [{ type, node: selection }];
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const on = selection.typeCondition?.name.value;
        return this.fieldsOf(
          on === undefined ? type : this.typeNamed(on, type),
          selection.selectionSet,
          seen,
        );
      }
      const name = selection.name.value;
      const fragment = this.fragments.get(name);
      if (fragment === undefined || seen.has(name)) return [];
      seen.add(name);
      return this.fieldsOf(this.typeNamed(fragment.on, type), fragment.set, seen);
    });
  }

  readsAt({ type, node }: Found, path: readonly string[]): Read[] {
    const name = node.name.value;
    const rule = loggedFields[type.name]?.[name];
    const own = rule === undefined ? [] : [{ field: `${type.name}.${name}`, rule, path }];
    const below = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name]?.type : undefined;
    if (node.selectionSet === undefined || below === undefined) return own;
    const fields = this.fieldsOf(getNamedType(below), node.selectionSet);
    return [...own, ...fields.flatMap((found) => this.readsAt(found, [...path, responseNameOf(found.node)]))];
  }

  private typeNamed(name: string, otherwise: GraphQLNamedType): GraphQLNamedType {
    return this.schema.getType(name) ?? otherwise;
  }
}

/** The name under which the answer has a field. */
export const responseNameOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;

/** Documents are parsed once and kept by the server; what was found in one is kept as long. */
const known = new WeakMap<OperationDefinitionNode, readonly RootRead[]>();

/** What a valid operation of bounded cost asks for that is logged. */
export const readsIn = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly RootRead[] => {
  const before = known.get(operation);
  if (before !== undefined) return before;
  const reader = new Reader(schema, document);
  const root = schema.getRootType(operation.operation);
  const reads = (root ? reader.fieldsOf(root, operation.selectionSet) : [])
    .map((found) => ({ node: found.node, reads: reader.readsAt(found, []) }))
    .filter((each) => each.reads.length > 0);
  known.set(operation, reads);
  return reads;
};
