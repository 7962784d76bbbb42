/**
 * How actions were rated over time: each rating, withdrawal, owner and place that was said of an action, on both axes.
 * What is asked of it stands beside it: the ends of intervals (rag-timeline.ts), transitions (rag-transitions.ts), and
 * who an owner is (rag-owner.ts).
 */
import type { ActionEventType, Recorded } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { projection } from './projection.js';

type RatingEventType = Extract<
  ActionEventType,
  'ActionAdded' | 'ActionStatusRecorded' | 'ActionOwnerReassigned' | 'ActionWithdrawn' | 'ActionReinstated'
>;

/** `unrated`: a correction that says nothing of the rating any more. */
export type RagFacet = 'added' | 'owned' | 'rated' | 'unrated' | 'withdrawn';

export const ragHistory = projection<RatingEventType>({
  name: 'rag_history',
  version: 3,
  types: [
    'ActionAdded',
    'ActionStatusRecorded',
    'ActionOwnerReassigned',
    'ActionWithdrawn',
    'ActionReinstated',
  ],
  columns: `plan_id uuid not null, action_id uuid not null, rag text, vocabulary integer, is_withdrawn boolean,
    workstream_id uuid, commitment_id uuid, owners jsonb`,
  indexes: [
    // All that the counts of a plan need, in the order in which they are folded: the table itself is not looked at.
    `% (tenant, plan_id, action_id, facet, effective_from, root)
       include (known_from, known_to, recorded_at, rag, vocabulary, is_withdrawn, workstream_id, commitment_id)
       where facet not in ('owned', 'unrated') and not retracted`,
    `% (tenant, plan_id, action_id, known_from) include (recorded_at) where known_from <> root`,
    `% (tenant, plan_id, effective_from) where facet = 'added'`,
    `% (tenant, plan_id, action_id, effective_from, root) where facet = 'owned'`,
  ],
  rows: ({ type, data, corrects }: Recorded<RatingEventType>) => {
    const row = {
      plan_id: data.planId,
      action_id: data.actionId,
      rag: null,
      vocabulary: null,
      is_withdrawn: null,
      workstream_id: null,
      commitment_id: null,
      owners: null,
    };
    const facet = (name: RagFacet, value: object) => ({ ...row, ...value, facet: name });
    switch (type) {
      case 'ActionAdded':
        return [
          facet('added', { workstream_id: data.workstreamId, commitment_id: data.commitmentId }),
          facet('owned', { owners: data.owners.list }),
        ];
      case 'ActionOwnerReassigned':
        return [facet('owned', { owners: data.owners.list })];
      case 'ActionWithdrawn':
      case 'ActionReinstated':
        return [facet('withdrawn', { is_withdrawn: type === 'ActionWithdrawn' })];
      case 'ActionStatusRecorded': {
        const { rag, vocabulary = null } = data;
        if (rag !== undefined) return [facet('rated', { rag, vocabulary })];
        return corrects === null ? [] : [facet('unrated', {})];
      }
    }
  },
  asSet: {
    facets: `case when e.type = 'ActionAdded' then '{added,owned}' when e.type = 'ActionOwnerReassigned' then '{owned}'
                  when e.type <> 'ActionStatusRecorded' then '{withdrawn}'
                  when e.data ? 'rag' then '{rated}'
                  when convert_from(e.body, 'UTF8')::jsonb -> 'corrects' <> 'null' then '{unrated}' else '{}' end::text[]`,
    columns: `(e.data ->> 'planId')::uuid, (e.data ->> 'actionId')::uuid, e.data ->> 'rag', (e.data ->> 'vocabulary')::integer,
      case facet when 'withdrawn' then e.type = 'ActionWithdrawn' end,
      case facet when 'added' then (e.data ->> 'workstreamId')::uuid end,
      case facet when 'added' then (e.data ->> 'commitmentId')::uuid end,
      case facet when 'owned' then e.data -> 'owners' -> 'list' end`,
  },
});

/** Whose history is asked for: of all actions of a plan, or of one of them. */
export interface RagScope {
  readonly tenant: string;
  readonly planId: string;
  readonly actionId: string | null;
}

/** SQL that holds for the entries `alias` of a scope. */
export const inScope = (tx: Tx, alias: string, { tenant, planId, actionId }: RagScope) => {
  const entry = tx(alias);
  return tx`${entry}.tenant = ${tenant} and ${entry}.plan_id = ${planId}
    ${actionId === null ? tx`` : tx`and ${entry}.action_id = ${actionId}`}`;
};

/** When the first action of the scope holds, as far as is known; `null` when it has none by then. */
export const ragBegan = async (tx: Tx, scope: RagScope, knownAt: number): Promise<string | null> => {
  const [row] = await tx<{ first: string | null }[]>`
    select min(a.effective_from) as first from read.rag_history a
     where ${inScope(tx, 'a', scope)} and a.facet = 'added' and not a.retracted
       and a.known_from <= ${knownAt} and a.known_to > ${knownAt}`;
  return row?.first ?? null;
};
