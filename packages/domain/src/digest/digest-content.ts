/**
 * WHAT A DIGEST SAYS, as data: mail, GraphQL and the command line show the same. Each action stands in one list, the first
 * of those it belongs to, so that the totals of the lists add up to the actions told of.
 */
import type { DigestKind } from './digest-kind.js';
import type { EscalationStep } from './escalation-step.js';

/** The lists of a digest, in the order of what matters. */
export const digestListNames = [
  'overdue',
  'returned',
  'awaiting-verification',
  'due-soon',
  'owner-left',
  'no-date',
  'stale',
] as const;
export type DigestListName = (typeof digestListNames)[number];

/** The most actions that one list of a digest names; `total` counts all, and a link leads to them. */
export const DIGEST_LISTED_MAX = 50;

/** Days as the calendar counts them, and those of them on which the council works. */
export interface DayCount {
  readonly days: number;
  readonly workingDays: number;
}

/** By what somebody is told of an action. */
export type DigestBasis =
  'owner' | 'support' | 'monitor' | 'cover' | 'holder' | 'mapped' | 'lead' | 'sponsor' | 'member' | 'adviser';
/** Why it is told to somebody else than its owner: nobody stands behind the words of the plan, or it was escalated. */
export type DigestBecause = 'owner-blank' | 'owner-left' | 'owner-unmapped' | 'escalated';

/** Why a recipient is told of an action. */
export interface DigestWhy {
  readonly basis: DigestBasis;
  /** The role, team, body, organisation, workstream or person by which it comes to them, where one is named. */
  readonly through: string | null;
  readonly because: DigestBecause | null;
}

export interface DigestItem {
  readonly actionId: string;
  readonly planId: string;
  readonly planTitle: string | null;
  readonly reference: string;
  /** `null`: it was erased. */
  readonly title: string | null;
  readonly due: {
    /** The last day that counts now, and the first one planned, where there are such days. */
    readonly lastDay: string | null;
    readonly originalLastDay: string | null;
    /** How often it was moved. */
    readonly moved: number;
  };
  /** Where it is overdue: since the date that counts and, where that moved, since the original one. */
  readonly overdue: { readonly current: DayCount; readonly original: DayCount | null } | null;
  /** Where it is due soon. */
  readonly dueIn: DayCount | null;
  /** The day of the last update, and calendar days since; `null` where nothing was ever reported. */
  readonly lastUpdate: { readonly on: string; readonly daysAgo: number } | null;
  /** The highest step of its plan's ladder that it has come to. */
  readonly escalation: EscalationStep | null;
  /** The other lists that it would stand in. */
  readonly also: readonly DigestListName[];
  readonly why: DigestWhy;
  /** The latest narrative, only where the schedule sends words besides titles. */
  readonly narrative: string | null;
  /** The page of the website that shows it, as the parts of its path. */
  readonly link: readonly string[];
}

export interface DigestList {
  readonly name: DigestListName;
  readonly items: readonly DigestItem[];
  /** How many there are, of which `items` names at most `DIGEST_LISTED_MAX`. */
  readonly total: number;
  /** The page of the website that shows all of them. */
  readonly link: readonly string[];
}

export interface DigestMeeting {
  readonly meetingId: string;
  readonly body: string | null;
  readonly on: string;
}

export interface DigestContent {
  readonly kind: DigestKind;
  /** The period of which there is at most one digest of a kind for a recipient. */
  readonly period: string;
  /** The instant for which it was made, and the day in London with which due dates are compared. */
  readonly at: string;
  readonly on: string;
  readonly council: { readonly key: string; readonly name: string | null };
  readonly recipient: { readonly personId: string; readonly name: string | null };
  /** A statutory notice, which nobody can switch off. */
  readonly isStatutory: boolean;
  /** Before a board meeting. */
  readonly meeting: DigestMeeting | null;
  /** Those that are not empty, in the order of what matters. */
  readonly lists: readonly DigestList[];
  /** The sum of the totals. */
  readonly total: number;
  /** Up to which the ledger was read and, where the council signs checkpoints, the fingerprint of the latest. */
  readonly footer: { readonly position: number; readonly checkpoint: string | null };
}

/** Why a recipient is sent nothing. */
export const digestRefusals = {
  'nothing-to-say': 'There was nothing to say.',
  'no-schedule': 'The council sends no digest of this kind.',
  'not-due': 'No digest of this kind was due on that day.',
  'not-a-recipient': 'Nothing of this kind is sent to this person: no action comes to them.',
  'has-left': 'This person has left: what came to them goes to the operational lead, then the sponsor.',
  'switched-off': 'They have switched digests of this kind off.',
  'other-day': 'They want digests on other days.',
  'no-address': 'No address of theirs is known.',
  'address-failing': 'Mail to their address came back for good; it needs another address.',
  complained: 'They marked a digest as unwanted.',
} as const;
export type DigestRefusal = keyof typeof digestRefusals;

/** What is to be sent to somebody, or why nothing is. */
export type DigestDecision =
  | { readonly content: DigestContent; readonly address: string; readonly refusal?: never }
  | { readonly refusal: DigestRefusal; readonly content?: never; readonly address?: never };
