/** Posts and the movements of workers as they were recorded: what each post is at a point, and who works in it. */
import type {
  At,
  DataOf,
  Engagement,
  Post,
  PostEventType,
  Recorded,
  WorkerEventType,
} from '@improvement-ledger/domain';
import { post, worker } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import type { FoldedRow } from './folded.js';
import { folded, inOrder } from './folded.js';
import type { PageFound } from './page.js';
import { projection } from './projection.js';
import { inForce } from './visible.js';

type StaffingEventType = PostEventType | WorkerEventType;

export const staffingRegister = projection<StaffingEventType>({
  name: 'staffing_register',
  version: 1,
  types: [...post.types, ...worker.types],
  columns: 'post_id uuid, person_id uuid, engagement_id uuid, type text not null, value jsonb not null',
  indexes: [
    '% (tenant, engagement_id, effective_from)',
    '% (tenant, post_id) where person_id is null',
    '% (tenant, person_id)',
    `% (tenant, root) where type in ('PostOpened', 'WorkerStarted', 'MovementPlanned')`,
  ],
  rows: ({ type, data }: Recorded<StaffingEventType>) => [
    {
      facet: '',
      post_id: 'postId' in data ? data.postId : null,
      person_id: 'personId' in data ? data.personId : null,
      engagement_id: 'engagementId' in data ? data.engagementId : null,
      type,
      value: data,
    },
  ],
  asSet: {
    facets: `'{""}'::text[]`,
    columns: `(e.data ->> 'postId')::uuid, (e.data ->> 'personId')::uuid, (e.data ->> 'engagementId')::uuid, e.type, e.data`,
  },
});

export interface PageOfRoots {
  /** The position of the event that began the last item before; 0: none. */
  readonly after: number;
  readonly first: number;
}

export interface PostRow extends Post {
  readonly opened: DataOf<'PostOpened'>;
  readonly root: number;
  /** The number of events in its stream, for `expectedVersion`. */
  readonly version: number;
}

/** The posts of a council, or of one team, at a point, in the order in which they were opened; closed ones last known. */
export const postsAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  { teamId, after, first }: PageOfRoots & { readonly teamId: string | null },
): Promise<PageFound<PostRow>> => {
  const ofTeam = teamId === null ? tx`` : tx`and (p.value ->> 'teamId')::uuid = ${teamId}`;
  const opened = await tx<{ root: number; postId: string; total: number; version: number }[]>`
    select page.*, (select count(*)::integer from read.staffing_register v
                     where v.tenant = ${tenant} and v.post_id = page."postId" and v.person_id is null
                       and v.known_from <= ${at.knownAt}) as version
      from (select p.root, p.post_id as "postId", count(*) over ()::integer as total
              from read.staffing_register p
             where p.tenant = ${tenant} and p.type = 'PostOpened' ${ofTeam} and ${inForce(tx, 'p', at)}
             order by p.root) page
     where page.root > ${after} order by page.root limit ${first}`;
  const rows = await tx<(FoldedRow & { postId: string })[]>`
    select e.root, e.type, e.value as data, e.effective_from as "effectiveFrom", e.post_id as "postId"
      from read.staffing_register e
     where e.tenant = ${tenant} and e.person_id is null
       and e.post_id = any (${opened.map(({ postId }) => postId)}::uuid[]) and ${inForce(tx, 'e', at)}`;
  const entries = await openTexts(tx, tenant, [...rows]);
  return {
    total: opened[0]?.total ?? 0,
    rows: opened.flatMap(({ root, postId, version }) => {
      const state = folded(
        post,
        entries.filter((row) => row.postId === postId),
      );
      return state.opened === null ? [] : [{ ...state, opened: state.opened, root, version }];
    }),
  };
};

export interface EngagementRow extends Engagement {
  readonly root: number;
  /** The number of events in the worker's stream, for `expectedVersion`. */
  readonly version: number;
  readonly movements: readonly MovementRow[];
}
export interface MovementRow {
  readonly position: number;
  readonly type: WorkerEventType;
  readonly effectiveFrom: string;
}

interface EngagementsAsked extends PageOfRoots {
  readonly personId: string | null;
  readonly postId: string | null;
}

/** Engagements at a point, in the order in which they were recorded, each with its movements. */
export const engagementsAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  { personId, postId, after, first }: EngagementsAsked,
): Promise<PageFound<EngagementRow>> => {
  const ofPerson = personId === null ? tx`` : tx`and s.person_id = ${personId}`;
  const ofPost =
    postId === null
      ? tx``
      : tx`and exists (select from read.staffing_register m where m.tenant = s.tenant and m.engagement_id = s.engagement_id
             and m.type in ('WorkerStarted', 'WorkerMoved') and m.post_id = ${postId} and ${inForce(tx, 'm', at)})`;
  const begun = await tx<{ root: number; engagementId: string; total: number; version: number }[]>`
    select page.root, page."engagementId", page.total,
           (select count(*)::integer from read.staffing_register v
             where v.tenant = ${tenant} and v.person_id = page."personId" and v.known_from <= ${at.knownAt}) as version
      from (select s.root, s.engagement_id as "engagementId", s.person_id as "personId", count(*) over ()::integer as total
              from read.staffing_register s
             where s.tenant = ${tenant} and s.type = 'WorkerStarted' ${ofPerson} ${ofPost} and ${inForce(tx, 's', at)}
             order by s.root) page
     where page.root > ${after} order by page.root limit ${first}`;
  const rows = await tx<(FoldedRow & { engagementId: string; position: number })[]>`
    select e.root, e.known_from as position, e.type, e.value as data, e.effective_from as "effectiveFrom",
           e.engagement_id as "engagementId"
      from read.staffing_register e
     where e.tenant = ${tenant} and e.type <> 'MovementPlanned'
       and e.engagement_id = any (${begun.map(({ engagementId }) => engagementId)}::uuid[]) and ${inForce(tx, 'e', at)}`;
  const entries = await openTexts(tx, tenant, [...rows]);
  return {
    total: begun[0]?.total ?? 0,
    rows: begun.flatMap(({ root, engagementId, version }) => {
      const own = inOrder(entries.filter((row) => row.engagementId === engagementId));
      const state = folded(worker, own).engagements.get(engagementId);
      return state === undefined
        ? []
        : [{ ...state, root, version, movements: own as unknown as MovementRow[] }];
    }),
  };
};

export type PlannedRow = DataOf<'MovementPlanned'> & {
  readonly root: number;
  /** From when it was planned. */
  readonly since: string;
};

/** The movements that are planned at a point, and neither confirmed nor cancelled by then, by their day. */
export const plannedMovementsAt = async (tx: Tx, tenant: string, at: At): Promise<PlannedRow[]> => {
  const rows = await tx<{ data: DataOf<'MovementPlanned'>; root: number; since: string }[]>`
    select p.value as data, p.root, p.effective_from as since from read.staffing_register p
     where p.tenant = ${tenant} and p.type = 'MovementPlanned' and ${inForce(tx, 'p', at)}
       and not exists (
         select from read.staffing_register s
          where s.tenant = p.tenant and s.person_id = p.person_id and s.type <> 'MovementPlanned'
            and s.value ->> 'movementId' = p.value ->> 'movementId' and ${inForce(tx, 's', at)})
     order by p.value ->> 'on', p.root`;
  return rows.map(({ data, root, since }) => ({ ...data, root, since }));
};
