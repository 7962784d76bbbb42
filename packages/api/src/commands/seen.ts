/** The record that a mutation changed, read once the read models have seen the change; `null` while they have not. */
import { councilByCode, waitForReadModels } from '@improvement-ledger/projections';
import type { ActionType } from '../action/action.types.js';
import type { ChallengeType } from '../challenge/challenge.types.js';
import type { ApiContext } from '../context.js';
import { withCouncil } from '../caller.js';
import { contextFor, maySee } from '../context.js';
import type { CouncilType } from '../council/council.types.js';
import { presentCouncil } from '../council/council.resolver.js';
import { globalId } from '../ids.js';
import type { PlanType } from '../plan/plan.types.js';
import { pointOf } from '../point.js';
import { actionAt, challengeAt, planAt } from '../roots.js';
import { viewOf } from '../view.js';
import type { Changed } from './payload.types.js';

const seen = async (
  { sql, waitMsMax }: ApiContext,
  changed: Changed | null,
  position: number | null,
): Promise<Changed | null> => {
  if (changed === null || position === null) return null;
  const waited = await waitForReadModels(sql, changed.tenant, position, waitMsMax);
  return waited.reached ? changed : null;
};

export const actionSeen = async (
  context: ApiContext,
  changed: Changed | null,
  position: number | null,
): Promise<ActionType | null> => {
  const at = await seen(context, changed, position);
  return at === null ? null : actionAt(context, { id: globalId('Action', at.tenant, at.id) });
};

export const planSeen = async (
  context: ApiContext,
  changed: Changed | null,
  position: number | null,
): Promise<PlanType | null> => {
  const at = await seen(context, changed, position);
  return at === null ? null : planAt(context, { id: globalId('Plan', at.tenant, at.id) });
};

export const challengeSeen = async (
  context: ApiContext,
  changed: Changed | null,
  position: number | null,
): Promise<ChallengeType | null> => {
  const at = await seen(context, changed, position);
  return at === null ? null : challengeAt(context, { id: globalId('Challenge', at.tenant, at.id) });
};

export const councilSeen = async (
  context: ApiContext,
  changed: Changed | null,
  position: number | null,
): Promise<CouncilType | null> => {
  const at = await seen(context, changed, position);
  if (at === null) return null;
  const caller = maySee(context, at.tenant) ? context.caller : withCouncil(context.caller, at.tenant);
  const wider = contextFor(context, caller);
  const row = await wider.read(async (tx) => councilByCode(tx, at.tenant));
  return row === null ? null : presentCouncil(row, viewOf(wider, row.key, await pointOf(wider, row.key, {})));
};
