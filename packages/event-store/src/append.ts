/** The one door to the log: commands to append, in one round trip, and what became of each. */
import type { Sql } from 'postgres';
import type { EventToAppend } from './body.js';
import type { SealedValue } from './seals.js';

/** One command's append. `hash` is the hex SHA-256 of what the caller asked for. */
export interface AppendRequest {
  readonly principal: string;
  readonly key: string;
  readonly hash: string;
  readonly commandId: string;
  /** Only for a council with a replayed clock. */
  readonly recordedAt?: string | undefined;
  /** Versions that streams must have, written to or not. */
  readonly expected: readonly { readonly stream: string; readonly version: number }[];
  readonly events: readonly EventToAppend[];
  readonly seals: readonly SealedValue[];
}

export type AppendAnswer =
  | {
      readonly outcome: 'recorded' | 'repeated';
      /** `null` when there were no events. */
      readonly firstPosition: number | null;
      readonly count: number;
      /** The head of the log when the command was carried out. */
      readonly head: number;
      readonly recordedAt: string;
    }
  | {
      readonly outcome: 'conflict';
      /** `null`: the council has begun its ledger already. */
      readonly stream: string | null;
      readonly expected: number;
      readonly current: number;
      /** Who wrote the current version, and when; `null` for a stream that does not exist. */
      readonly actor: { readonly id: string; readonly kind: string; readonly role: string } | null;
      readonly recordedAt: string | null;
    }
  | { readonly outcome: 'key-reused' }
  | { readonly outcome: 'recorded-at-not-allowed'; readonly last: string | null }
  | { readonly outcome: 'no-tenant' }
  | { readonly outcome: 'failed'; readonly sqlstate: string; readonly message: string };

/**
 * Appends several commands of one council in one transaction, each with its own answer, in their order. Only
 * faults of the database throw, and then nothing of it is recorded.
 */
export const appendAll = async (
  sql: Sql,
  grants: readonly string[],
  tenant: string,
  requests: readonly AppendRequest[],
  /** Each in a savepoint of its own, so that one that cannot be stored fails alone. */
  apart: boolean,
): Promise<AppendAnswer[]> => {
  const [row] = await sql<{ answers: AppendAnswer[] }[]>`
    select ledger.append(${grants.join(',')}, ${tenant}, ${sql.json(requests as never)}, ${apart}) as answers`;
  if (row?.answers.length !== requests.length) {
    throw new Error(`The database gave ${row?.answers.length ?? 0} answers to ${requests.length} appends.`);
  }
  return row.answers;
};
