/**
 * Plans digests. What is due of a kind on a day is planned once for a council, at the first look after its time of day;
 * whoever is a recipient only afterwards waits for the next period. What was missed while nothing ran is planned at the next
 * look, as long as its period lasts: once, since a period has one key.
 */
import type { DigestCalendar, DigestFacts, DigestSchedule } from '@improvement-ledger/domain';
import { digestsDue, dueDigests, instantInLondon, isWorkingDay, londonDay } from '@improvement-ledger/domain';
import { planDigests, plannedOn, planningDaysOf } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import type { DigestDue } from './digest-effect.js';
import { digestEffect, digestKey, payloadOf } from './digest-effect.js';
import type { DigestReader } from './digest-reader.js';

interface DigestPlans {
  readonly tenant: string;
  readonly kind: string;
  readonly recipients: number;
  readonly planned: number;
}

const isOpen = ({ closures }: DigestCalendar, { time }: DigestSchedule, at: string): boolean => {
  const today = londonDay(at);
  return isWorkingDay(today, closures) && at >= instantInLondon(today, time);
};

/** Plans one kind, unless there is nothing due of it or that was planned. */
const planKind = async (
  effects: Sql,
  facts: DigestFacts,
  due: readonly DigestDue[],
  kind: string,
): Promise<DigestPlans | null> => {
  const { council, on, position } = facts;
  const days = await planningDaysOf(effects, council.key, kind, on);
  const isPlanned = (firstDay: string): boolean => days.some((day) => firstDay <= day && day < on);
  const recipients = due.filter(({ period }) => period.kind === kind && !isPlanned(period.firstDay));
  const isNews = dueDigests(facts, facts.at).some(
    (period) => period.kind === kind && !isPlanned(period.firstDay),
  );
  if (recipients.length === 0 && !isNews) return null;
  const planned = await planDigests(effects, digestEffect, council.key, {
    kind,
    onDay: on,
    position,
    effects: recipients.map((each) => ({
      key: digestKey(each.period, each.personId),
      payload: payloadOf(each),
    })),
  });
  return planned === null ? null : { tenant: council.key, kind, recipients: recipients.length, planned };
};

/** Looks at every council once a call. One that cannot be read is told to `onError` and keeps no other waiting. */
export const digestPlanner = (
  effects: Sql,
  reader: DigestReader,
  onError: (error: unknown) => void,
  /** What is to be recorded before a day's digests, so that they tell of it; returns how much that was. */
  record: (facts: DigestFacts) => Promise<number> = async () => 0,
): ((at: string) => Promise<DigestPlans[]>) => {
  /** The schedules for which this worker has looked today: they need not be looked at again, unless they change. */
  const looked = new Map<string, string>();
  const planCouncil = async (
    tenant: string,
    open: readonly DigestSchedule[],
    at: string,
  ): Promise<DigestPlans[]> => {
    const before = await reader.facts(tenant, at);
    const facts = (await record(before)) > 0 ? await reader.facts(tenant, at) : before;
    const due = digestsDue(facts);
    const plans: DigestPlans[] = [];
    for (const schedule of open) {
      const planned = await planKind(effects, facts, due, schedule.kind);
      if (planned !== null) plans.push(planned);
      looked.set(`${tenant}/${schedule.kind}`, `${londonDay(at)} ${JSON.stringify(schedule)}`);
    }
    return plans;
  };
  return async (at) => {
    const today = londonDay(at);
    const done = await plannedOn(effects, today);
    const plans: DigestPlans[] = [];
    for (const [tenant, calendar] of await reader.calendars()) {
      const open = calendar.schedules.filter((schedule) => {
        const name = `${tenant}/${schedule.kind}`;
        return (
          !done.has(name) &&
          looked.get(name) !== `${today} ${JSON.stringify(schedule)}` &&
          isOpen(calendar, schedule, at)
        );
      });
      if (open.length === 0) continue;
      try {
        plans.push(...(await planCouncil(tenant, open, at)));
      } catch (error) {
        onError(error);
      }
    }
    return plans;
  };
};
