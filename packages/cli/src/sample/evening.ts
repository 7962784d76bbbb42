/** The evening on which the programme office brought the records around the plan into the ledger. */
import type { Fact, PlanRecordEventType } from '@improvement-ledger/domain';
import { planRecordKindOf } from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import type { PersonKey } from './structure.js';
import type { SampleStep, Timeline } from './timeline.js';
import { one } from './timeline.js';
import { londonTime } from './working-day.js';

const BROUGHT_IN = '2025-07-25';

/** One fact of a record around the plan. */
export const said = (fact: Fact<PlanRecordEventType>): Step => {
  const kind = planRecordKindOf(fact.type);
  if (kind === undefined) throw new Error(`${fact.type} is of no record around a plan.`);
  const id = (fact.data as unknown as Readonly<Record<string, string>>)[kind.idField] ?? '';
  return { aggregate: kind, id, command: { type: 'RecordFact', fact } };
};

/** Puts orders one after the other on the evening on which all of it was brought in. */
export class Evening {
  private minutes = 18 * 60;

  constructor(private readonly timeline: Timeline) {}

  add(what: string, effectiveAt: string, steps: readonly Step[], reason?: string): void {
    this.addSteps(what, effectiveAt, steps.map(one), { reason });
  }

  addSteps(
    what: string,
    effectiveAt: string,
    steps: readonly SampleStep[],
    { reason, by = 'programme2' }: { readonly reason?: string | undefined; readonly by?: PersonKey } = {},
  ): void {
    this.minutes += 1;
    this.timeline.add({
      at: londonTime(BROUGHT_IN, this.minutes),
      by,
      what,
      effectiveAt,
      reason,
      steps,
    });
  }
}
