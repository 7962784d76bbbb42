/** The events of the round before a board, and of the pack that it is given. */
import { z } from 'zod';
import { id, narrative } from '../fields.js';
import { sealedName } from '../sealed.js';

const roundId = { planId: id, roundId: id };
const people = z.array(id).min(1).max(200, 'names more than 200 people');

export const packEvents = {
  /** Owners were asked for their updates before a meeting. */
  RoundOpened: z.strictObject({ ...roundId, meetingId: id, asked: people }),
  /** One of them has answered for all that is theirs. */
  RoundAnswered: z.strictObject({ ...roundId, personId: id }),
  /** Those who had not answered were reminded. */
  RoundChased: z.strictObject({ ...roundId, chased: people }),
  /** From here on the pack is made of what is known; later updates are for the next. */
  RoundFrozen: z.strictObject({ ...roundId, note: narrative.nullable() }),
  /** The pack for a meeting was issued: what was true at an instant, as known at a position, and the digest of its data. */
  PackIssued: z.strictObject({
    planId: id,
    packId: id,
    meetingId: id,
    title: sealedName(4_000),
    asOf: z.iso.datetime({ precision: 3 }),
    knownAt: z.int().min(1),
    /** SHA-256 of the data, in hex. */
    digest: z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex'),
  }),
};
