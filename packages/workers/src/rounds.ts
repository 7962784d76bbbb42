/** The same work again and again, with a pause after each round, until it is stopped. */

export interface Rounds {
  /** Lets the round that is under way come to its end. */
  stop(): Promise<void>;
}

/** A round that fails is told of, and the next one comes all the same. */
export const startRounds = (
  intervalMs: number,
  round: (isStopped: () => boolean) => Promise<void>,
  onError: (error: unknown) => void,
): Rounds => {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay = Promise.resolve();
  const begin = (): void => {
    if (stopped) return;
    underWay = round(() => stopped)
      .catch(onError)
      .finally(() => {
        timer = setTimeout(begin, intervalMs);
      });
  };
  begin();
  return {
    stop: async () => {
      stopped = true;
      await underWay;
      clearTimeout(timer);
    },
  };
};
