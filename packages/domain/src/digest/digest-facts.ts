/** WHAT A DIGEST IS MADE OF: all that is known of a council at an instant, read once for all of its recipients. */
import type { DueState } from '../overdue.js';
import type { OwnerKind, OwnerPart } from '../owner.js';
import type { DigestKind } from './digest-kind.js';
import type { DigestSchedule, PlannedMeeting } from './digest-schedule.js';
import type { EscalationStep } from './escalation-step.js';
import type { Ladder } from './ladder.js';
import type { ClosureDays } from './working-days.js';

/** An owner as a plan names them, with the words opened. */
export interface NamedOwner {
  readonly kind: OwnerKind;
  readonly part: OwnerPart;
  readonly personId: string | null;
  /** `null`: it was erased. */
  readonly name: string | null;
}

export interface DigestAction {
  readonly actionId: string;
  readonly planId: string;
  readonly workstreamId: string;
  readonly reference: string;
  readonly title: string | null;
  readonly owners: readonly NamedOwner[];
  /** Who stands in for whom on the day. */
  readonly covers: readonly { readonly covers: NamedOwner; readonly by: NamedOwner }[];
  /** How it stands to the date that counts and, where that moved, to the original one. */
  readonly state: DueState;
  readonly originalState: DueState | null;
  readonly dueChanges: number;
  readonly claimedBy: string | null;
  /** Whether its claim was sent back, or it was opened again, and it was not claimed since. */
  readonly isReturned: boolean;
  /** The day from which it is part of the plan, and the day of the last update. */
  readonly addedOn: string;
  readonly updatedOn: string | null;
  readonly narrative: string | null;
  /** The day from which it has stood so: when its date, its being open or being part of the plan was last recorded. */
  readonly standsFrom: string;
  /** The steps of its plan's ladder that were recorded since. */
  readonly escalated: readonly EscalationStep[];
}

/** Somebody to whom digests may be sent. */
export interface DigestPerson {
  readonly personId: string;
  readonly name: string | null;
  readonly hasLeft: boolean;
  readonly address: string | null;
  /** Mail to the address came back for good. */
  readonly isFailing: boolean;
  readonly hasComplained: boolean;
  /** The kinds that they switched off, and the days of the week on which they want digests; `null`: the council's. */
  readonly off: readonly DigestKind[];
  readonly days: readonly number[] | null;
}

export interface DigestOffice {
  readonly officeId: string;
  readonly kind: 'role' | 'team' | 'body';
  readonly name: string | null;
  readonly holders: readonly string[];
}

/** To whom an owner's words lead, where the council said so. */
export interface OwnerMapping {
  readonly kind: OwnerKind;
  readonly name: string | null;
  readonly personIds: readonly string[];
  readonly officeId: string | null;
}

export interface DigestWorkstream {
  readonly workstreamId: string;
  readonly reference: string;
  readonly leads: readonly NamedOwner[];
  /** Those who support a sponsor come after them. */
  readonly sponsors: readonly NamedOwner[];
}

export interface DigestFacts {
  readonly council: { readonly key: string; readonly name: string | null };
  /** The instant for which it was read, its day in London, and the position up to which the ledger was read. */
  readonly at: string;
  readonly on: string;
  readonly position: number;
  readonly checkpoint: string | null;
  readonly schedules: readonly DigestSchedule[];
  readonly closures: ClosureDays;
  readonly mappings: readonly OwnerMapping[];
  readonly meetings: readonly PlannedMeeting[];
  /** Those that are neither withdrawn nor complete, each once. */
  readonly actions: readonly DigestAction[];
  /** Titles of plans, by id. */
  readonly plans: Readonly<Record<string, string | null>>;
  readonly workstreams: readonly DigestWorkstream[];
  readonly offices: readonly DigestOffice[];
  readonly people: readonly DigestPerson[];
  /** The ladders of plans, by their ids. */
  readonly ladders: Readonly<Record<string, Ladder>>;
  /** The people who have access as the adviser. */
  readonly advisers: readonly string[];
  /** The id that stands for a human, of those that were merged into another. */
  readonly merged: Readonly<Record<string, string>>;
}
