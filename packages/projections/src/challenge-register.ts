/** Challenges: what was asked of a plan or an action, every answer, and how each was settled. */
import type { At, ChallengeEventType, Recorded, SealedText } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import { projection } from './projection.js';
import { inForce } from './visible.js';

const facetOf = {
  ChallengeRaised: 'raised',
  ChallengeAnswered: 'answered',
  ChallengeClosed: 'closed',
} as const satisfies Record<ChallengeEventType, string>;

export const challengeRegister = projection<ChallengeEventType>({
  name: 'challenge_register',
  version: 1,
  types: ['ChallengeRaised', 'ChallengeAnswered', 'ChallengeClosed'],
  columns:
    'plan_id uuid not null, challenge_id uuid not null, about uuid, said_by uuid not null, value jsonb not null',
  indexes: ['% (tenant, plan_id)', '% (tenant, challenge_id)', `% (tenant, about) where facet = 'raised'`],
  rows: ({ type, data, actor, reason }: Recorded<ChallengeEventType>) => [
    {
      facet: facetOf[type],
      plan_id: data.planId,
      challenge_id: data.challengeId,
      about: 'about' in data ? data.about : null,
      said_by: actor.id,
      value: { ...data, reason },
    },
  ],
});

export interface AnswerRow {
  readonly answer: SealedText;
  readonly by: string;
  readonly since: string;
}
export interface ChallengeRow {
  readonly tenant: string;
  readonly challengeId: string;
  readonly planId: string;
  /** The action in question; `null`: the plan as a whole. */
  readonly about: string | null;
  readonly board: SealedText | null;
  readonly question: SealedText;
  readonly raisedBy: string;
  readonly raisedAt: string;
  /** In the order in which they were given. */
  readonly answers: readonly AnswerRow[];
  readonly closedBy: string | null;
  readonly closedAt: string | null;
  readonly note: SealedText | null;
  /** Why it was closed, where somebody else than the one who raised it did. */
  readonly reason: SealedText | null;
  /** The number of events in its stream, for `expectedVersion`. */
  readonly version: number;
}

/** Whose challenges are asked for; those of a plan are also those of its actions. */
export type ChallengesOf =
  { readonly planId: string } | { readonly actionIds: readonly string[] } | { readonly challengeId: string };

const among = (tx: Tx, of: ChallengesOf) => {
  if ('planId' in of) return tx`r.plan_id = ${of.planId}`;
  return 'actionIds' in of
    ? tx`r.about = any (${[...of.actionIds]}::uuid[])`
    : tx`r.challenge_id = ${of.challengeId}`;
};

/** Challenges as known and true at a point, in the order in which they were raised. */
export const challengesAt = async (
  tx: Tx,
  tenant: string,
  of: ChallengesOf,
  at: At,
): Promise<ChallengeRow[]> => {
  const instant = (column: string) =>
    tx`to_char(${tx(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const rows = await tx<ChallengeRow[]>`
    select r.tenant, r.challenge_id as "challengeId", r.plan_id as "planId", r.about, r.value -> 'board' as board,
           r.value -> 'question' as question, first.said_by as "raisedBy", r.effective_from as "raisedAt",
           answers.list as answers, closed.said_by as "closedBy", closed.effective_from as "closedAt",
           closed.value -> 'note' as note, closed.value -> 'reason' as reason, versions.version
      from read.challenge_register r
      -- Whoever puts the question right does not become the one who asked.
      join read.challenge_register first on first.tenant = r.tenant and first.known_from = r.root and first.facet = 'raised'
     cross join lateral (
       select coalesce(jsonb_agg(jsonb_build_object(
                'answer', a.value -> 'answer', 'by', a.said_by, 'since', ${instant('effective_from')})
                order by a.effective_from, a.root), '[]') as list
         from read.challenge_register a
        where a.tenant = r.tenant and a.challenge_id = r.challenge_id and a.facet = 'answered' and ${inForce(tx, 'a', at)}) answers
      left join lateral (
       select c.said_by, c.effective_from, c.value from read.challenge_register c
        where c.tenant = r.tenant and c.challenge_id = r.challenge_id and c.facet = 'closed' and ${inForce(tx, 'c', at)}
        order by c.effective_from, c.root limit 1) closed on true
     cross join lateral (
       select count(*)::integer as version from read.challenge_register v
        where v.tenant = r.tenant and v.challenge_id = r.challenge_id and v.known_from <= ${at.knownAt}) versions
     where r.tenant = ${tenant} and r.facet = 'raised' and ${among(tx, of)} and ${inForce(tx, 'r', at)}
     order by r.effective_from, r.root`;
  return openTexts(tx, tenant, [...rows]);
};
