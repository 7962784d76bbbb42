import { inForce } from '../visible.js';
import { dayOf } from './days.js';
import type { IntegritySignal } from './signal.js';

interface Late {
  readonly actionId: string;
  readonly root: number;
  readonly position: number;
  readonly recordedAt: string;
  readonly rag: string;
  readonly before: string | null;
}

export const betterAfterBoard: IntegritySignal = {
  key: 'better-after-board',
  rule: 'A better rating than the one before it was recorded after a meeting of a body, for a time before the meeting.',
  parameters: {},
  find: async ({ tx, tenant, plan, at, meetings, now }) => {
    const held = meetings.filter(({ until }) => until <= now);
    if (held.length === 0) return [];
    const orders = new Map(plan.vocabulary.ratings.map(({ key, order }) => [key, order]));
    const rows = await tx<Late[]>`
      with rated as (
        select r.action_id, r.root, r.known_from, r.rag, r.effective_from, r.recorded_at,
               lag(r.rag) over (partition by r.action_id order by r.effective_from, r.root) as before
          from read.rag_history r
         where r.tenant = ${tenant} and r.plan_id = ${plan.planId} and r.facet = 'rated' and ${inForce(tx, 'r', at)})
      select action_id as "actionId", root, known_from as position, recorded_at as "recordedAt", rag, before
        from rated
       where recorded_at > effective_from and before is distinct from rag and exists (
         select from unnest(${held.map(({ from }) => from)}::timestamptz[], ${held.map(({ until }) => until)}::timestamptz[])
                  as meeting (begins, ends)
          where rated.effective_from < meeting.begins and rated.recorded_at > meeting.ends)
       order by root`;
    return rows
      .filter(({ rag, before }) => {
        const [after, earlier] = [
          orders.get(rag) ?? null,
          before === null ? null : (orders.get(before) ?? null),
        ];
        return after !== null && earlier !== null && after > earlier;
      })
      .map(({ actionId, root, position, recordedAt }) => ({
        actionId,
        since: dayOf(recordedAt),
        positions: [...new Set([root, position])],
      }));
  },
};
