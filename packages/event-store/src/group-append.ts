/**
 * Group append: commands of one council that wait at the same moment share one transaction, and so one flush
 * to disk. Each still gets its own answer, and one that fails takes no other with it. Nobody waits in order to
 * be grouped: a lone command goes as soon as the work at hand is done, and what arrives while it is under way goes
 * together after it.
 */
import { appended, inSpan } from '@improvement-ledger/telemetry';
import type { Sql } from 'postgres';
import type { AppendAnswer, AppendRequest } from './append.js';
import { appendAll } from './append.js';
import { isRefusal } from './in-groups.js';

/** How many transactions of one council may be under way from this process: one holds the head, one is on its way. */
const FLIGHTS_MAX = 2;
/** How many events one transaction may carry; a larger command goes alone. */
const EVENTS_PER_FLIGHT_MAX = 400;
const BYTES_PER_FLIGHT_MAX = 8 * 1024 * 1024;

interface Waiting {
  readonly request: AppendRequest;
  readonly bytes: number;
  readonly resolve: (answer: AppendAnswer) => void;
  readonly reject: (error: unknown) => void;
}

interface Queue {
  flights: number;
  /** It is to depart once those who were answered at this moment have asked anew. */
  departing: boolean;
  readonly waiting: Waiting[];
}

/** One queue per connection pool and council; an idle one is forgotten. */
const queues = new WeakMap<Sql, Map<string, Queue>>();

const queueOf = (sql: Sql, tenant: string): Queue => {
  const ofPool = queues.get(sql) ?? new Map<string, Queue>();
  queues.set(sql, ofPool);
  const queue = ofPool.get(tenant) ?? { flights: 0, departing: false, waiting: [] };
  ofPool.set(tenant, queue);
  return queue;
};

const bytesOf = ({ events, seals }: AppendRequest): number =>
  events.reduce((sum, { body }) => sum + body.length, 0) +
  seals.reduce((sum, { value }) => sum + JSON.stringify(value).length, 0);

/** Takes from the queue what fits one transaction: at least one command. */
const takeFlight = (waiting: Waiting[]): Waiting[] => {
  let events = 0;
  let bytes = 0;
  const fits = waiting.findIndex((each) => {
    events += each.request.events.length;
    bytes += each.bytes;
    return events > EVENTS_PER_FLIGHT_MAX || bytes > BYTES_PER_FLIGHT_MAX;
  });
  return waiting.splice(0, fits < 0 ? waiting.length : Math.max(1, fits));
};

/**
 * All together; where the database refuses that, in the way of those that something stands in the way of, each apart; and
 * where one cannot even be read there, one after the other. So each that fails does so alone, and as itself.
 */
const answersTo = async (
  sql: Sql,
  tenant: string,
  requests: readonly AppendRequest[],
): Promise<AppendAnswer[]> => {
  for (const apart of [false, true]) {
    try {
      return await appendAll(sql, [tenant], tenant, requests, apart);
    } catch (error) {
      if (!isRefusal(error) || (apart && requests.length === 1)) throw error;
    }
  }
  const answers: AppendAnswer[] = [];
  for (const request of requests) answers.push(await answerToOne(sql, tenant, request));
  return answers;
};

const answerToOne = async (sql: Sql, tenant: string, request: AppendRequest): Promise<AppendAnswer> => {
  try {
    const [answer] = await answersTo(sql, tenant, [request]);
    return answer as AppendAnswer;
  } catch (error) {
    // Those before it are recorded by now: also a database that is gone since fails this one and those after it alone.
    const { code = '', message = '' } = error as { code?: string; message?: string };
    return { outcome: 'failed', sqlstate: code, message };
  }
};

const fly = async (sql: Sql, tenant: string, flight: readonly Waiting[]): Promise<void> => {
  const begun = performance.now();
  try {
    const requests = flight.map(({ request }) => request);
    const answers = await answersTo(sql, tenant, requests);
    appended.tell(() => ({ commands: flight.length, durationMs: performance.now() - begun }));
    answers.forEach((answer, index) => flight[index]?.resolve(answer));
  } catch (error) {
    // The transaction failed as a whole, so nothing of it is recorded.
    for (const { reject } of flight) reject(error);
  }
};

const depart = (sql: Sql, tenant: string, queue: Queue): void => {
  while (queue.flights < FLIGHTS_MAX && queue.waiting.length > 0) {
    queue.flights += 1;
    void fly(sql, tenant, takeFlight(queue.waiting)).finally(() => {
      queue.flights -= 1;
      departSoon(sql, tenant, queue);
    });
  }
  if (queue.flights === 0) queues.get(sql)?.delete(tenant);
};

/**
 * Departs when all that was to be done at this moment has been done. Whoever hears of one flight asks for the next
 * within it; without this the first of a hundred would go alone, and the others wait for it.
 */
const departSoon = (sql: Sql, tenant: string, queue: Queue): void => {
  if (queue.departing) return;
  queue.departing = true;
  process.nextTick(() => {
    queue.departing = false;
    depart(sql, tenant, queue);
  });
};

/** Appends within the caller's grants, together with what else waits for the same council. */
export const append = async (
  sql: Sql,
  grants: readonly string[],
  tenant: string,
  request: AppendRequest,
): Promise<AppendAnswer> =>
  inSpan('append', { attributes: { 'ledger.council': tenant } }, async (span) => {
    const answer = await takeTurn(sql, grants, tenant, request);
    span.setAttribute('ledger.outcome', answer.outcome);
    if ('firstPosition' in answer && answer.firstPosition !== null) {
      span.setAttributes({ 'ledger.position': answer.firstPosition, 'ledger.events': answer.count });
    }
    return answer;
  });

const takeTurn = async (
  sql: Sql,
  grants: readonly string[],
  tenant: string,
  request: AppendRequest,
): Promise<AppendAnswer> => {
  // Without a grant the command goes alone, for the database to refuse.
  if (!grants.includes(tenant)) {
    const [answer] = await appendAll(sql, grants, tenant, [request], true);
    return answer as AppendAnswer;
  }
  return new Promise<AppendAnswer>((resolve, reject) => {
    const queue = queueOf(sql, tenant);
    queue.waiting.push({ request, bytes: bytesOf(request), resolve, reject });
    departSoon(sql, tenant, queue);
  });
};
