/** Finds the record that a root's id names, within the caller's councils. What may not be seen is not found. */
import { LATEST } from '@improvement-ledger/domain';
import type { PlanRow } from '@improvement-ledger/projections';
import { actionRegister, addedAt, planRegister, plansAt } from '@improvement-ledger/projections';
import type { ActionType } from './action/action.types.js';
import { presentActionsById } from './action/present.js';
import type { ChallengeType } from './challenge/challenge.types.js';
import { challengesIn } from './challenge/present.js';
import type { ApiContext } from './context.js';
import { maySee } from './context.js';
import { apiError } from './errors.js';
import type { NodeRef } from './ids.js';
import { refOf } from './ids.js';
import type { PlanType } from './plan/plan.types.js';
import { presentPlan } from './plan/present.js';
import type { TimeArguments } from './point.js';
import { instantOf, pointOf } from './point.js';
import type { View } from './view.js';
import { planIn, viewOf } from './view.js';

type Root = TimeArguments & { readonly id: string };

const notFound = (kind: string) =>
  apiError('NOT_FOUND', `There is no ${kind} with this id that you may see, at the point asked about.`, 'id');

/** Before it was there nothing can be said of it: neither that it was there nor that nobody ever knew of it. */
const beforeItBegan = (kind: string, begun: string, { asOf, knownAt }: TimeArguments, within = '') => {
  if (asOf !== null && asOf !== undefined && instantOf(asOf) < begun) {
    const message = `${within}asOf is ${asOf}, before the ${kind} began, at ${begun}. Ask of that time or a later one.`;
    return apiError('BAD_USER_INPUT', message, `${within}asOf`);
  }
  const message = `${within}knownAt is ${knownAt ?? 'not given'}: nobody had recorded the ${kind} by then, though it began at ${begun}. Ask with a later knownAt, or without.`;
  return apiError('BAD_USER_INPUT', message, `${within}knownAt`);
};

/** The plan at a view's point, which these arguments meant; `within` names what holds them, as `from.`. */
export const planThere = async (
  view: View,
  planId: string,
  args: TimeArguments,
  within = '',
): Promise<PlanRow> => {
  const row = await planIn(view, planId);
  if (row !== null) return row;
  const [later] = await view.read([planRegister], async (tx) => plansAt(tx, view.tenant, LATEST, planId));
  throw later === undefined ? notFound('plan') : beforeItBegan('plan', later.draftedAt, args, within);
};

/** The council and key of the plan with this id. */
export const planNamed = (context: ApiContext, id: string): NodeRef => {
  const ref = refOf(id);
  if (ref.kind !== 'Plan' || !maySee(context, ref.tenant)) throw notFound('plan');
  return ref;
};

export const planAt = async (context: ApiContext, args: Root): Promise<PlanType> => {
  const { tenant, key } = planNamed(context, args.id);
  const view = viewOf(context, tenant, await pointOf(context, tenant, args));
  return presentPlan(await planThere(view, key, args), view);
};

export const actionAt = async (context: ApiContext, args: Root): Promise<ActionType> => {
  const { kind, tenant, key } = refOf(args.id);
  if (kind !== 'Action' || !maySee(context, tenant)) throw notFound('action');
  const view = viewOf(context, tenant, await pointOf(context, tenant, args));
  const [action] = await presentActionsById(view, [key]);
  if (action !== undefined) return action;
  const added = await view.read([actionRegister], async (tx) => addedAt(tx, tenant, key));
  throw added === null ? notFound('action') : beforeItBegan('action', added, args);
};

export const challengeAt = async (context: ApiContext, args: Root): Promise<ChallengeType> => {
  const { kind, tenant, key } = refOf(args.id);
  if (kind !== 'Challenge' || !maySee(context, tenant)) throw notFound('challenge');
  const view = viewOf(context, tenant, await pointOf(context, tenant, args));
  const [challenge] = await challengesIn(view, { challengeId: key });
  if (challenge === undefined) throw notFound('challenge');
  return challenge;
};
