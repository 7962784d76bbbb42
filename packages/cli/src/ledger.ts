/** The open ledger that a command works on. */
import type { Council, Recorded } from '@improvement-ledger/domain';
import { council, fold, textOf } from '@improvement-ledger/domain';
import { connect, readEvent, readStreams, withTenants } from '@improvement-ledger/event-store';
import { RefusedError } from './refused-error.js';

export type Sql = ReturnType<typeof connect>;

/** Connects, lets `work` use the connection, and closes it whatever happens. */
export const withLedger = async <Result>(
  url: string,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> => {
  const sql = connect(url, { max: 4 });
  try {
    return await work(sql);
  } catch (error) {
    throw explained(error, url);
  } finally {
    await sql.end({ timeout: 2 });
  }
};

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'does not answer',
  ENOTFOUND: 'cannot be found',
  EAI_AGAIN: 'cannot be found',
  ECONNRESET: 'broke off the connection',
  CONNECT_TIMEOUT: 'does not answer in time',
  CONNECTION_CLOSED: 'broke off the connection',
  '28P01': 'does not accept the password',
  '28000': 'does not accept the user',
  '3D000': 'does not exist',
  '57P03': 'is still starting',
};

/** The database's own word for a fault, as a sentence where it is one that a person can do something about. */
export const explained = (error: unknown, url: string): unknown => {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return error;
  const { host, pathname } = new URL(url);
  const reason = reasons[code];
  if (reason !== undefined) {
    return new RefusedError(
      `The database ${pathname.slice(1)} at ${host} ${reason}. Is the ledger running? Start it with npm start, or set DATABASE_URL.`,
      1,
      { cause: error },
    );
  }
  if (code === '42P01' || code === '3F000' || code === '42883') {
    return new RefusedError(
      `The database ${pathname.slice(1)} at ${host} holds no ledger of this version: run npm start to prepare it.`,
      1,
      { cause: error },
    );
  }
  return error;
};

export interface CouncilHead {
  readonly key: string;
  readonly head: number;
}
type CouncilEvents = readonly Recorded<'CouncilRegistered'>[];

export interface KnownCouncil extends CouncilHead {
  /** What is known of it now; `null` where the log does not begin with it. */
  readonly registered: Council['registered'];
}

/** The key and last position of every council, in the order of their keys: no event is read. */
export const readHeads = async (sql: Sql): Promise<CouncilHead[]> => sql<CouncilHead[]>`
  select tenant as key, head from ledger.heads()`;

/** Every council of this instance with its registration, in the order of their keys. */
export const readCouncils = async (sql: Sql): Promise<KnownCouncil[]> => {
  const heads = await readHeads(sql);
  const tenants = heads.map(({ key }) => key);
  return withTenants(sql, tenants, async (tx) =>
    Promise.all(
      heads.map(async ({ key, head }) => {
        const first = await readEvent(tx, key, 1);
        const events = first === null ? [] : await readStreams(tx, key, [first.stream]);
        return { key, head, registered: fold(council, events as CouncilEvents).registered };
      }),
    ),
  );
};

export const nameOf = ({ registered }: KnownCouncil): string => textOf(registered?.name) ?? '';

/** The council with this key; otherwise a sentence that names those that there are. */
export const requireCouncil = async (sql: Sql, key: string): Promise<CouncilHead> => {
  const councils = await readHeads(sql);
  const found = councils.find((each) => each.key === key);
  if (found !== undefined) return found;
  const known = councils.map((each) => each.key).join(', ');
  throw new RefusedError(
    known === ''
      ? `There is no council "${key}", nor any other yet: add it with council add.`
      : `There is no council "${key}". There are: ${known}.`,
  );
};
