/** An entry of a council's access log, for tests. */
import { v7 } from 'uuid';
import type { LogEntry } from '../access-log.js';

export const entryOf = (tenant: string, change: Partial<LogEntry> = {}): LogEntry => ({
  id: v7(),
  tenant,
  principal: v7(),
  kind: 'person',
  role: 'adviser',
  grantId: v7(),
  roots: ['action'],
  fields: ['Action.history'],
  records: [`Action:${v7()}`],
  client: 'token',
  issuer: null,
  clientId: null,
  userAgent: 'A browser',
  address: '192.0.2.7',
  requestId: v7(),
  correlation: v7(),
  ...change,
});
