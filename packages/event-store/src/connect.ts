/** One way to connect: positions come back as numbers and instants as ISO strings in UTC, never as dates of the machine. */
import postgres from 'postgres';
import type { Options, Sql } from 'postgres';

const BIGINT = 20;
const TIMESTAMPTZ = 1184;
const DATE = 1082;

/** Positions stay far below 2^53; a number beyond it would be wrong in silence. */
const safeInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a safe integer`);
  return value;
};

const same = (value: unknown): string => String(value);

/**
 * A stalled writer gives way: it may hold up its own council alone, and only for so long. Each bound is longer than
 * the one before, so that whoever waits for a writer that stalls outlives it, instead of failing with it.
 */
export const BOUNDS_MS = {
  idle_in_transaction_session_timeout: 10_000,
  lock_timeout: 15_000,
  statement_timeout: 30_000,
} as const;

const RECONNECT_DELAY_S_MAX = 1;

/**
 * How long a pool waits before it tries to connect again. The driver's own goes up to twenty seconds, counted over all
 * connections of the pool together: a database that was away for two would be missed for twenty.
 */
const reconnectDelayS = (failures: number): number =>
  (0.5 + Math.random() / 2) * Math.min(3 ** failures / 100, RECONNECT_DELAY_S_MAX);

export const connect = (url: string, options: Options<Record<string, never>> = {}): Sql =>
  postgres(url, {
    max: 10,
    connect_timeout: 10,
    backoff: reconnectDelayS,
    onnotice: () => undefined,
    ...options,
    types: {
      bigint: { to: BIGINT, from: [BIGINT], serialize: same, parse: safeInteger },
      timestamptz: {
        to: TIMESTAMPTZ,
        from: [TIMESTAMPTZ],
        serialize: same,
        parse: (text: string) => new Date(text).toISOString(),
      },
      date: { to: DATE, from: [DATE], serialize: same, parse: same },
    } as never,
    connection: {
      application_name: 'improvement-ledger',
      // Compiling a plan takes longer than any statement here.
      jit: 'off',
      // Pages are in memory or on a disk without a moving head: the planner's own figure, four times a page read in order, has
      // it read and sort a whole plan rather than go through the index that has it in order.
      random_page_cost: '1.1',
      ...BOUNDS_MS,
      ...options.connection,
    },
  });
