/** The ledger itself, every guarantee on: seals, commands table, row-level security, leaf hashes, head lock. */
import { append, bodiesOf, connect } from '@improvement-ledger/event-store';
import { councilSubject, seal, streamOf } from '@improvement-ledger/domain';
import type { AppendRequest } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import { circumstances, ownStreams, requestFor } from './sample-events.js';
import type { Contestant } from './rounds.js';

const FILL_EVENTS_EACH = 100;

/** Opens the ledger of a council. */
const beginLedger = async (sql: Sql, tenant: string): Promise<void> => {
  const councilId = v7();
  const stream = streamOf('council', councilId);
  const data = {
    councilId,
    key: tenant,
    name: seal(councilSubject(councilId), `Council ${tenant}`),
    gssCode: null,
    clock: 'live',
  } as const;
  const commandId = v7();
  const { events, seals } = bodiesOf(
    [{ fact: { type: 'CouncilRegistered', data }, stream, version: 1 }],
    circumstances,
    commandId,
  );
  const answer = await append(sql, [tenant], tenant, {
    principal: circumstances.actor.id,
    key: commandId,
    hash: '00'.repeat(32),
    commandId,
    expected: [{ stream, version: 0 }],
    events,
    seals,
  });
  if (answer.outcome !== 'recorded') throw new Error(`${tenant} was not opened: ${answer.outcome}.`);
};

/** Appends of `eventsEach` events; each caller writes to the councils in turn. */
export const ours = async (
  url: string,
  { connections, tenants, eventsEach }: { connections: number; tenants: number; eventsEach: number },
): Promise<Contestant> => {
  const sql = connect(url, { max: connections });
  const keys = Array.from({ length: tenants }, () => `bench-${v7().slice(-12)}`);
  for (const key of keys) await beginLedger(sql, key);
  const ownStream = ownStreams();
  const turns: number[] = [];
  return {
    name: 'ledger',
    work: async (caller) => {
      const turn = ((turns[caller] ?? caller) + 1) % tenants;
      turns[caller] = turn;
      const tenant = keys[turn] as string;
      const own = ownStream(caller * tenants + turn);
      const answer = await append(sql, [tenant], tenant, requestFor(own, eventsEach));
      if (answer.outcome !== 'recorded') throw new Error(`An append answered ${answer.outcome}.`);
      own.version += eventsEach;
      return eventsEach;
    },
    close: async () => sql.end({ timeout: 5 }),
  };
};

/** Requests of one event each, as one caller makes them. */
export const oneAfterTheOther = (): (() => AppendRequest) => {
  const ownStream = ownStreams();
  return () => {
    const own = ownStream(0);
    const request = requestFor(own, 1);
    own.version += 1;
    return request;
  };
};

/** Opens a council and fills its ledger, a hundred events at once. */
export const fillLedger = async (url: string, tenant: string, events: number): Promise<void> => {
  const sql = connect(url, { max: 1 });
  await beginLedger(sql, tenant);
  const ownStream = ownStreams();
  for (let done = 0; done < events; done += FILL_EVENTS_EACH) {
    const own = ownStream(0);
    await append(sql, [tenant], tenant, requestFor(own, FILL_EVENTS_EACH));
    own.version += FILL_EVENTS_EACH;
  }
  await sql.end({ timeout: 5 });
};
