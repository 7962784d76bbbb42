/** One thing that an import records: its commands, and how to speak of it. */
import type { Step } from '@improvement-ledger/event-store';
import type { NewPerson } from '../new-person.js';

export interface ImportStep {
  readonly what: 'plan' | 'vocabulary' | 'workstream' | 'commitment' | 'action' | 'status' | 'owners' | 'due';
  /** The row of the document; for what stands on many rows, the first of them. */
  readonly row: number;
  readonly step: Step;
  /** People it names that the ledger may not know yet; registered with the first step that needs them. */
  readonly people: readonly NewPerson[];
  /** The same for the same thing of the same document, or `null` where comparison has shown that it is new. */
  readonly key: string | null;
  readonly reason: string | null;
  /** From when it holds, where that is not from when the edition does. */
  readonly effectiveAt?: string;
  /** What will be recorded, for a person to read. */
  readonly line: string;
}

export interface Remark {
  readonly severity: 'fatal' | 'refused' | 'note';
  readonly row: number | null;
  readonly column: string | null;
  readonly message: string;
}

/** All that an import comes to, before any of it is recorded. */
export interface PlannedImport {
  readonly planId: string;
  /** The person in whose name it is recorded. */
  readonly onBehalfOf: string | null;
  readonly steps: readonly ImportStep[];
  readonly remarks: readonly Remark[];
}
