/**
 * The raw limit: the same rows into tables of the same columns and indexes, by plain INSERTs in one round trip and one
 * transaction. No order, no checks, no row-level security, no triggers, nothing computed: hashes and seals are constants.
 */
import { connect } from '@improvement-ledger/event-store';
import { v7 } from 'uuid';
import { ownStreams, requestFor } from './sample-events.js';
import type { Contestant } from './rounds.js';

const tables = `
  create schema bare;
  create table bare.events (like ledger.events including indexes including storage);
  create sequence bare.positions owned by bare.events.position;
  alter table bare.events alter position set default nextval('bare.positions');
  create table bare.sealed_values (like ledger.sealed_values including indexes including storage);
  create table bare.commands (like ledger.commands including indexes including storage);`;

export const makeBareTables = async (adminUrl: string): Promise<void> => {
  const admin = connect(adminUrl, { max: 1 });
  await admin.unsafe(tables);
  await admin.end({ timeout: 5 });
};

export const bare = (
  adminUrl: string,
  { connections, eventsEach }: { connections: number; eventsEach: number },
): Contestant => {
  const sql = connect(adminUrl, { max: connections });
  const streamOfCaller = ownStreams();
  const sample = requestFor({ actionId: v7(), version: 0 }, 1);
  const body = Buffer.from(sample.events[0]?.body ?? '');
  const data = JSON.stringify((JSON.parse(body.toString()) as { data: unknown }).data);
  const text = JSON.stringify(sample.seals[0]?.value);
  const subject = sample.seals[0]?.subject ?? '';
  const hash = Buffer.alloc(32, 7);
  const at = '2026-07-20T00:00:00.000Z';
  const tenant = 'bare';
  return {
    name: 'bare',
    work: async (caller) => {
      const own = streamOfCaller(caller);
      const commandId = v7();
      const each = Array.from({ length: eventsEach }, (_, index) => index);
      const events = each.map((index) => ({
        tenant,
        event_id: v7(),
        stream: `action-${own.actionId}`,
        stream_version: own.version + 1 + index,
        type: 'ActionStatusRecorded',
        schema_version: 1,
        recorded_at: at,
        effective_at: '2026-07-20',
        effective_from: at,
        body,
        data,
        leaf: hash,
        command_id: commandId,
        command_index: index,
        command_count: eventsEach,
      }));
      const seals = each.map(() => ({ tenant, id: v7(), subject, value: text, salt: hash }));
      await sql`
        with e as (insert into bare.events ${sql(events)}), s as (insert into bare.sealed_values ${sql(seals)})
        insert into bare.commands values (${tenant}, ${sample.principal}, ${commandId}, ${hash}, ${commandId}, 1, ${eventsEach}, 1, ${at})`;
      own.version += eventsEach;
      return eventsEach;
    },
    close: async () => sql.end({ timeout: 5 }),
  };
};
