/** What everything that goes on in the workers works with. */
import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import type { Faults } from './faults.js';

export interface Workshop {
  readonly sql: Sql;
  readonly logger: Logger;
  readonly faults: Faults;
}
