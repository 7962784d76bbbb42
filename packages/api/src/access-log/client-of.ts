/** By which program and from where somebody asks. */
import type { LoggedClient } from '@improvement-ledger/event-store';
import type { ApiContext } from '../context.js';

const LENGTH_MAX = 200;
const ADDRESS_LENGTH_MAX = 64;

/** What others made up is kept as far as a database can hold it. */
const kept = (text: string | null, length = LENGTH_MAX): string | null =>
  text === null ? null : text.slice(0, length).replaceAll('\0', '').toWellFormed();

export const clientOf = ({
  caller: { signedIn },
  request: { userAgent, address },
}: Pick<ApiContext, 'caller' | 'request'>): LoggedClient => ({
  client: signedIn.by,
  issuer: kept(signedIn.issuer),
  clientId: kept(signedIn.clientId),
  userAgent: kept(userAgent),
  address: kept(address, ADDRESS_LENGTH_MAX),
});
