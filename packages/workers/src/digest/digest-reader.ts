/** What digests are made of, as the workers read it: as the application does, for a switch of read models waits for that. */
import type { DigestCalendar, DigestFacts } from '@improvement-ledger/domain';
import { LATEST, londonDay } from '@improvement-ledger/domain';
import { readHead, withTenants } from '@improvement-ledger/event-store';
import {
  digestFactsNow,
  digestReadModels,
  digestSchedulesAt,
  waitForReadModels,
} from '@improvement-ledger/projections';
import type { Sql } from 'postgres';

export interface DigestReader {
  /** By council, of those that have schedules: cheap enough to be asked for each minute. */
  calendars(): Promise<ReadonlyMap<string, DigestCalendar>>;
  /** As of the head of the ledger. Throws where the read models do not get as far. */
  facts(tenant: string, now: string): Promise<DigestFacts>;
}

/** How long the read models may take to see what was recorded last. */
const SETTLE_MS_MAX = 2_000;
/** The facts of so many councils are kept: of those whose digests are being carried out. */
const KEPT_MAX = 4;

export const digestReader = (app: Sql): DigestReader => {
  const kept = new Map<string, { readonly head: number; readonly facts: DigestFacts }>();

  const read = async (tenant: string, now: string): Promise<DigestFacts> => {
    const head = await withTenants(app, [tenant], async (tx) => readHead(tx, tenant));
    const known = kept.get(tenant);
    if (known?.head === head && known.facts.on === londonDay(now)) return known.facts;
    await waitForReadModels(app, tenant, head, SETTLE_MS_MAX, digestReadModels);
    const facts = await withTenants(app, [tenant], async (tx) => digestFactsNow(tx, tenant, now));
    if (facts.position < head) {
      throw new Error(
        `The digests of ${tenant} wait for its read models, which are at ${facts.position} of ${head}.`,
      );
    }
    kept.delete(tenant);
    kept.set(tenant, { head: facts.position, facts });
    const [oldest] = kept.keys();
    if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
    return facts;
  };

  /** Those who ask for the same at once are answered together. */
  const underWay = new Map<string, Promise<DigestFacts>>();
  return {
    calendars: async () => {
      const rows = await app<{ tenant: string }[]>`select tenant from ledger.heads() order by tenant`;
      const tenants = rows.map(({ tenant }) => tenant);
      return withTenants(app, tenants, async (tx) => {
        const calendars = new Map<string, DigestCalendar>();
        for (const tenant of tenants) {
          const calendar = await digestSchedulesAt(tx, tenant, LATEST);
          // Meetings are looked up with all else: of a board digest it is looked each day whether one is due.
          if (calendar.schedules.length > 0) calendars.set(tenant, { ...calendar, meetings: [] });
        }
        return calendars;
      });
    },
    facts: async (tenant, now) => {
      const name = `${tenant} ${londonDay(now)}`;
      const same = underWay.get(name) ?? read(tenant, now).finally(() => underWay.delete(name));
      underWay.set(name, same);
      return same;
    },
  };
};
