/** Texts that no database and no canonical JSON can hold are refused before anything reads them. */
import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { GraphQLError, visit } from 'graphql';
import type { ApiContext } from './context.js';

/** A NUL, or one half of a pair of surrogates. */
const isUnkeepable = (text: string): boolean => text.includes('\0') || !text.isWellFormed();

/** Where within a value such a text stands, or `null`. */
const placeIn = (value: unknown, path: string): string | null => {
  if (typeof value === 'string') return isUnkeepable(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, member] of Object.entries(value)) {
    const place = isUnkeepable(name) ? path : placeIn(member, `${path}.${name}`);
    if (place !== null) return place;
  }
  return null;
};

const isInDocument = (document: DocumentNode): boolean => {
  let isFound = false;
  visit(document, {
    StringValue: ({ value }) => {
      isFound ||= isUnkeepable(value);
    },
  });
  return isFound;
};

export const textsPlugin: ApolloServerPlugin<ApiContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, request }) => {
      const place = placeIn(request.variables ?? {}, '$') ?? (isInDocument(document) ? 'The query' : null);
      if (place === null) return;
      throw new GraphQLError(
        `${place.replace('$.', '$')} holds a NUL, or half of a character pair. Send it without.`,
        {
          extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
        },
      );
    },
  }),
};
