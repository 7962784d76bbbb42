/** What the script must remember of an action in order to go on: the deciders know the rest. */
import { lastDayOf } from '@improvement-ledger/domain';
import type { PlacedAction } from './opening.js';
import { meaningOf } from './opening.js';
import type { Rating } from './northmere.js';
import type { PersonKey, SampleAction } from './structure.js';
import type { SampleStep } from './timeline.js';

/** How an action fares, unless boards.ts says more. `quiet`: reported in words and never rated. */
export type Fate = 'early' | 'steady' | 'slow' | 'stalled' | 'quiet';

export interface Report {
  readonly step: SampleStep;
  readonly rating: Rating | undefined;
  readonly words: string;
  readonly effectiveAt: string | undefined;
}

export class TrackedAction {
  owners: SampleAction['owners'];
  /** The day that it is due, or `null` where no date says so. */
  dueOn: string | null;
  completion: 'open' | 'claimed' | 'verified' = 'open';
  claimedBy: PersonKey | null = null;
  /** The last claim that it is complete. */
  claim: SampleStep | null = null;
  /** The last report that stands. */
  report: Report | null = null;
  stage = 0;
  slips = 0;

  constructor(
    readonly placed: PlacedAction,
    readonly fate: Fate,
    /** The number of boards that it will take. */
    public boardsNeeded: number,
  ) {
    this.owners = placed.action.owners;
    this.dueOn = lastDayOf(meaningOf(placed.action.due));
  }

  get reference(): string {
    return this.placed.reference;
  }

  /** The first owner who is a person. */
  get lead(): PersonKey | null {
    return this.owners.find((owner): owner is PersonKey => typeof owner === 'string') ?? null;
  }
}
