/** Brings a worker to a stop in the middle of a batch: after the bookmark, before the rows. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';

const ASKED_AGAIN_MS = 5;

export interface HoldUp {
  /** The backends that wait for the table, once there is one. */
  readonly waiting: () => Promise<number[]>;
  /** Lets whoever waits go on. */
  readonly release: () => Promise<void>;
}

/** Holds up whoever writes to a table, without keeping anybody from reading it. */
export const holdUp = async (admin: Sql, table: string): Promise<HoldUp> => {
  const connection = await admin.reserve();
  // However long it takes until somebody comes.
  await connection.unsafe(
    `begin; set local idle_in_transaction_session_timeout = 0; lock table ${table} in share mode`,
  );
  let held = true;
  return {
    waiting: async () => {
      for (;;) {
        const rows = await admin<{ pid: number }[]>`
          select pid from pg_locks where relation = ${table}::regclass and not granted`;
        if (rows.length > 0) return rows.map(({ pid }) => pid);
        await pause(ASKED_AGAIN_MS);
      }
    },
    release: async () => {
      if (!held) return;
      held = false;
      await connection`rollback`;
      connection.release();
    },
  };
};
