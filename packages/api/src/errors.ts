/** THE CATALOGUE of the API's own errors: what a query's bad argument or a caller without rights is told. */
import { GraphQLError } from 'graphql';

const errors = {
  UNAUTHENTICATED: { status: 401 },
  FORBIDDEN: { status: 200 },
  NOT_FOUND: { status: 200 },
  BAD_USER_INPUT: { status: 200 },
  BEHIND: { status: 200 },
  READ_MODEL_PARKED: { status: 200 },
  QUERY_TOO_COMPLEX: { status: 400 },
  PAYLOAD_TOO_LARGE: { status: 413 },
  TOO_MANY_ATTEMPTS: { status: 429 },
  NOT_LOGGED: { status: 503 },
} as const;
export type ErrorCode = keyof typeof errors;

export const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(errors, code);

/** An error for the caller: a code, the argument at fault if there is one, and a sentence. */
export const apiError = (code: ErrorCode, message: string, argument: string | null = null): GraphQLError =>
  new GraphQLError(message, {
    extensions: {
      code,
      ...(argument === null ? {} : { argument }),
      ...(errors[code].status === 200 ? {} : { http: { status: errors[code].status } }),
    },
  });

export const isApiError = (error: unknown, code: ErrorCode): boolean =>
  error instanceof GraphQLError && error.extensions['code'] === code;
