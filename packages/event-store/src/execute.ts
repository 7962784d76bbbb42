/**
 * Carries out a command: read, fold, decide, append. A conflict with another writer is tried again three
 * times, then told; nothing is recorded unless all of it is.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Refusal } from '@improvement-ledger/domain';
import { refuse, SEALED_BYTES_MAX } from '@improvement-ledger/domain';
import type { CarriedOut } from '@improvement-ledger/telemetry';
import { carriedOut, inSpan } from '@improvement-ledger/telemetry';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import type { AppendAnswer } from './append.js';
import { bodiesOf, BODY_BYTES_MAX, EVENTS_PER_APPEND_MAX } from './body.js';
import { conflictRefusal, decideAll } from './decide.js';
import { append } from './group-append.js';
import { refusalBehind } from './held-by-append.js';
import type { Order } from './order.js';
import { checkOrder } from './order.js';
import type { SealedValue } from './seals.js';
import { withTenants } from './tenancy.js';

const RETRIES = 3;
const RETRY_DELAY_MS_MAX = 25;

export interface Receipt {
  /** Positions of the events recorded, now or when the command was first carried out; none if it changed nothing. */
  readonly positions: readonly number[];
  /** A read model at this position has seen the command. */
  readonly head: number;
  readonly recordedAt: string;
  /** The command had been carried out before. */
  readonly repeated: boolean;
}

export type Outcome =
  | { readonly receipt: Receipt; readonly refusal?: never }
  | { readonly refusal: Refusal; readonly receipt?: never };

/** Carries out an order. Refusals are values; only faults throw. */
export const execute = async (sql: Sql, order: Order): Promise<Outcome> =>
  inSpan('execute', { attributes: { 'ledger.council': order.tenant } }, async (span) => {
    const outcome = await carryOut(sql, order);
    const { receipt, refusal } = outcome;
    if (refusal !== undefined) span.setAttribute('ledger.refusal', refusal.code);
    else span.setAttributes({ 'ledger.head': receipt.head, 'ledger.events': receipt.positions.length });
    return outcome;
  });

const carryOut = async (sql: Sql, order: Order): Promise<Outcome> => {
  const { tenant } = order;
  const checked = checkOrder(order);
  if (checked.refusal !== undefined) return counted(tenant, { refusal: checked.refusal });
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await attemptOnce(sql, checked.order, checked.hash).catch((error: unknown) => {
      carriedOut.tell(() => ({ council: tenant, outcome: 'failed', code: null, events: 0 }));
      throw error;
    });
    counted(tenant, outcome);
    if (!('conflict' in outcome)) return outcome;
    // With an expected version the next attempt tells who wrote, unless only what was looked at had moved.
    if (attempt === RETRIES) {
      const { current, actor, recordedAt } = outcome.conflict;
      return { refusal: conflictRefusal(current, actor, recordedAt) };
    }
    await pause(Math.random() * RETRY_DELAY_MS_MAX * (attempt + 1));
  }
};

type Conflict = Extract<AppendAnswer, { outcome: 'conflict' }>;
type Attempted = Outcome | { readonly conflict: Conflict };

/** Tells what became of an attempt. */
const counted = <Ended extends Attempted>(council: string, attempted: Ended): Ended => {
  carriedOut.tell((): CarriedOut => {
    if ('conflict' in attempted) return { council, outcome: 'conflict', code: null, events: 0 };
    if (attempted.refusal !== undefined) {
      return { council, outcome: 'refused', code: attempted.refusal.code, events: 0 };
    }
    const { repeated, positions } = attempted.receipt;
    return { council, outcome: repeated ? 'repeated' : 'recorded', code: null, events: positions.length };
  });
  return attempted;
};

const attemptOnce = async (sql: Sql, order: Order, hash: string): Promise<Attempted> => {
  const decided = await withTenants(sql, order.grants, async (tx) => decideAll(tx, order));
  if (decided.refusal !== undefined) return { refusal: decided.refusal };
  const { placed, circumstances, expected } = decided;

  const commandId = v7();
  const { events, seals } = bodiesOf(placed, circumstances, commandId);
  const tooLarge = tooLargeRefusal(events, seals);
  if (tooLarge !== null) return { refusal: tooLarge };

  const request = {
    principal: order.circumstances.actor.id,
    key: order.idempotency.key,
    hash,
    commandId,
    recordedAt: order.recordedAt,
    expected,
    events,
    seals,
  };
  try {
    return outcomeOf(await append(sql, order.grants, order.tenant, request));
  } catch (error) {
    const refusal = refusalBehind(error, placed);
    if (refusal === null) throw error;
    return { refusal };
  }
};

const outcomeOf = (answer: AppendAnswer): Attempted => {
  switch (answer.outcome) {
    case 'recorded':
    case 'repeated': {
      const { firstPosition, count, head, recordedAt } = answer;
      const positions = Array.from({ length: count }, (_, index) => (firstPosition ?? 0) + index);
      return { receipt: { positions, head, recordedAt, repeated: answer.outcome === 'repeated' } };
    }
    case 'conflict':
      return { conflict: answer };
    case 'key-reused':
      return { refusal: refuse('idempotency-key-reused', 'idempotencyKey') };
    case 'recorded-at-not-allowed':
      return {
        refusal: refuse(
          'recorded-at-not-allowed',
          'recordedAt',
          answer.last === null ? undefined : `The last is ${answer.last}.`,
        ),
      };
    case 'no-tenant':
      return { refusal: refuse('council-not-found', 'council') };
    case 'failed':
      throw Object.assign(new Error(`The append failed: ${answer.message}`), { code: answer.sqlstate });
  }
};

const tooLargeRefusal = (
  events: readonly { readonly body: string }[],
  seals: readonly SealedValue[],
): Refusal | null => {
  if (events.length > EVENTS_PER_APPEND_MAX) {
    return refuse('too-large', null, `One command may record ${EVENTS_PER_APPEND_MAX} events.`);
  }
  if (events.some(({ body }) => Buffer.byteLength(body) > BODY_BYTES_MAX)) {
    return refuse('too-large', null, `An event's structure may have ${BODY_BYTES_MAX / 1024} KiB.`);
  }
  if (seals.some(({ value }) => Buffer.byteLength(JSON.stringify(value)) > SEALED_BYTES_MAX)) {
    return refuse('too-large', null, `A text may have ${SEALED_BYTES_MAX / 1024} KiB.`);
  }
  return null;
};
