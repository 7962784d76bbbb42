/** The API's own scalars: dates, instants and positions, each read strictly. */
import { effectiveFrom } from '@improvement-ledger/domain';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import type { ValueNode } from 'graphql';
import { z } from 'zod';

/** Of the years that the ledger takes: 1900 to 9999. */
const isWithinYears = (text: string): boolean => effectiveFrom(text) !== null;
// Made once: to make one costs more than to use it.
const [date, instant] = [z.iso.date(), z.iso.datetime({ offset: true })];
const isDate = (text: unknown): text is string =>
  date.safeParse(text).success && isWithinYears(text as string);
const isInstant = (text: unknown): text is string =>
  instant.safeParse(text).success && isWithinYears(text as string);

const bad = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

const literal = (node: ValueNode): unknown => {
  if (node.kind === Kind.STRING) return node.value;
  if (node.kind === Kind.INT) return Number(node.value);
  return undefined;
};

const scalar = <Value>(
  name: string,
  description: string,
  parse: (value: unknown) => Value,
): GraphQLScalarType<Value> =>
  new GraphQLScalarType<Value>({
    name,
    description,
    serialize: (value) => value as Value,
    parseValue: parse,
    parseLiteral: (node) => parse(literal(node)),
  });

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 60) ?? 'nothing';

export const DateScalar = scalar(
  'Date',
  'A calendar date, `2015-07-20`. A day is a day in London.',
  (value) => {
    if (isDate(value)) return value;
    throw bad(`${shown(value)} is not a date such as "2015-07-20".`);
  },
);

export const InstantScalar = scalar(
  'Instant',
  'An instant in UTC with milliseconds, `2015-07-20T09:30:00.000Z`.',
  (value) => {
    if (isInstant(value)) return new Date(value).toISOString();
    throw bad(`${shown(value)} is not an instant such as "2015-07-20T09:30:00Z".`);
  },
);

export const EffectiveTimeScalar = scalar(
  'EffectiveTime',
  'When something was true, as exactly as it is known (EDTF): a year `2015`, a season `2015-23`, a month `2015-07`, a date or an instant.',
  (value) => {
    if (typeof value === 'string' && effectiveFrom(value) !== null) return value;
    throw bad(
      `${shown(value)} is not a year "2015", season "2015-23", month "2015-07", date "2015-07-20" or instant "2015-07-20T09:30:00Z" from 1900 to 9999.`,
    );
  },
);

export const AsOfScalar = scalar(
  'AsOf',
  'A point in time at which something was true: a date (the end of that day in London) or an instant.',
  (value) => {
    if (isDate(value) || isInstant(value)) return value;
    throw bad(
      `${shown(value)} is neither a date such as "2015-07-20" nor an instant such as "2015-07-20T09:30:00Z".`,
    );
  },
);

const isPosition = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

export const KnownAtScalar = scalar<string | number>(
  'KnownAt',
  'What was known: by a date (the end of that day in London), by an instant, or at a position of the log.',
  (value) => {
    if (isDate(value) || isInstant(value) || isPosition(value)) return value;
    throw bad(
      `${shown(value)} is not a date such as "2015-07-20", an instant such as "2015-07-20T09:30:00Z" or a position such as 12.`,
    );
  },
);

/** A cursor of the feed or of a history is a position, and cursors are texts. */
const isPositionText = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{1,15}$/.test(value);

export const PositionScalar = scalar(
  'Position',
  "A place in a council's log: contiguous from 1 in the order of recording. 0 is before the first. It is given as a number, or as a text of digits such as a cursor.",
  (value) => {
    if (isPosition(value)) return value;
    if (isPositionText(value)) return Number(value);
    throw bad(`${shown(value)} is not a position: a whole number from 0, such as 12 or "12".`);
  },
);

export const JsonScalar = scalar<unknown>('JSON', 'Any JSON value.', (value) => value);
