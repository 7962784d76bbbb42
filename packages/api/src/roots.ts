/** Finds the record that a root's id names, within the caller's councils. What may not be seen is not found. */
import type { ActionType } from './action/action.types.js';
import { presentActionsById } from './action/present.js';
import type { ChallengeType } from './challenge/challenge.types.js';
import { challengesIn } from './challenge/present.js';
import type { ApiContext } from './context.js';
import { apiError } from './errors.js';
import { refOf } from './ids.js';
import type { PlanType } from './plan/plan.types.js';
import { presentPlan } from './plan/present.js';
import type { TimeArguments } from './point.js';
import { pointOf } from './point.js';
import { planIn, viewOf } from './view.js';

type Root = TimeArguments & { readonly id: string };

const notFound = (kind: string) =>
  apiError('NOT_FOUND', `There is no ${kind} with this id that you may see, at the point asked about.`, 'id');

export const planAt = async (context: ApiContext, args: Root): Promise<PlanType> => {
  const { kind, tenant, key } = refOf(args.id);
  if (kind !== 'Plan' || !context.caller.councils.includes(tenant)) throw notFound('plan');
  const view = viewOf(context, tenant, await pointOf(context, tenant, args));
  const row = await planIn(view, key);
  if (row === null) throw notFound('plan');
  return presentPlan(row, view);
};

export const actionAt = async (context: ApiContext, args: Root): Promise<ActionType> => {
  const { kind, tenant, key } = refOf(args.id);
  if (kind !== 'Action' || !context.caller.councils.includes(tenant)) throw notFound('action');
  const view = viewOf(context, tenant, await pointOf(context, tenant, args));
  const [action] = await presentActionsById(view, [key]);
  if (action === undefined) throw notFound('action');
  return action;
};

export const challengeAt = async (context: ApiContext, args: Root): Promise<ChallengeType> => {
  const { kind, tenant, key } = refOf(args.id);
  if (kind !== 'Challenge' || !context.caller.councils.includes(tenant)) throw notFound('challenge');
  const view = viewOf(context, tenant, await pointOf(context, tenant, args));
  const [challenge] = await challengesIn(view, { challengeId: key });
  if (challenge === undefined) throw notFound('challenge');
  return challenge;
};
