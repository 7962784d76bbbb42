/** What every resolver works with: who is calling, the database within the caller's grants, and the queue of hints. */
import { createHash } from 'node:crypto';
import type { Role } from '@improvement-ledger/domain';
import { roles } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { withTenants } from '@improvement-ledger/event-store';
import type { CountedQueue, Hint } from '@improvement-ledger/projections';
import type { Sql } from 'postgres';
import { apiError } from './errors.js';
import type { RequestRecord } from './request-record.js';

export interface Caller {
  readonly principal: string;
  readonly kind: 'person' | 'service' | 'worker';
  readonly role: Role;
  readonly name: string;
  /** The keys of the councils that the caller's grants open now. */
  readonly councils: readonly string[];
}

export interface ApiContext {
  readonly caller: Caller;
  readonly sql: Sql;
  readonly request: RequestRecord;
  /** The queues of jobs, for how many wait in them. */
  readonly queues: readonly CountedQueue[];
  /** How long a query waits for a position that it was told of. */
  readonly waitMsMax: number;
  /** Reads at one moment of the log, limited to the caller's councils. */
  read<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** Tells the workers of news; a hint that cannot be given is made up for by the sweeper. */
  hint(hint: Hint): void;
}

/** The name of a scheme is the same in any letters (RFC 9110); a token is not. */
const tokenPattern = /^bearer ([a-z0-9._~+/=-]{16,500})$/i;

/** The caller that a bearer token stands for. Throws `UNAUTHENTICATED`, without saying why, for any other. */
export const authenticate = async (sql: Sql, authorization: string | undefined): Promise<Caller> => {
  const token = tokenPattern.exec(authorization ?? '')?.[1];
  if (token === undefined) throw unauthenticated();
  const hash = createHash('sha256').update(token).digest();
  const [row] = await sql<
    { principal: string; kind: Caller['kind']; role: string; name: string; tenants: string[] }[]
  >`
    select principal, kind, role, name, tenants from access.authenticate(${hash})`;
  const role = roles.find((each) => each === row?.role);
  if (row === undefined || role === undefined) throw unauthenticated();
  return { principal: row.principal, kind: row.kind, role, name: row.name, councils: row.tenants };
};

const unauthenticated = () =>
  apiError('UNAUTHENTICATED', 'Send a valid access token: the header "Authorization: Bearer <token>".');

export const contextFor = (
  shared: Pick<ApiContext, 'sql' | 'request' | 'queues' | 'hint' | 'waitMsMax'>,
  caller: Caller,
): ApiContext => ({
  ...shared,
  caller,
  read: async (work) => withTenants(shared.sql, caller.councils, work),
});
