/** An order: one request for a change, of one command or of several that are recorded together. */
import { createHash } from 'node:crypto';
import type { Aggregate, Circumstances, EventType, Refusal } from '@improvement-ledger/domain';
import { circumstances as circumstancesSchema, refuse } from '@improvement-ledger/domain';
import { canonical, NotCanonicalError } from './canonical.js';

// oxlint-disable-next-line typescript/no-explicit-any -- aggregates of every kind meet here.
export type AnyAggregate = Aggregate<any, any, any, any>;

/** One command for one aggregate. The command is checked by the aggregate's own types through `step`. */
export interface Step {
  readonly aggregate: AnyAggregate;
  readonly id: string;
  readonly command: unknown;
}
/** A command for an aggregate, with their types held together. */
export const step = <State, Command, Type extends EventType, Related>(
  aggregate: Aggregate<State, Command, Type, Related>,
  id: string,
  command: Command,
): Step => ({ aggregate, id, command });

export interface Order {
  readonly tenant: string;
  /** The councils that the caller's grants open; must hold the tenant, or the database refuses. */
  readonly grants: readonly string[];
  /** Decided one by one, each on what those before it decided too; recorded together, or none of them. */
  readonly steps: readonly Step[];
  /** `effectiveAt` is the database's time unless given; today's date in London means the same. */
  readonly circumstances: Omit<Circumstances, 'effectiveAt'> & { readonly effectiveAt?: string | undefined };
  readonly idempotency: {
    readonly key: string;
    /** What the caller asked for, without ids that were made for it: the same request has the same value. */
    readonly request: unknown;
  };
  /** The version that the caller saw of the first step's stream; without it, conflicts are tried again. */
  readonly expectedVersion?: number | undefined;
  /** Only for a council with a replayed clock. */
  readonly recordedAt?: string | undefined;
}

const asked = circumstancesSchema.partial({ effectiveAt: true });
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
const PRINTABLE = /^[^\p{C}]{1,255}$/u;

const invalid = (field: string, detail: string): { readonly refusal: Refusal } => ({
  refusal: refuse('invalid-input', field, detail),
});

/** What the caller asked for, hashed; the database keys the hash. */
const hashOf = (request: unknown): string | null => {
  try {
    return createHash('sha256').update(canonical(request)).digest('hex');
  } catch (error) {
    if (error instanceof NotCanonicalError) return null;
    throw error;
  }
};

/** The order with its texts in NFC, and the hash of what was asked for; or why it cannot be carried out as it is. */
export const checkOrder = (
  order: Order,
):
  | { readonly order: Order; readonly hash: string; readonly refusal?: never }
  | { readonly refusal: Refusal } => {
  const parsed = asked.safeParse(order.circumstances);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.filter((part) => part !== '$seal' && part !== 'value').join('.') ?? '';
    return invalid(field, `${field}: ${issue?.message ?? 'is not valid'}.`);
  }
  if (!PRINTABLE.test(order.idempotency.key)) {
    return invalid('idempotencyKey', 'It takes 1 to 255 characters that can be printed.');
  }
  if (order.recordedAt !== undefined && !isInstant(order.recordedAt)) {
    return invalid('recordedAt', 'It is an instant in UTC, such as 2026-07-20T09:30:00.000Z.');
  }
  if (order.steps.some(({ id }) => !UUID.test(id))) return invalid('id', 'It is a UUID in lower case.');
  const hash = hashOf(order.idempotency.request);
  return hash === null
    ? invalid('request', 'It holds a fraction, or half of a character pair.')
    : { order: { ...order, circumstances: parsed.data, recordedAt: normalised(order.recordedAt) }, hash };
};

/** With milliseconds, so that it can be compared as text. */
const normalised = (instant: string | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();
const isInstant = (text: string): boolean => INSTANT.test(text) && !Number.isNaN(Date.parse(text));
