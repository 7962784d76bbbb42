/** The alarm: tells the operator, by webhook, of each read model that stopped before an event it cannot apply. */
import type { EffectKind } from '@improvement-ledger/event-store';
import { planEffects } from '@improvement-ledger/event-store';
import type { ProjectionStatus } from '@improvement-ledger/projections';
import { councilsParked, projectionStatus } from '@improvement-ledger/projections';
import type { Sql } from 'postgres';
import { z } from 'zod';
import type { Carrier } from './carry-out.js';
import type { Receiver } from './webhook.js';
import { postWebhook } from './webhook.js';

const RETRY_DELAY_MS_MIN = 5_000;
const RETRY_DELAY_MS_MAX = 3_600_000;

/** 5 s, 15 s, 45 s, ... and at last each hour: given up after half a day. */
export const alarm: EffectKind = {
  name: 'alarm',
  delivery: 'at-least-once',
  attemptsMax: 18,
  retryDelayMs: (attempt) => Math.min(RETRY_DELAY_MS_MIN * 3 ** (attempt - 1), RETRY_DELAY_MS_MAX),
  leaseMs: 60_000,
};

/** What is told: it is frozen with the plan, so that every attempt tells the same. */
const payload = z.object({
  readModel: z.string(),
  version: z.number(),
  /** The event that could not be applied. */
  position: z.number(),
  reason: z.string(),
  parkedAt: z.string(),
});
type Payload = z.infer<typeof payload>;

const parkedOf = ({ projection, version, parked }: ProjectionStatus): Payload[] =>
  parked === null
    ? []
    : [
        {
          readModel: projection,
          version,
          position: parked.position,
          reason: parked.reason,
          parkedAt: parked.at,
        },
      ];

/** One alarm each time that a read model is parked, however often it is tried again meanwhile. */
const keyOf = ({ readModel, version, position, parkedAt }: Payload): string =>
  `${readModel}/v${version}/${position}/${parkedAt}`;

const nameOf = ({ tenant, key }: { readonly tenant: string; readonly key: string }): string =>
  `${tenant}/${key}`;

/** `effects` is the connection that may plan; `readModels` sees how far they are. */
export const alarmCarrier = (effects: Sql, readModels: Sql, receiver: Receiver): Carrier => {
  /** What this worker has planned and is still parked: the table knows as well, but need not be asked each second. */
  let known = new Set<string>();
  const plan = async (): Promise<void> => {
    const statuses = await projectionStatus(readModels, await councilsParked(readModels));
    const parked = statuses.flatMap((status) =>
      parkedOf(status).map((each) => ({ tenant: status.tenant, key: keyOf(each), payload: each })),
    );
    for (const each of parked.filter((one) => !known.has(nameOf(one)))) {
      await planEffects(effects, alarm, each.tenant, [each]);
    }
    known = new Set(parked.map(nameOf));
  };
  return { kind: alarm, plan, prepare: prepareWith(readModels, receiver) };
};

const prepareWith =
  (readModels: Sql, receiver: Receiver): Carrier['prepare'] =>
  async ({ id, tenant, key, payload: planned }) => {
    const status = await projectionStatus(readModels, [tenant]);
    if (!status.flatMap(parkedOf).some((each) => keyOf(each) === key)) {
      return { suppress: 'The read model went on before the alarm was posted.' };
    }
    const { readModel, ...told } = payload.parse(planned);
    return {
      handOver: async () =>
        postWebhook(receiver, {
          id,
          type: 'improvement-ledger.read-model.parked',
          source: `/councils/${tenant}`,
          subject: readModel,
          time: told.parkedAt,
          data: { council: tenant, readModel, ...told },
        }),
    };
  };
