/**
 * Two states of a plan, each as known and true at a point, and what differs between them: what the domain's
 * `differencesOf` says of the folds, found in the register by sets. The work grows with the plan, not with the ledger.
 */
import type { ActionField, At, Held } from '@improvement-ledger/domain';
import { differencesOf, heldOf } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import type { EntryKey, HeldEntry } from './held-entries.js';
import { entriesOf, entryName, facetOfField, fieldsIn } from './held-entries.js';
import { inForce } from './visible.js';

/** `added`: on the plan at the second point alone; `withdrawn`: at the first alone. */
export type DifferenceKind = 'added' | 'withdrawn' | 'changed';

/** What holds at either point, by position; `null`: nothing. */
export interface Sides {
  readonly before: number | null;
  readonly after: number | null;
}
export interface FacetDifference extends Sides {
  readonly facet: string;
}

export interface ActionDifference {
  readonly actionId: string;
  readonly kind: DifferenceKind;
  /** Where it stands in print at the second point, or stood at the first: as in `ActionPlace`. */
  readonly place: readonly number[];
  /** In the same way. */
  readonly workstreamId: string;
  /** The other one, where it was moved. */
  readonly workstreamBefore: string | null;
  /** Who owns it at either point, whether or not that differs. */
  readonly owners: Sides;
  readonly facets: readonly FacetDifference[];
}

export interface PlanCompared {
  readonly tenant: string;
  readonly planId: string;
  readonly from: At;
  readonly to: At;
}

interface Row extends Omit<ActionDifference, 'facets'> {
  readonly facets: readonly (FacetDifference & {
    /** That it differs is sure from the structure alone. */
    readonly sure: boolean;
  })[];
}

/** The latest entry of every facet of every action at a point. */
const standing = (tx: Tx, tenant: string, at: At) => tx`
  select i.action_id, latest.facet, latest.known_from
    from ids i cross join lateral (
      select distinct on (e.facet) e.facet, e.known_from from read.action_register e
       where e.tenant = ${tenant} and e.action_id = i.action_id and ${inForce(tx, 'e', at)}
       order by e.facet, e.effective_from desc, e.root desc) latest`;

/** Whether an action is withdrawn, as a facet `f` says it at one side: none but one facet says anything of that. */
const withdrawn = (tx: Tx, tenant: string, side: keyof Sides) => tx`
  select (w.value ->> 'isWithdrawn')::boolean as is_withdrawn from read.action_register w
   where f.facet = 'withdrawal' and w.tenant = ${tenant} and w.known_from = f.${tx(side)} and w.facet = f.facet
   limit 1`;

/** The value at one side of a facet `d` whose structure alone may tell that it differs. */
const structured = (tx: Tx, tenant: string, side: keyof Sides) => tx`
  select e.value from read.action_register e
   where d.facet in ('rag', 'due', 'completion')
     and e.tenant = ${tenant} and e.known_from = d.${tx(side)} and e.facet = d.facet
   limit 1`;

/**
 * The tables up to `there`: each facet of each action with its entries at both points, and whether the action is on the plan.
 * All that is said of an action is carried along with its facets: the planner cannot know how many there will be, and a
 * join of them would compare each with each. `limit 1` keeps looking one entry up from becoming a join of all entries.
 */
const told = (tx: Tx, { tenant, planId, from, to }: PlanCompared) => tx`
  ids as materialized (
    select distinct action_id from read.action_register
     where tenant = ${tenant} and plan_id = ${planId} and facet = 'definition'),
  earlier as materialized (${standing(tx, tenant, from)}),
  later as materialized (${standing(tx, tenant, to)}),
  facets as materialized (
    select action_id, facet, earlier.known_from as before, later.known_from as after
      from earlier full join later using (action_id, facet)),
  told as materialized (
    select f.action_id, f.facet, f.before, f.after,
           max(f.before) filter (where f.facet = 'definition') over of_action as defined_before,
           max(f.after) filter (where f.facet = 'definition') over of_action as defined_after,
           max(f.before) filter (where f.facet = 'owners') over of_action as owners_before,
           max(f.after) filter (where f.facet = 'owners') over of_action as owners_after,
           coalesce(bool_or(b.is_withdrawn) over of_action, false) as withdrawn_before,
           coalesce(bool_or(a.is_withdrawn) over of_action, false) as withdrawn_after
      from facets f
      left join lateral (${withdrawn(tx, tenant, 'before')}) b on true
      left join lateral (${withdrawn(tx, tenant, 'after')}) a on true
    window of_action as (partition by f.action_id)),
  there as materialized (
    select *, defined_before is not null and not withdrawn_before as was,
           defined_after is not null and not withdrawn_after as is_there
      from told)`;

/**
 * What may differ: entries that are others. Whether their texts are the same is still to be seen, unless it is `sure`.
 */
