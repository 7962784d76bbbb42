/** A long log in no time: the last event of a council's log, again and again. */
import type { Sql } from 'postgres';
import type { Log } from './log.js';

/** Repeats a log's last event until the log has so many; the log itself does not know of them. */
export const lengthen = async (admin: Sql, { tenant, head }: Log, events: number): Promise<void> => {
  await admin`
    insert into ledger.events (tenant, position, event_id, stream, stream_version, type, schema_version, recorded_at,
                               effective_at, effective_from, body, data, leaf, command_id, command_index, command_count)
    select tenant, n, gen_random_uuid(), stream, stream_version + n, type, schema_version, recorded_at, effective_at,
           effective_from, body, data, leaf, command_id, command_index, command_count
      from ledger.events, generate_series(${head + 1}::bigint, ${events}::bigint) n
     where tenant = ${tenant} and position = ${head}`;
  await admin`update ledger.tenants set position = ${events} where tenant = ${tenant}`;
};

/** Damages an event in the log, or mends it, as nobody may: afterwards no program can read it, or every program can. */
export const damage = async (admin: Sql, tenant: string, position: number, mend = false): Promise<void> => {
  const [whole, broken] = ['"v":1', '"v":7'];
  await admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      update ledger.events
         set body = convert_to(replace(convert_from(body, 'UTF8'), ${mend ? broken : whole}, ${mend ? whole : broken}), 'UTF8')
       where tenant = ${tenant} and position = ${position}`;
  });
};
