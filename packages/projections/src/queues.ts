/**
 * THE LIST of queues, with the bounds of each. A queue holds hints: whatever is lost with it is found again in Postgres,
 * so that a job that failed delays something, and loses nothing.
 */

export interface QueueKind {
  readonly name: string;
  /** What its jobs do, in words. */
  readonly does: string;
  /** How often a job is tried, with pauses that double, and how many of those that failed are kept to be looked at. */
  readonly job: {
    readonly attempts: number;
    readonly backoff: { readonly type: 'exponential'; readonly delay: number };
    readonly removeOnComplete: true;
    readonly removeOnFail: number;
  };
  readonly worker: {
    readonly concurrency: number;
    /** A worker that is at a job says so twice in this time; after it, the job counts as stalled. */
    readonly lockDuration: number;
    /** How often the others look for stalled jobs, and take them over. */
    readonly stalledInterval: number;
    /** So often a job is taken over; then it has failed. One that ends every worker at it must not go on for ever. */
    readonly maxStalledCount: number;
  };
}

export const hintQueue: QueueKind = {
  name: 'project',
  does: "brings a council's read models up to date",
  job: {
    attempts: 5,
    backoff: { type: 'exponential', delay: 200 },
    removeOnComplete: true,
    removeOnFail: 100,
  },
  worker: { concurrency: 4, lockDuration: 30_000, stalledInterval: 30_000, maxStalledCount: 3 },
};

/** Its jobs are made by schedulers: each says that the time of day of some council's digests has come. */
export const digestQueue: QueueKind = {
  name: 'digest',
  does: 'looks which digests have come due',
  job: {
    attempts: 3,
    backoff: { type: 'exponential', delay: 1_000 },
    removeOnComplete: true,
    removeOnFail: 100,
  },
  worker: { concurrency: 1, lockDuration: 60_000, stalledInterval: 30_000, maxStalledCount: 3 },
};

export const queues: readonly QueueKind[] = [hintQueue, digestQueue];
