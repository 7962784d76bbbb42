/** Requests straight to the append function, without deciders. */
import type { Circumstances } from '@improvement-ledger/domain';
import { personName, sample, sampleCircumstances } from '@improvement-ledger/domain/testing';
import { v7 } from 'uuid';
import type { AppendRequest } from '../append.js';
import { bodiesOf } from '../body.js';

/** One command that registers new persons, each in a stream of its own; a version other than 1 is a conflict. */
export const personRequest = (
  change: Partial<AppendRequest> = {},
  {
    persons = 1,
    version = 1,
    told = {},
  }: {
    readonly persons?: number;
    readonly version?: number;
    readonly told?: Partial<Circumstances>;
  } = {},
): AppendRequest => {
  const placed = Array.from({ length: persons }, () => {
    const personId = v7();
    const fact = sample('PersonRegistered', { personId, name: personName('Cas Example', personId) });
    return { fact, stream: `person-${personId}`, version };
  });
  const commandId = v7();
  return {
    principal: sampleCircumstances.actor.id,
    key: commandId,
    hash: '0a'.repeat(32),
    commandId,
    expected: placed.map(({ stream }) => ({ stream, version: version - 1 })),
    ...bodiesOf(placed, { ...sampleCircumstances, effectiveAt: '2020', ...told }, commandId),
    ...change,
  };
};

/** The same with another body in the place of its own. */
export const withBody = (change: (body: string) => string): AppendRequest => {
  const request = personRequest();
  return { ...request, events: request.events.map((event) => ({ ...event, body: change(event.body) })) };
};

/** A request whose one body has this many bytes. */
export const bodyOfBytes = (bytes: number): AppendRequest =>
  withBody((body) => `${body.slice(0, -1)},"z":"${'z'.repeat(bytes - Buffer.byteLength(body) - 7)}"}`);
