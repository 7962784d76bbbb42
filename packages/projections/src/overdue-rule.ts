/**
 * The rules of being overdue as SQL: those of the domain's `overdue.ts`, which says why. A property test holds both to
 * one result.
 */
import type { Tx } from '@improvement-ledger/event-store';
import type { Fragment } from 'postgres';

/** The day of an occurrence of what recurs, counted from 0; `index` and the columns of `due` are SQL. */
const occurrence = (tx: Tx, index: Fragment) => tx`
  case due.every
    when 'week' then due.last_day + 7 * (${index})::integer
    else case due.precision when 'day' then (due.last_day + ${months(tx, index)})::date
         else (date_trunc('month', due.last_day + ${months(tx, index)}) + interval '1 month - 1 day')::date end end`;

const months = (tx: Tx, index: Fragment) => tx`
  make_interval(months => (${index})::integer * case due.every when 'month' then 1 when 'quarter' then 3 else 12 end)`;

/**
 * The last day that counts of an action `due`: for what recurs, the first occurrence that no round has met. `rounds` is
 * SQL of the days of the verified claims, an array in their order. Of n rounds the last has met at least the nth
 * occurrence, and each all that had passed by its day.
 */
export const lastDayThatCounts = (tx: Tx, rounds: Fragment) => tx`
  case when due.every is null then due.last_day else (
    select ${occurrence(tx, tx`met.count`)} from (
      select greatest(count(*), coalesce(max(passed.count + cardinality(${rounds}) - round.number), 0)) as count
        from unnest(${rounds}) with ordinality as round (done, number)
       cross join lateral (
         select count(*) as count from generate_series(0, greatest(0, round.done - due.last_day) / 7 + 1) as step (index)
          where ${occurrence(tx, tx`step.index`)} <= round.done) passed) met) end`;

/** How an action stands to its due date on a day, in the words of the domain; `lastDay` is the last day that counts. */
export const dueState = (tx: Tx, lastDay: Fragment, on: string) => tx`
  case when withdrawal.is_withdrawn then 'withdrawn'
       when completion.status = 'claimed' then 'awaiting-verification'
       when completion.status = 'verified' and due.kind <> 'recurring' then 'complete'
       when due.kind in ('standing', 'undated') then due.kind
       when ${lastDay} < ${on}::date then 'overdue'
       else 'due' end`;
