/** A root's point on both axes of time, settled once for everything below it, so that one answer is one state. */
import type { At } from '@improvement-ledger/domain';
import { endOfLondonDay, LATEST } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { positionAt, readHead } from '@improvement-ledger/event-store';
import { readModelsAt, waitForReadModels } from '@improvement-ledger/projections';
import type { ApiContext } from './context.js';
import { apiError } from './errors.js';

/** How long a query waits for a position before it says that it is behind. */
export const WAIT_MS_MAX = 5_000;

export interface TimeArguments {
  readonly asOf?: string | null;
  readonly knownAt?: string | number | null;
  readonly minPosition?: readonly MinPosition[] | null;
}
export interface MinPosition {
  readonly council: string;
  readonly position: number;
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** A date means the end of that day in London. */
const instantOf = (text: string): string =>
  isDate(text) ? endOfLondonDay(text) : new Date(text).toISOString();

/** Waits until the read models have seen a position. Throws `BEHIND` when they have not in time. */
const reach = async (
  { sql, waitMsMax }: ApiContext,
  council: string,
  position: number,
  argument: string,
): Promise<void> => {
  const waited = await waitForReadModels(sql, council, position, waitMsMax);
  if (waited.reached) return;
  throw apiError(
    'BEHIND',
    `${council} has been read up to position ${waited.position}, not yet ${position}. Ask again shortly.`,
    argument,
  );
};

/** Waits for the positions that the caller has been told of. */
export const awaitPositions = async (
  context: ApiContext,
  wanted: readonly MinPosition[] | null | undefined,
): Promise<void> => {
  for (const { council, position } of wanted ?? []) {
    if (!context.caller.councils.includes(council)) {
      throw apiError(
        'NOT_FOUND',
        `There is no council "${council.slice(0, 60)}" that you may see.`,
        'minPosition',
      );
    }
    await reach(context, council, position, 'minPosition');
  }
};

/** The last position that `knownAt` lets be known. Throws `BAD_USER_INPUT` for one that is still to come. */
const knownPosition = async (tx: Tx, tenant: string, knownAt: string | number): Promise<number> => {
  if (typeof knownAt === 'string') return positionAt(tx, tenant, instantOf(knownAt));
  const head = await readHead(tx, tenant);
  if (knownAt <= head) return knownAt;
  throw apiError('BAD_USER_INPUT', `knownAt is ${knownAt}; the last position is ${head}.`, 'knownAt');
};

/** The point that a root's arguments mean. What was known at an earlier time is waited for, never cut short. */
export const pointOf = async (
  context: ApiContext,
  tenant: string,
  { asOf, knownAt = null }: TimeArguments,
): Promise<At> => {
  const { seen, known } = await context.read(async (tx) => {
    const position = await readModelsAt(tx, tenant);
    return {
      seen: position,
      known: knownAt === null ? position : await knownPosition(tx, tenant, knownAt),
    };
  });
  if (known > seen) await reach(context, tenant, known, 'knownAt');
  return { asOf: asOf === null || asOf === undefined ? LATEST.asOf : instantOf(asOf), knownAt: known };
};
