/** The job: bring every read model of one council up to the head of its log. */
import type { Hint, WhenBusy } from '@improvement-ledger/projections';
import { generationsIn, keepUp } from '@improvement-ledger/projections';
import { inSpan, linkTo, SpanKind } from '@improvement-ledger/telemetry';
import { tell } from './tell.js';
import type { Workshop } from './workshop.js';

/**
 * A read model that fails leaves the others alone; the first failure that is not the event's own is thrown, so that the
 * job is tried again. A batch holds the events of many requests: its span is a trace of its own, which links to the one
 * that gave the hint.
 */
export const project = async (
  workshop: Workshop,
  { tenant, traceparent }: Pick<Hint, 'tenant' | 'traceparent'>,
  whenBusy: WhenBusy,
): Promise<void> =>
  inSpan(
    'project',
    {
      kind: SpanKind.CONSUMER,
      root: true,
      links: linkTo(traceparent),
      attributes: { 'ledger.council': tenant },
    },
    async (span) => {
      const position = await projectNow(workshop, tenant, whenBusy);
      // Every event up to here is applied.
      if (position !== null) span.setAttribute('ledger.position', position);
    },
  );

/** The last position that all of them have applied; `null` where another worker is at some of them, or none is live. */
const projectNow = async (
  { sql, logger, faults }: Workshop,
  tenant: string,
  whenBusy: WhenBusy,
): Promise<number | null> => {
  const live = await generationsIn(sql, 'live');
  const kept = await keepUp(sql, live, tenant, whenBusy);
  const positions: (number | null)[] = [];
  for (const { projection, result } of kept) {
    if (result.status === 'rejected') {
      faults.note(projection.name, result.reason, tenant);
      continue;
    }
    positions.push(result.value.position);
    tell(logger, projection, tenant, result.value);
  }
  const failed = kept.find(({ result }) => result.status === 'rejected')?.result;
  if (failed?.status === 'rejected') throw failed.reason;
  return positions.length === 0 || positions.includes(null) ? null : Math.min(...positions.map(Number));
};
