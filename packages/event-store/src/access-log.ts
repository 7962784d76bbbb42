/** The access log: who looked at what. Written beside the ledger, by several requests together; read by the council. */
import type { Role } from '@improvement-ledger/domain';
import type { Sql } from 'postgres';
import type { Membership } from './access.js';
import { inGroups } from './in-groups.js';
import type { Tx } from './tenancy.js';

/** By what somebody was let in: a token of the operator's, one of the council's, an issuer's, or the terminal. */
export type ClientKind = 'operator-token' | 'token' | 'issuer' | 'command-line';

/** What is known of the program that asked. */
export interface LoggedClient {
  readonly client: ClientKind;
  readonly issuer: string | null;
  readonly clientId: string | null;
  readonly userAgent: string | null;
  /** The network address, as the API sees it. */
  readonly address: string | null;
}

/** That somebody looked at something of one council. */
export interface LogEntry
  extends LoggedClient, Pick<Membership, 'tenant' | 'principal' | 'kind' | 'grantId'> {
  readonly id: string;
  readonly role: Role;
  /** Fields of the root that were asked for. */
  readonly roots: readonly string[];
  /** Those of all fields for which it is logged, such as `Action.history`. */
  readonly fields: readonly string[];
  /** The records that were named, such as `Action:0198...`. */
  readonly records: readonly string[];
  readonly requestId: string;
  readonly correlation: string;
}

/** How much was handed out. */
export interface LogOutcome {
  readonly tenant: string;
  readonly id: string;
  /** `null` where the answer was about several councils together. */
  readonly items: number | null;
  readonly bytes: number | null;
  readonly codes: readonly string[];
}

export interface AccessLog {
  /** Answers once the entry is on disk. */
  begin(entry: LogEntry): Promise<void>;
  /**
   * Answers once the database has it, which does not wait for the disk. Nobody's answer waits for it, so that it may be
   * reckoned afterwards.
   */
  finish(outcome: LogOutcome | Promise<LogOutcome>): Promise<void>;
  /** Answers once no amounts are left to be written, or that failed: before a program ends. */
  settled(): Promise<void>;
}

/** How long amounts wait for others, to go with them: as long as a server that is killed may leave reads without them. */
const LINGER_MS = 100;

const tenantsOf = (rows: readonly { readonly tenant: string }[]): string =>
  [...new Set(rows.map(({ tenant }) => tenant))].join(',');

export const openAccessLog = (sql: Sql): AccessLog => {
  const begin = inGroups<LogEntry>(async (entries) => {
    await sql`select access.log_reads(${tenantsOf(entries)}, ${sql.json(entries as never)})`;
  });
  const finish = inGroups<LogOutcome>(async (outcomes) => {
    await sql`select access.log_outcomes(${tenantsOf(outcomes)}, ${sql.json(outcomes as never)})`;
  }, LINGER_MS);
  const underWay = new Set<Promise<void>>();
  return {
    begin,
    finish: async (outcome) => {
      const writing = (async () => finish(await outcome))();
      underWay.add(writing);
      try {
        await writing;
      } finally {
        underWay.delete(writing);
      }
    },
    settled: async () => void (await Promise.allSettled(underWay)),
  };
};

/** A place in the log, which is read from the newest to the oldest. */
export interface LogPlace {
  readonly at: string;
  readonly id: string;
}

export interface LoggedRead extends Omit<LogEntry, 'tenant'>, LogPlace {
  /** `null` where the server ended before it could say. */
  readonly answeredAt: string | null;
  readonly items: number | null;
  readonly bytes: number | null;
  readonly codes: readonly string[];
}

export interface LogPage {
  readonly after: LogPlace | null;
  readonly first: number;
  /** The first instant, and the first after the last. */
  readonly from: string | null;
  readonly until: string | null;
}

/** A page of a council's access log, the newest first, and how many entries there are in all. */
export const readAccessLog = async (
  tx: Tx,
  tenant: string,
  { after, first, from, until }: LogPage,
): Promise<{ readonly rows: readonly LoggedRead[]; readonly total: number }> => {
  const within = tx`
    l.tenant = ${tenant} and (${from}::timestamptz is null or l.logged_at >= ${from})
      and (${until}::timestamptz is null or l.logged_at < ${until})`;
  const rows = await tx<LoggedRead[]>`
    select l.entry_id as id, l.logged_at as at, l.principal, l.kind, l.role, l.grant_id as "grantId", l.roots, l.fields,
           l.records, l.client, l.issuer, l.client_id as "clientId", l.user_agent as "userAgent", l.address,
           l.request_id as "requestId", l.correlation, o.answered_at as "answeredAt", o.items, o.bytes,
           coalesce(o.codes, '{}') as codes
      from access.log l left join access.log_outcomes o using (tenant, entry_id)
     where ${within}
       and (${after === null} or (l.logged_at, l.entry_id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
     order by l.logged_at desc, l.entry_id desc limit ${first}`;
  const [counted] = await tx<
    { total: number }[]
  >`select count(*)::integer as total from access.log l where ${within}`;
  return { rows, total: counted?.total ?? 0 };
};

/** Drops what is older than so many days, of every council; returns how many entries those were. */
export const dropOldLog = async (sql: Sql, days: number): Promise<number> => {
  const [row] = await sql<{ dropped: number }[]>`select access.drop_old_log(${days}) as dropped`;
  return row?.dropped ?? 0;
};
