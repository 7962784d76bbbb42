/**
 * The one skeleton of every integrity signal: a key, the rule in words, its parameters, and how it is found. A new one is a
 * file and a line in `list.ts`. What is found stands on what happened; nobody deletes it, it is answered.
 */
import type { At } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import type { MeetingRow } from '../boards.js';
import type { PlanRow } from '../plan-register.js';
import type { DueRow } from '../overdue-actions.js';
import type { SignalSubject } from './subjects.js';

/** A number that a rule depends on, as every plan may set it. */
interface SignalParameter {
  readonly meaning: string;
  readonly value: number;
}

/** All that rules look at, each read once for all signals of a plan at a point. */
interface SignalScope {
  readonly tx: Tx;
  readonly tenant: string;
  readonly plan: PlanRow;
  readonly at: At;
  /** The day, and the instant, about which one asks. */
  readonly on: string;
  readonly now: string;
  /** The actions on the plan. */
  readonly subjects: readonly SignalSubject[];
  /** Meetings that were not cancelled, in the order in which they are or were. */
  readonly meetings: readonly MeetingRow[];
  readonly overdue: readonly DueRow[];
}

/** That a signal stands. */
export interface SignalFound {
  readonly actionId: string;
  /** From which day it stands. */
  readonly since: string;
  /** The events that triggered it, the one that names the occurrence first. */
  readonly positions: readonly number[];
}

export interface IntegritySignal {
  readonly key: string;
  /** The rule, in a sentence that anybody may check. */
  readonly rule: string;
  readonly parameters: Readonly<Record<string, SignalParameter>>;
  readonly find: (
    scope: SignalScope,
    parameters: Readonly<Record<string, number>>,
  ) => readonly SignalFound[] | Promise<readonly SignalFound[]>;
}
