/** Tells of each GraphQL operation: by the root fields that it asks for and the codes of its errors, never its texts. */
import type { ApolloServerPlugin } from '@apollo/server';
import type {
  DocumentNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { Kind } from 'graphql';
import type { ApiContext } from './context.js';
import type { OperationMeasures } from './metrics.js';

/** The root fields of an operation of a valid document, each once. */
const rootsOf = (document: DocumentNode, operation: OperationDefinitionNode): string[] => {
  const fragments = new Map(
    document.definitions
      .filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      )
      .map((fragment) => [fragment.name.value, fragment.selectionSet]),
  );
  const namesIn = (set: SelectionSetNode | undefined): string[] =>
    (set?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection.name.value];
      return namesIn(
        selection.kind === Kind.FRAGMENT_SPREAD
          ? fragments.get(selection.name.value)
          : selection.selectionSet,
      );
    });
  return [...new Set(namesIn(operation.selectionSet))].toSorted();
};

/** A request that never became an operation, since it is not one of this schema. */
const NONE = { kind: 'none', root: 'none' } as const;

const codeOf = (extensions: Readonly<Record<string, unknown>> | undefined): string => {
  const code = extensions?.['code'];
  return typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR';
};

export const operationsPlugin = (measures: OperationMeasures): ApolloServerPlugin<ApiContext> => ({
  requestDidStart: async ({ contextValue: { request } }) => {
    const begun = performance.now();
    return {
      didResolveOperation: async ({ document, operation }) => {
        if (operation === undefined) return;
        request.operation = { kind: operation.operation, roots: rootsOf(document, operation) };
        request.span.updateName([request.operation.kind, ...request.operation.roots].join(' '));
      },
      willSendResponse: async ({ response: { body } }) => {
        const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
        request.codes = [...new Set(errors.map(({ extensions }) => codeOf(extensions)))];
        const { operation } = request;
        const [root = NONE.root, ...others] = operation?.roots ?? [];
        measures.answered({
          kind: operation?.kind ?? NONE.kind,
          root: others.length === 0 ? root : 'several',
          ms: performance.now() - begun,
        });
        for (const { extensions } of errors) measures.failed(codeOf(extensions));
      },
    };
  },
});
