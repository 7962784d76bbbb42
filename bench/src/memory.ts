/** What this process takes in memory while it does a worker's work. */

const MEBIBYTE = 2 ** 20;
const LOOK_MS = 20;

/** The highest resident memory, in MiB, while something is done. */
export const watchMemory = async (work: () => Promise<void>): Promise<number> => {
  let highest = process.memoryUsage().rss;
  const timer = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), LOOK_MS);
  await work();
  clearInterval(timer);
  return highest / MEBIBYTE;
};
