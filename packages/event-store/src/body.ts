/** The canonical body of an event: everything that the application decides about it. docs/event-format.md is the contract. */
import { createHash } from 'node:crypto';
import type { Circumstances, Decided } from '@improvement-ledger/domain';
import { effectiveFrom, schemaVersionOf } from '@improvement-ledger/domain';
import { v7 } from 'uuid';
import { canonical } from './canonical.js';
import type { SealedValue } from './seals.js';
import { sealAll } from './seals.js';

/** Version of the envelope, in every body and leaf. */
export const ENVELOPE_VERSION = 1;
export const BODY_BYTES_MAX = 64 * 1024;
export const EVENTS_PER_APPEND_MAX = 1_000;

/** A fact with its place: the stream it is for and the version it will have there. */
export interface Placed {
  readonly fact: Decided;
  readonly stream: string;
  readonly version: number;
}

export interface EventToAppend {
  readonly eventId: string;
  /** The stream that the body names. */
  readonly stream: string;
  readonly body: string;
  readonly effectiveFrom: string;
}

/** Bodies and sealed values of one command's facts. Texts that they share, such as the reason, are sealed once. */
export const bodiesOf = (
  placed: readonly Placed[],
  { actor, onBehalfOf, reason, effectiveAt, source, correlation, causation }: Circumstances,
  commandId: string,
): { readonly events: EventToAppend[]; readonly seals: SealedValue[] } => {
  const from = effectiveFrom(effectiveAt);
  if (from === null) throw new RangeError(`effectiveAt ${effectiveAt} is not an EDTF time`);
  // A command that changes nothing leaves no text behind either.
  if (placed.length === 0) return { events: [], seals: [] };
  const shared = sealAll({ reason, source });
  const seals = [...shared.values];
  const events = placed.map(({ fact, stream, version }, index) => {
    const { sealed, values } = sealAll(fact.data);
    seals.push(...values);
    const eventId = v7();
    const body = canonical({
      ...(shared.sealed as object),
      v: ENVELOPE_VERSION,
      eventId,
      stream,
      version,
      type: fact.type,
      schemaVersion: schemaVersionOf(fact.type),
      effectiveAt,
      actor,
      onBehalfOf,
      correlation,
      causation,
      command: { id: commandId, index, count: placed.length },
      corrects: fact.corrects ?? null,
      data: sealed,
    });
    return { eventId, stream, body, effectiveFrom: from };
  });
  return { events, seals };
};

/**
 * The RFC 6962 leaf of an event: SHA-256(0x00 ‖ canonical JSON of the hash of its body and its place), hex.
 * The database computes the same at append.
 */
export const leafHash = (event: {
  readonly tenant: string;
  readonly position: number;
  readonly recordedAt: string;
  readonly body: string;
}): string => {
  const { tenant, position, recordedAt } = event;
  const bodyHash = createHash('sha256').update(event.body).digest('hex');
  return createHash('sha256')
    .update(Buffer.from([0]))
    .update(canonical({ bodyHash, position, recordedAt, tenant, v: ENVELOPE_VERSION }))
    .digest('hex');
};
