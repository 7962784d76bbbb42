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

/** What may differ: entries that are others. Whether their texts are the same is still to be seen, unless it is `sure`. */
const otherEntries = async (tx: Tx, { tenant, planId, from, to }: PlanCompared): Promise<Row[]> => tx<Row[]>`
  with ids as materialized (
    select distinct action_id from read.action_register
     where tenant = ${tenant} and plan_id = ${planId} and facet = 'definition'),
  earlier as materialized (${standing(tx, tenant, from)}),
  later as materialized (${standing(tx, tenant, to)}),
  facets as materialized (
    select action_id, facet, earlier.known_from as before, later.known_from as after
      from earlier full join later using (action_id, facet)),
  withdrawals as materialized (
    select f.action_id, (b.value ->> 'isWithdrawn')::boolean as before, (a.value ->> 'isWithdrawn')::boolean as after
      from facets f
      left join read.action_register b on b.tenant = ${tenant} and b.known_from = f.before and b.facet = 'withdrawal'
      left join read.action_register a on a.tenant = ${tenant} and a.known_from = f.after and a.facet = 'withdrawal'
     where f.facet = 'withdrawal'),
  actions as materialized (
    select d.action_id, d.before as defined_before, d.after as defined_after,
           d.before is not null and not coalesce(w.before, false) as was,
           d.after is not null and not coalesce(w.after, false) as is_there
      from facets d left join withdrawals w using (action_id)
     where d.facet = 'definition'),
  differing as materialized (
    select t.action_id, f.facet, case when t.was then f.before end as before, case when t.is_there then f.after end as after
      from actions t join facets f using (action_id)
     where f.facet <> 'withdrawal' and (t.was <> t.is_there or (t.was and f.before is distinct from f.after))),
  compared as materialized (
    select d.action_id, jsonb_agg(jsonb_build_object('facet', d.facet, 'before', d.before, 'after', d.after, 'sure',
             case d.facet
               when 'rag' then b.value ->> 'rag' is distinct from a.value ->> 'rag'
               when 'due' then b.value #> '{due,meaning}' is distinct from a.value #> '{due,meaning}'
               when 'completion' then coalesce(b.value ->> 'status', 'open') <> coalesce(a.value ->> 'status', 'open')
               else false end)) as facets
      from differing d
      left join read.action_register b on b.tenant = ${tenant} and b.known_from = d.before and b.facet = d.facet
      left join read.action_register a on a.tenant = ${tenant} and a.known_from = d.after and a.facet = d.facet
     where (d.before is not null or d.after is not null)
       -- What a definition, a claim or a request holds is not all in its own value.
       and (d.facet in ('definition', 'completion', 'request') or b.value is distinct from a.value)
     group by d.action_id),
  parts as materialized (
    select s.id, s.place, s.root from read.plan_structure s
     where s.tenant = ${tenant} and s.plan_id = ${planId} and ${inForce(tx, 's', to)})
  select t.action_id as "actionId",
         case when t.was and t.is_there then 'changed' when t.was then 'withdrawn' else 'added' end as kind,
         array[coalesce(w.place, 0), coalesce(w.root, 0), coalesce(c.place, 0), coalesce(c.root, 0),
               (d.value ->> 'place')::bigint, d.root] as place,
         d.value ->> 'workstreamId' as "workstreamId", old.value ->> 'workstreamId' as "workstreamBefore",
         jsonb_build_object('before', case when t.was then owners.before end,
                            'after', case when t.is_there then owners.after end) as owners, compared.facets
    from compared
    join actions t using (action_id)
    join read.action_register d
      on d.tenant = ${tenant} and d.known_from = coalesce(t.defined_after, t.defined_before) and d.facet = 'definition'
    left join read.action_register old
      on old.tenant = ${tenant} and old.known_from = t.defined_before and old.facet = 'definition' and t.was
    left join facets owners on owners.action_id = t.action_id and owners.facet = 'owners'
    left join parts w on w.id = (d.value ->> 'workstreamId')::uuid
    left join parts c on c.id = (d.value ->> 'commitmentId')::uuid
   order by place`;

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
