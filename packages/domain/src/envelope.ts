/** Everything an event carries besides its own data: who, when, why, from where, and its place in the log. */
import { z } from 'zod';
import { effectiveTime } from './effective-time.js';
import type { EventType, Fact } from './events.js';
import { NARRATIVE_LENGTH_MAX } from './events.js';
import { roles } from './role.js';
import { sealedText } from './sealed.js';

/** Who made the change: our own opaque id, never that of a sign-in service. */
export const actor = z.strictObject({
  kind: z.enum(['person', 'service', 'worker']),
  id: z.uuid(),
  role: z.enum(roles),
});
export type Actor = z.infer<typeof actor>;

/** By which way the change came in and, for an imported one, from which document and row. */
export const source = z.strictObject({
  channel: z.enum(['api', 'command-line', 'import', 'sample', 'worker']),
  document: z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/), name: sealedText(500) }).nullable(),
  /** Row as a spreadsheet numbers it: the header is row 1. */
  row: z.int().min(1).nullable(),
});
export type Source = z.infer<typeof source>;

/** A correction names what it corrects; its data replaces that event's data in full. */
export const corrects = z.strictObject({
  /** The position of the event, or of an earlier correction of it. */
  position: z.int().min(1),
  /** `wrong`: the replacement holds. `retracted`: it never happened; the data repeat what is withdrawn. */
  kind: z.enum(['wrong', 'retracted']),
});
export type Corrects = z.infer<typeof corrects>;

/** What the person or program asking for a change says about it, common to all its events. */
export const circumstances = z.strictObject({
  actor,
  onBehalfOf: z.uuid().nullable(),
  reason: sealedText(NARRATIVE_LENGTH_MAX).nullable(),
  effectiveAt: effectiveTime,
  source,
  /** What one request led to; the id of its trace where it has one, and so any 128 bits. */
  correlation: z.guid(),
  /** The id of the event that caused this one. */
  causation: z.uuid().nullable(),
});
export type Circumstances = z.infer<typeof circumstances>;

/** An event as it stands in the log, with its texts opened. */
export type Recorded<Type extends EventType = EventType> = Fact<Type> &
  Omit<Circumstances, 'causation' | 'correlation'> & {
    readonly tenant: string;
    /** Contiguous from 1 within the tenant, in commit order. */
    readonly position: number;
    readonly eventId: string;
    readonly stream: string;
    readonly streamVersion: number;
    readonly schemaVersion: number;
    /** When the ledger learned it, by the database's clock. */
    readonly recordedAt: string;
    /** The first instant that `effectiveAt` may mean. */
    readonly effectiveFrom: string;
    readonly correlation: string;
    readonly causation: string | null;
    readonly command: { readonly id: string; readonly index: number; readonly count: number };
    readonly corrects: Corrects | null;
    /** RFC 6962 leaf hash, hex. */
    readonly leaf: string;
  };
