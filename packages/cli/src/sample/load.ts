/** Loads the sample council by giving its people's commands, one after the other, at the times in the script. */
import type { Actor, Circumstances } from '@improvement-ledger/domain';
import { connect, execute, withTenants } from '@improvement-ledger/event-store';
import type { Sql } from '../ledger.js';
import { personIdOf, sampleId } from './identity.js';
import { northmere } from './northmere.js';
import { planText } from './opening.js';
import { people } from './people.js';
import { script } from './script.js';
import type { PersonKey } from './structure.js';
import type { PlacedOrder } from './timeline.js';

const { key: tenant } = northmere;

/** Adds the sample council where it is missing, completes it where loading broke off, and else does nothing. */
export const loadSampleCouncil = async ({
  appUrl,
  onLine,
}: {
  readonly appUrl: string;
  readonly onLine: (line: string) => void;
}): Promise<void> => {
  const sql = connect(appUrl, { max: 2 });
  try {
    if (await wasCompleted(sql)) return;
    onLine(`Loading the sample council, ${northmere.name} ...`);
    const began = performance.now();
    let events = 0;
    for (const order of script()) {
      const recorded = await carryOut(sql, order);
      if (recorded === null) {
        onLine(`${northmere.name} was loaded by another version and is left as it is.`);
        return;
      }
      events += recorded;
    }
    await complete(sql);
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    onLine(`${northmere.name}: ${events} events recorded in ${seconds} s.`);
  } finally {
    await sql.end({ timeout: 2 });
  }
};

const actorOf = (key: PersonKey): Actor => ({ kind: 'person', id: personIdOf(key), role: people[key].role });

const keyOf = ({ number, what }: PlacedOrder): string => `sample:${number}:${what}`;

/** A command without events, given once all others were: it tells at the next start that nothing is left to do. */
const COMPLETION = { key: 'sample:complete', by: 'programme' } as const;

const wasCompleted = async (sql: Sql): Promise<boolean> =>
  withTenants(sql, [tenant], async (tx) => {
    const rows = await tx`
      select from ledger.commands where tenant = ${tenant}
         and principal = ${personIdOf(COMPLETION.by)} and idempotency_key = ${COMPLETION.key}`;
    return rows.length > 0;
  });

const complete = async (sql: Sql): Promise<void> => {
  const { key, by } = COMPLETION;
  await execute(sql, {
    tenant,
    grants: [tenant],
    steps: [],
    circumstances: circumstancesOf({ by, at: northmere.inForceFrom }),
    idempotency: { key, request: key },
  });
};

/** The number of events recorded now, or `null` where the ledger holds something else in this place. */
const carryOut = async (sql: Sql, order: PlacedOrder): Promise<number | null> => {
  const { refusal, receipt } = await execute(sql, {
    tenant,
    grants: [tenant],
    steps: order.steps,
    circumstances: circumstancesOf(order),
    idempotency: { key: keyOf(order), request: { number: order.number, what: order.what, at: order.at } },
    recordedAt: order.at,
  });
  if (refusal !== undefined) {
    if (foreign.has(refusal.code)) return null;
    throw new Error(`The sample council's entry ${keyOf(order)} was refused: ${refusal.message}`);
  }
  if (receipt.positions[0] !== order.firstPosition) {
    throw new Error(
      `The sample council's entry ${keyOf(order)} stands at ${receipt.positions[0] ?? 'no position'}, not at ${order.firstPosition}.`,
    );
  }
  return receipt.repeated ? 0 : receipt.positions.length;
};

/** Refusals that show a council of this key that this script has not made. */
const foreign: ReadonlySet<string> = new Set([
  'idempotency-key-reused',
  'recorded-at-not-allowed',
  'council-exists',
]);

const circumstancesOf = ({
  by,
  at,
  reason,
  effectiveAt,
}: Pick<PlacedOrder, 'by' | 'at' | 'reason' | 'effectiveAt'>): Omit<Circumstances, 'effectiveAt'> & {
  readonly effectiveAt?: string;
} => ({
  actor: actorOf(by),
  onBehalfOf: null,
  reason: reason === undefined ? null : planText(reason),
  source: { channel: 'sample', document: null, row: null },
  correlation: sampleId(`month/${at.slice(0, 7)}`),
  causation: null,
  ...(effectiveAt === undefined ? {} : { effectiveAt }),
});
