/**
 * Writes that wait at the same moment go together, in one round trip and one flush. Nobody waits in order to be grouped,
 * unless for what nobody waits: a lone one goes at once, and what comes while writes are under way goes together after them.
 */

const FLIGHTS_MAX = 2;
const ITEMS_PER_FLIGHT_MAX = 200;

interface Waiting<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Whether the database refused something it was sent; otherwise it was lost or busy, and the outcome unknown. */
export const isRefusal = (error: unknown): boolean =>
  /^(2[0-9]|42|54|LG)/.test((error as { code?: string }).code ?? '');

/**
 * From what writes several to what writes one of them, and answers once it is written. With `lingerMs` a write waits as
 * long for others to go with it.
 */
export const inGroups = <Item>(
  write: (items: readonly Item[]) => Promise<void>,
  lingerMs = 0,
): ((item: Item) => Promise<void>) => {
  const waiting: Waiting<Item>[] = [];
  let flights = 0;
  let lingering: NodeJS.Timeout | null = null;

  const settle = async (flight: readonly Waiting<Item>[]): Promise<void> => {
    try {
      await write(flight.map(({ item }) => item));
      for (const { resolve } of flight) resolve();
    } catch (error) {
      // One that cannot be stored is to fail alone.
      if (flight.length > 1 && isRefusal(error))
        await Promise.all(flight.map(async (each) => settle([each])));
      else for (const { reject } of flight) reject(error);
    }
  };
  const depart = (): void => {
    while (flights < FLIGHTS_MAX && waiting.length > 0) {
      flights += 1;
      void settle(waiting.splice(0, ITEMS_PER_FLIGHT_MAX)).finally(() => {
        flights -= 1;
        depart();
      });
    }
  };
  const departInTime = (): void => {
    if (lingerMs === 0) depart();
    else
      lingering ??= setTimeout(() => {
        lingering = null;
        depart();
      }, lingerMs);
  };
  return async (item) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      departInTime();
    });
};
