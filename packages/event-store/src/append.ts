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

/** Stands between texts that go as one. JSON has no such character outside an escape. */
const SEPARATOR = '\x1e';

/** What the database says to a group: all of them recorded after a position, or an answer to each. */
type GroupAnswer =
  { readonly position: number; readonly recordedAt: string } | { readonly answers: AppendAnswer[] };

/** As many answers as there were requests, each recorded after the one before it. */
const recordedAfter = (
  position: number,
  recordedAt: string,
  requests: readonly AppendRequest[],
): AppendAnswer[] => {
  let head = position;
  return requests.map(({ events: { length: count } }) => {
    const firstPosition = count === 0 ? null : head + 1;
    head += count;
    return { outcome: 'recorded', firstPosition, count, head, recordedAt };
  });
};

/** Of each request its items, with the number of the request, from 1. */
const numbered = <Item>(
  requests: readonly AppendRequest[],
  itemsOf: (request: AppendRequest) => readonly Item[],
): { readonly of: number[]; readonly items: Item[] } => {
  const of: number[] = [];
  const items: Item[] = [];
  requests.forEach((request, index) => {
    for (const item of itemsOf(request)) {
      of.push(index + 1);
      items.push(item);
    }
  });
  return { of, items };
};

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
  const expected = numbered(requests, (request) => request.expected);
  const events = numbered(requests, (request) => request.events);
  const seals = numbered(requests, (request) => request.seals);
  const [row] = await sql<{ said: GroupAnswer }[]>`
    select ledger.append_group(${grants.join(',')}, ${tenant}, ${apart},
      ${requests.map(({ principal }) => principal)}, ${requests.map(({ key }) => key)}, ${requests.map(({ hash }) => hash)},
      ${requests.map(({ commandId }) => commandId)}, ${requests.map(({ recordedAt }) => recordedAt ?? null)},
      ${requests.map((request) => request.events.length)},
      ${expected.of}, ${expected.items.map(({ stream }) => stream)}, ${expected.items.map(({ version }) => version)},
      ${events.of}, ${events.items.map(({ stream }) => stream)}, ${events.items.map(({ body }) => body).join(SEPARATOR)},
      ${events.items.map(({ effectiveFrom }) => effectiveFrom)},
      ${seals.of}, ${seals.items.map(({ id }) => id)}, ${seals.items.map(({ subject }) => subject)},
      ${seals.items.map(({ value }) => JSON.stringify(value)).join(SEPARATOR)}, ${seals.items.map(({ salt }) => salt)}) as said`;
  if (row === undefined) throw new Error('The database gave no answer to an append.');
  const { said } = row;
  const answers = 'answers' in said ? said.answers : recordedAfter(said.position, said.recordedAt, requests);
  if (answers.length !== requests.length) {
    throw new Error(`The database gave ${answers.length} answers to ${requests.length} appends.`);
  }
  return answers;
};
