/** A root's point on both axes of time, settled once for everything below it, so that one answer is one state. */
import type { At } from '@improvement-ledger/domain';
import { endOfLondonDay, LATEST, londonDay } from '@improvement-ledger/domain';
import type { SharedReads, Tx } from '@improvement-ledger/event-store';
import { positionAt, readEnd, readHead } from '@improvement-ledger/event-store';
import type { Projection, ReadModelProgress } from '@improvement-ledger/projections';
import { progressOf, seenByAll, waitForReadModels } from '@improvement-ledger/projections';
import type { ApiContext } from './context.js';
import { maySee } from './context.js';
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

export interface Point {
  readonly at: At;
  /**
   * Now, or `asOf` if that is earlier: nothing later has happened yet. With a demonstration clock "now" is when the
   * council's last change was recorded.
   */
  readonly present: string;
  /** The last position recorded, as far as `knownAt` lets it be known: where the feed ends, whatever was read since. */
  readonly recorded: number;
  /** How far each read model had read when the point was settled. */
  readonly progress: readonly ReadModelProgress[];
  /** What is asked at this point, by whatever fields. */
  readonly reads: SharedReads;
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** A date means the end of that day in London. */
export const instantOf = (text: string): string =>
  isDate(text) ? endOfLondonDay(text) : new Date(text).toISOString();

/**
 * Refuses a point after today: what is said until then would change its answer. A council with a demonstration clock may be
 * ahead of, or behind, the time by which whoever asks lives; today is the later of both.
 */
const refuseToCome = ({ asOf, knownAt }: TimeArguments, now: string): void => {
  const clock = new Date().toISOString();
  const today = londonDay(now > clock ? now : clock);
  for (const [argument, given] of Object.entries({ asOf, knownAt })) {
    if (typeof given !== 'string' || instantOf(given) <= endOfLondonDay(today)) continue;
    const message = `${argument} is ${given}, which is still to come: today is ${today}. Ask of that day or an earlier one.`;
    throw apiError('BAD_USER_INPUT', message, argument);
  }
};

const behind = (council: string, seen: number, position: number, argument: string | null) =>
  apiError(
    'BEHIND',
    `The ledger of ${council} has been read up to position ${seen}, not yet ${position}. Ask again in a few seconds.`,
    argument,
  );

/** Waits until all read models but those that are parked have seen a position. Throws `BEHIND` when they have not in time. */
const reach = async (
  { sql, waitMsMax }: ApiContext,
  council: string,
  position: number,
  argument: string,
): Promise<void> => {
  const waited = await waitForReadModels(sql, council, position, waitMsMax);
  if (!waited.reached) throw behind(council, waited.position, position, argument);
};

/**
 * Waits until these read models have seen everything up to a point. Throws `READ_MODEL_PARKED` at once when one of
 * them never will by itself, `BEHIND` when one has not in time.
 */
export const reachWith = async (
  { sql, waitMsMax }: ApiContext,
  council: string,
  { at: { knownAt }, progress, reads }: Point,
  needed: readonly Projection[],
): Promise<void> => {
  const late = needed.filter(
    ({ name }) => (progress.find(({ readModel }) => readModel === name)?.position ?? 0) < knownAt,
  );
  if (late.length === 0) return;
  const { reached, position, parked } = await waitForReadModels(sql, council, knownAt, waitMsMax, late);
  const [first] = parked;
  if (first !== undefined) throw parkedError(council, knownAt, first);
  if (!reached) throw behind(council, position, knownAt, null);
  // What was waited for came in since.
  reads.renew();
};

const parkedError = (council: string, wanted: number, { readModel, position }: ReadModelProgress) =>
  apiError(
    'READ_MODEL_PARKED',
    `The read model ${readModel} of ${council} has stopped at position ${position}, for it cannot apply the next change; ` +
      `this field needs it at position ${wanted}. Leave the field out, or ask with knownAt: ${position}. ` +
      'Whoever runs the ledger sees the reason in "ledger status".',
  );

const notSeen = (council: string) =>
  apiError(
    'NOT_FOUND',
    `There is no council "${council.slice(0, 60)}" that you may see: minPosition names a council by its key.`,
    'minPosition',
  );

const awaitPosition = async (context: ApiContext, council: string, position: number): Promise<void> => {
  const head = await context.readsOf(council).read(async (tx) => readHead(tx, council));
  if (position > head) {
    throw apiError(
      'BAD_USER_INPUT',
      `minPosition asks for position ${position} of ${council}, whose last position is ${head}. ` +
        'Give the position that a change to this council answered with.',
      'minPosition',
    );
  }
  await reach(context, council, position, 'minPosition');
};

/** Waits for the positions that the caller has been told of: for all at once, and once for each council. */
export const awaitPositions = async (
  context: ApiContext,
  wanted: readonly MinPosition[] | null | undefined,
): Promise<void> => {
  const greatest = new Map<string, number>();
  for (const { council, position } of wanted ?? []) {
    if (!maySee(context, council)) throw notSeen(council);
    greatest.set(council, Math.max(position, greatest.get(council) ?? 0));
  }
  await Promise.all(
    [...greatest].map(async ([council, position]) => awaitPosition(context, council, position)),
  );
};

/** The last position that `knownAt` lets be known. Throws `BAD_USER_INPUT` for one that is still to come. */
const knownPosition = async (
  tx: Tx,
  tenant: string,
  knownAt: string | number,
  head: number,
): Promise<number> => {
  if (typeof knownAt === 'string') return positionAt(tx, tenant, instantOf(knownAt));
  if (knownAt <= head) return knownAt;
  throw apiError(
    'BAD_USER_INPUT',
    `knownAt is ${knownAt}; the last position of ${tenant} is ${head}. Leave knownAt out to see all that is known.`,
    'knownAt',
  );
};

/** The least position that the answer must have seen of a council. */
const leastOf = (tenant: string, wanted: readonly MinPosition[] | null | undefined): number =>
  Math.max(0, ...(wanted ?? []).filter(({ council }) => council === tenant).map(({ position }) => position));

/**
 * The point that a root's arguments mean. What was known at an earlier time is waited for, never cut short.
 * Throws `BAD_USER_INPUT` for one that is still to come.
 */
export const pointOf = async (
  context: ApiContext,
  tenant: string,
  { asOf = null, knownAt = null, minPosition }: TimeArguments,
  {
    mayAsOfBeToCome = false,
    reads = context.readsOf(tenant),
  }: {
    /** Of a council it may be asked who will hold an office, and how it will be named. */
    readonly mayAsOfBeToCome?: boolean;
    /** Those of another point, with which it shares what it reads. */
    readonly reads?: SharedReads;
  } = {},
): Promise<Point> => {
  const { end, progress, known } = await reads.read(async (tx) => {
    const [log, models] = await Promise.all([readEnd(tx, tenant), progressOf(tx, tenant)]);
    const position = knownAt === null ? null : await knownPosition(tx, tenant, knownAt, log.head);
    return { end: log, progress: models, known: position };
  });
  refuseToCome({ asOf: mayAsOfBeToCome ? null : asOf, knownAt }, end.now);
  const seen = Math.max(seenByAll(progress) ?? end.head, leastOf(tenant, minPosition));
  if (known !== null && known > seen) {
    await reach(context, tenant, known, 'knownAt');
    reads.renew();
  }
  const at = { asOf: asOf === null ? LATEST.asOf : instantOf(asOf), knownAt: known ?? seen };
  return {
    at,
    present: at.asOf < end.now ? at.asOf : end.now,
    recorded: known ?? end.head,
    progress,
    reads,
  };
};
