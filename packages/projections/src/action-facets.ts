/**
 * What an event says of an action, facet by facet: once as TypeScript and once as SQL, which the tests hold to one
 * result. An event touches one facet of an action, or a few; the latest entry of each facet is its state.
 */
import type { ActionEventType, Recorded } from '@improvement-ledger/domain';

export const actionTypes = [
  'ActionAdded',
  'ActionStatusRecorded',
  'ActionOwnerReassigned',
  'ActionDueDateChanged',
  'ActionDueDateChangeRequested',
  'ActionDueDateChangeApproved',
  'ActionDueDateChangeRefused',
  'ActionCompletionClaimed',
  'ActionCompletionVerified',
  'ActionCompletionSentBack',
  'ActionReopened',
  'ActionCoverBegun',
  'ActionCoverEnded',
  'ActionWithdrawn',
  'ActionReinstated',
  'ActionLinked',
  'ActionUnlinked',
  'EvidenceAttached',
  'EvidenceWithdrawn',
] as const satisfies readonly ActionEventType[];

export type CompletionStatus = 'open' | 'claimed' | 'verified';

interface Facet {
  readonly facet: string;
  readonly value: unknown;
}

export const facetsOf = (event: Recorded<ActionEventType>): Facet[] => {
  switch (event.type) {
    case 'ActionAdded': {
      const { due, owners, cells, ...definition } = event.data;
      return [
        { facet: 'definition', value: definition },
        ...(cells === null ? [] : [{ facet: 'cells', value: { cells } }]),
        { facet: 'owners', value: owners },
        { facet: 'due', value: { due, original: true } },
      ];
    }
    case 'ActionStatusRecorded': {
      const { rag, narrative, vocabulary = null } = event.data;
      return [
        ...(rag === undefined ? [] : [{ facet: 'rag', value: { rag, vocabulary } }]),
        ...(narrative === undefined ? [] : [{ facet: 'narrative', value: { narrative } }]),
      ];
    }
    case 'ActionOwnerReassigned':
      return [{ facet: 'owners', value: event.data.owners }];
    case 'ActionDueDateChanged':
      return [moved(event.data)];
    case 'ActionDueDateChangeRequested':
      return [request('pending', event)];
    case 'ActionDueDateChangeApproved':
      return [moved(event.data), request('approved', event)];
    case 'ActionDueDateChangeRefused':
      return [request('refused', event)];
    case 'ActionCompletionClaimed':
      return [completion('claimed', event)];
    case 'ActionCompletionVerified':
      return [completion('verified', event)];
    case 'ActionCompletionSentBack':
    case 'ActionReopened':
      return [completion('open', event)];
    case 'ActionWithdrawn':
    case 'ActionReinstated':
      return [withdrawal(event)];
    case 'ActionCoverBegun':
      return [part('cover', event.data.coverId, event)];
    case 'ActionLinked':
      return [part('link', event.data.linkId, event)];
    case 'EvidenceAttached':
      return [part('evidence', event.data.evidenceId, event)];
    case 'ActionCoverEnded':
      return [ended('cover', event.data.coverId)];
    case 'ActionUnlinked':
      return [ended('link', event.data.linkId)];
    case 'EvidenceWithdrawn':
      return [ended('evidence', event.data.evidenceId)];
  }
};

/** What an action has several of: each is a facet of its own, and an empty value says that it stands no longer. */
export type PartKind = 'cover' | 'link' | 'evidence';

const part = (kind: PartKind, id: string, { actor, data }: Recorded<ActionEventType>): Facet => {
  const { planId: _, actionId: __, ...value } = data;
  return { facet: `${kind}:${id}`, value: { ...value, saidBy: actor.id } };
};
const ended = (kind: PartKind, id: string): Facet => ({ facet: `${kind}:${id}`, value: {} });

const withdrawal = ({ type, actor, reason }: Recorded<ActionEventType>): Facet => ({
  facet: 'withdrawal',
  value: { isWithdrawn: type === 'ActionWithdrawn', by: actor.id, reason },
});

