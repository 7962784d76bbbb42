/** The same piece of news for every contestant: a status update with a narrative of 300 characters. */
import type { Circumstances, Decided } from '@improvement-ledger/domain';
import { planSubject, seal, streamOf } from '@improvement-ledger/domain';
import { bodiesOf } from '@improvement-ledger/event-store';
import type { AppendRequest } from '@improvement-ledger/event-store';
import { v7 } from 'uuid';

export const planId = v7();
const actor = { kind: 'service', id: v7(), role: 'integration' } as const;
const correlation = v7();

export const circumstances: Circumstances = {
  actor,
  onBehalfOf: null,
  reason: null,
  effectiveAt: '2026-07-20',
  source: { channel: 'api', document: null, row: null },
  correlation,
  causation: null,
};

export const narrative =
  'Supervision records of all thirty-two case holders were looked at; twenty-nine are up to date. The three that are ' +
  'not belong to one team whose manager left in May: cover is in place since Monday, and the team meets weekly until ' +
  'its records are complete. The next look is due before the board meets in August, by sampling.';

const statusOf = (actionId: string): Decided => ({
  type: 'ActionStatusRecorded',
  data: { planId, actionId, rag: 'amber', narrative: seal(planSubject(planId), narrative) },
});

/** A stream that one caller writes to alone, and where it stands. */
export interface OwnStream {
  readonly actionId: string;
  version: number;
}
/** After so many events a writer goes on to another action. */
const STREAM_LENGTH_MAX = 50;

/** For each writer the stream that it alone writes to now. */
export const ownStreams = (): ((writer: number) => OwnStream) => {
  const streams = new Map<number, OwnStream>();
  return (writer) => {
    const current = streams.get(writer);
    if (current !== undefined && current.version < STREAM_LENGTH_MAX) return current;
    const next = { actionId: v7(), version: 0 };
    streams.set(writer, next);
    return next;
  };
};

/** What the append function is asked: bodies made canonical, texts sealed, the stream's version named. */
export const requestFor = ({ actionId, version }: OwnStream, count: number): AppendRequest => {
  const stream = streamOf('action', actionId);
  const placed = Array.from({ length: count }, (_, index) => ({
    fact: statusOf(actionId),
    stream,
    version: version + 1 + index,
  }));
  const commandId = v7();
  const { events, seals } = bodiesOf(placed, circumstances, commandId);
  const hash = commandId.replaceAll('-', '').repeat(2);
  return {
    principal: actor.id,
    key: commandId,
    hash,
    commandId,
    expected: [{ stream, version }],
    events,
    seals,
  };
};