const otherEntries = async (tx: Tx, plan: PlanCompared): Promise<Row[]> => {
  const { tenant, planId, to } = plan;
  return tx<Row[]>`
  with ${told(tx, plan)},
  differing as materialized (
    select action_id, facet, was, is_there, defined_before, defined_after, owners_before, owners_after,
           case when was then before end as before, case when is_there then after end as after
      from there
     where facet <> 'withdrawal' and (was <> is_there or (was and before is distinct from after))),
  decided as materialized (
    select d.*, case d.facet
             when 'rag' then b.value ->> 'rag' is distinct from a.value ->> 'rag'
             when 'due' then nullif(b.value #> '{due,meaning}' is distinct from a.value #> '{due,meaning}', false)
             when 'completion' then
               nullif(coalesce(b.value ->> 'status', 'open') <> coalesce(a.value ->> 'status', 'open'), false)
           end as differs
      from differing d
      left join lateral (${structured(tx, tenant, 'before')}) b on true
      left join lateral (${structured(tx, tenant, 'after')}) a on true
     where d.before is not null or d.after is not null),
  compared as materialized (
    select action_id, was, is_there, defined_before, defined_after, owners_before, owners_after,
           jsonb_agg(jsonb_build_object(
             'facet', facet, 'before', before, 'after', after, 'sure', differs is not null)) as facets
      from decided where differs is not false
     group by action_id, was, is_there, defined_before, defined_after, owners_before, owners_after),
  parts as materialized (
    select s.id, s.place, s.root from read.plan_structure s
     where s.tenant = ${tenant} and s.plan_id = ${planId} and ${inForce(tx, 's', to)})
  select t.action_id as "actionId",
         case when t.was and t.is_there then 'changed' when t.was then 'withdrawn' else 'added' end as kind,
         array[coalesce(w.place, 0), coalesce(w.root, 0), coalesce(c.place, 0), coalesce(c.root, 0),
               (d.value ->> 'place')::bigint, d.root] as place,
         d.value ->> 'workstreamId' as "workstreamId", old.value ->> 'workstreamId' as "workstreamBefore",
         jsonb_build_object('before', case when t.was then t.owners_before end,
                            'after', case when t.is_there then t.owners_after end) as owners, t.facets
    from compared t
    join read.action_register d
      on d.tenant = ${tenant} and d.known_from = coalesce(t.defined_after, t.defined_before) and d.facet = 'definition'
    left join lateral (
      select o.value from read.action_register o
       where t.was and o.tenant = ${tenant} and o.known_from = t.defined_before and o.facet = 'definition' limit 1) old on true
    left join parts w on w.id = (d.value ->> 'workstreamId')::uuid
    left join parts c on c.id = (d.value ->> 'commitmentId')::uuid
   order by place`;
};

/** The entries at either side of differences. */
export const keysOf = (facets: readonly FacetDifference[]): EntryKey[] =>
  facets.flatMap(({ facet, before, after }) =>
    [before, after].flatMap((position) => (position === null ? [] : [{ position, facet }])),
  );

/** What the entries of one side hold. */
export const heldAt = (
  entries: ReadonlyMap<string, HeldEntry>,
  facets: readonly FacetDifference[],
  side: keyof Sides,
): Held =>
  heldOf(
    facets.flatMap(({ facet, [side]: position }) => {
      const entry = position === null ? undefined : entries.get(entryName({ position, facet }));
      return entry === undefined ? [] : fieldsIn(entry);
    }),
  );

/**
 * The actions that differ, in the printed order of the plan. With `fields`, those that differ in one of these, and of
 * their facets those alone.
 */
export const differingActions = async (
  tx: Tx,
  plan: PlanCompared,
  fields: readonly ActionField[] | null = null,
): Promise<ActionDifference[]> => {
  const wanted = fields === null ? null : new Set(fields.map(facetOfField));
  const found = (await otherEntries(tx, plan)).map((row) => ({
    ...row,
    facets: row.facets.filter(({ facet }) => wanted?.has(facet.split(':')[0] ?? '') ?? true),
  }));
  // What came or went differs in all that it holds; whether it holds a field matters only to whoever asks for that.
  const unsure = found
    .filter(({ kind }) => kind === 'changed' || fields !== null)
    .flatMap(({ facets }) => facets.filter(({ sure }) => !sure));
  const entries = await entriesOf(tx, plan.tenant, keysOf(unsure));
  const differs = (facet: Row['facets'][number]): boolean =>
    facet.sure ||
    differencesOf(heldAt(entries, [facet], 'before'), heldAt(entries, [facet], 'after')).some(
      ({ field }) => fields === null || fields.includes(field),
    );
  return found.flatMap(({ facets, ...action }) => {
    const left =
      action.kind === 'changed' || fields !== null ? facets.filter((facet) => differs(facet)) : facets;
    return left.length === 0 ? [] : [{ ...action, facets: left }];
  });
};