const moved = ({ due }: { readonly due: unknown }): Facet => ({
  facet: 'due',
  value: { due, original: false },
});

const request = (status: string, { actor, reason, data }: Recorded<ActionEventType>): Facet => ({
  facet: 'request',
  value: {
    status,
    by: actor.id,
    reason,
    requestId: 'requestId' in data ? data.requestId : null,
    due: 'due' in data ? data.due : null,
  },
});

const completion = (status: CompletionStatus, { actor, data }: Recorded<ActionEventType>): Facet => ({
  facet: 'completion',
  value: { status, by: actor.id, note: 'note' in data ? data.note : null },
});

/** The facets that an event `e` touches, as `text[]`. */
export const facetsSql = `case e.type
  when 'ActionAdded' then array_remove(array['definition', 'owners', 'due',
                                             case when e.data ->> 'cells' is not null then 'cells' end], null)
  when 'ActionStatusRecorded' then array_remove(array[case when e.data ? 'rag' then 'rag' end,
                                                      case when e.data ? 'narrative' then 'narrative' end], null)
  when 'ActionOwnerReassigned' then '{owners}'
  when 'ActionDueDateChanged' then '{due}'
  when 'ActionDueDateChangeRequested' then '{request}'
  when 'ActionDueDateChangeApproved' then '{due,request}'
  when 'ActionDueDateChangeRefused' then '{request}'
  when 'ActionWithdrawn' then '{withdrawal}'
  when 'ActionReinstated' then '{withdrawal}'
  when 'ActionCoverBegun' then array['cover:' || (e.data ->> 'coverId')]
  when 'ActionCoverEnded' then array['cover:' || (e.data ->> 'coverId')]
  when 'ActionLinked' then array['link:' || (e.data ->> 'linkId')]
  when 'ActionUnlinked' then array['link:' || (e.data ->> 'linkId')]
  when 'EvidenceAttached' then array['evidence:' || (e.data ->> 'evidenceId')]
  when 'EvidenceWithdrawn' then array['evidence:' || (e.data ->> 'evidenceId')]
  else '{completion}' end`;

const bodySql = `convert_from(e.body, 'UTF8')::jsonb`;

/** The value of one `facet` of an event `e`. */
export const valueSql = `case facet
  when 'definition' then e.data - '{due,owners,cells}'::text[]
  when 'owners' then e.data -> 'owners'
  when 'due' then jsonb_build_object('due', e.data -> 'due', 'original', e.type = 'ActionAdded')
  when 'request' then jsonb_build_object(
    'status', case e.type when 'ActionDueDateChangeRequested' then 'pending'
                          when 'ActionDueDateChangeApproved' then 'approved' else 'refused' end,
    'by', ${bodySql} -> 'actor' -> 'id', 'reason', ${bodySql} -> 'reason',
    'requestId', e.data -> 'requestId', 'due', coalesce(e.data -> 'due', 'null'))
  when 'completion' then jsonb_build_object(
    'status', case e.type when 'ActionCompletionClaimed' then 'claimed'
                          when 'ActionCompletionVerified' then 'verified' else 'open' end,
    'by', ${bodySql} -> 'actor' -> 'id', 'note', e.data -> 'note')
  when 'rag' then jsonb_build_object('rag', e.data -> 'rag', 'vocabulary', coalesce(e.data -> 'vocabulary', 'null'))
  when 'narrative' then jsonb_build_object('narrative', e.data -> 'narrative')
  when 'cells' then jsonb_build_object('cells', e.data -> 'cells')
  when 'withdrawal' then jsonb_build_object(
    'isWithdrawn', e.type = 'ActionWithdrawn', 'by', ${bodySql} -> 'actor' -> 'id', 'reason', ${bodySql} -> 'reason')
  else case when e.type in ('ActionCoverBegun', 'ActionLinked', 'EvidenceAttached')
    then e.data - '{planId,actionId}'::text[] || jsonb_build_object('saidBy', ${bodySql} -> 'actor' -> 'id')
    else '{}' end end`;
