/** What every bench is given. */
import type { BenchServer } from './server.js';

export interface Settings {
  /** Rounds that count; one more goes before them to warm up. */
  readonly rounds: number;
  /** How long each contestant runs in a round. */
  readonly secondsEach: number;
}

/** One question, asked of the ledger and of its peers in turn; prints a table. */
export type Bench = (server: BenchServer, settings: Settings) => Promise<void>;
