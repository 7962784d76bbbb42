/**
 * What may be told of an error in logs, traces and tables. A message can quote what somebody wrote (a parser its
 * input, Postgres a value, GraphQL an argument), so it is told only where its maker is known not to; otherwise the
 * name, the code and the place in the program have to do.
 */
export interface TellableError {
  readonly type: string;
  /** The SQLSTATE, Node's or the library's code; `null` where there is none. */
  readonly code: string | null;
  /** `null`: withheld. */
  readonly message: string | null;
  /** The names of database objects that Postgres says were concerned. */
  readonly concerned?: Readonly<Record<string, string>>;
  /** Where in the program, the innermost first. */
  readonly at: readonly string[];
}

const FRAMES_MAX = 8;
const MESSAGE_LENGTH_MAX = 300;

/**
 * Classes of SQLSTATE whose messages name roles, tables and limits, but no values: of data, `22`, and constraints
 * laid on values by hand, `P0`, they are not. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const NAMING_CLASSES = new Set([
  '08',
  '23',
  '25',
  '28',
  '3D',
  '3F',
  '40',
  '42',
  '53',
  '54',
  '55',
  '57',
  '58',
  'LG',
]);
const SQLSTATE = /^[0-9A-Z]{5}$/;
const OBJECTS = ['schema_name', 'table_name', 'column_name', 'constraint_name', 'routine'] as const;

interface Shape {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
  readonly stack?: unknown;
}

/** What kind of error it is, in a word from a short list: for labels and keys. */
export const codeOf = (error: unknown): string => {
  const { code, name } = (error ?? {}) as Shape;
  if (typeof code === 'string' && /^\w{1,40}$/.test(code)) return code;
  return typeof name === 'string' && /^\w{1,40}$/.test(name) ? name : 'unknown';
};

/** Errors of Node and of parsers have names of their own; these are made with a sentence by whoever throws them. */
const NAMING_TYPES = new Set<unknown>(['Error', 'ReplyError', 'MaxRetriesPerRequestError']);

/** Whether the message was made to name what is wrong, and does not quote. */
const isNaming = ({ name, code, syscall }: Shape): boolean => {
  if (typeof code === 'string' && SQLSTATE.test(code)) return NAMING_CLASSES.has(code.slice(0, 2));
  return typeof syscall === 'string' || NAMING_TYPES.has(name);
};

export const tellable = (error: unknown): TellableError => {
  if (typeof error !== 'object' || error === null) {
    return { type: typeof error, code: null, message: null, at: [] };
  }
  const shape = error as Shape;
  const { name, code, message, stack } = shape;
  const given = error as Readonly<Record<string, unknown>>;
  const concerned = OBJECTS.flatMap((key) =>
    typeof given[key] === 'string' ? [[key, given[key]] as const] : [],
  );
  return {
    type: typeof name === 'string' ? name : 'Error',
    code: typeof code === 'string' ? codeOf(error) : null,
    message: isNaming(shape) && typeof message === 'string' ? message.slice(0, MESSAGE_LENGTH_MAX) : null,
    ...(concerned.length === 0 ? {} : { concerned: Object.fromEntries(concerned) }),
    at: typeof stack === 'string' ? framesOf(stack, message) : [],
  };
};

/** The stack without the message that it begins with, which may look like a frame itself. */
const framesOf = (stack: string, message: unknown): string[] => {
  const begin = typeof message === 'string' ? stack.indexOf(message) : -1;
  return (
    stack
      .slice(begin < 0 ? 0 : begin + String(message).length)
      .split('\n')
      // Where Node handed it on says nothing, and would push out where it came from.
      .filter((line) => /^ {4}at (?!.*\(node:)/.test(line))
      .slice(0, FRAMES_MAX)
      .map((line) =>
        line.replace(/^ {4}at /, '').replace(/file:\/\/\S*\/(?=(?:packages|node_modules)\/)/, ''),
      )
  );
};
