/**
 * The committed log of docs/test-vectors/first-shapes.json: events in shapes in which nothing is recorded any more, as
 * they were stored, byte for byte.
 */
import { readFileSync } from 'node:fs';
import { sampleCircumstances } from '@improvement-ledger/domain/testing';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import { append } from '../group-append.js';
import type { SealedValue } from '../seals.js';

export const firstShapes = JSON.parse(
  readFileSync(new URL('../../../../docs/test-vectors/first-shapes.json', import.meta.url), 'utf8'),
) as {
  readonly tenant: string;
  readonly commands: readonly {
    readonly recordedAt: string;
    readonly events: readonly {
      readonly position: number;
      readonly effectiveFrom: string;
      readonly body: string;
      readonly leaf: string;
    }[];
    readonly seals: readonly SealedValue[];
  }[];
};

/** Records it again, with its own ids, salts and times; the database computes the leaves. */
export const recordFirstShapes = async (app: Sql): Promise<string> => {
  const { tenant, commands } = firstShapes;
  for (const { recordedAt, events, seals } of commands) {
    const answer = await append(app, [tenant], tenant, {
      principal: sampleCircumstances.actor.id,
      key: v7(),
      hash: '00'.repeat(32),
      commandId: (JSON.parse(events[0]?.body ?? '') as { command: { id: string } }).command.id,
      recordedAt,
      expected: [],
      events: events.map((event) => ({
        ...event,
        ...(JSON.parse(event.body) as { eventId: string; stream: string }),
        body: event.body,
      })),
      seals,
    });
    if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
  }
  return tenant;
};
