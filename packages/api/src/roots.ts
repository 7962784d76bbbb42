/** Finds the record that a root's id names, within the caller's councils. What may not be seen is not found. */
import { LATEST } from '@improvement-ledger/domain';
import { actionRegister, addedAt, planRegister, plansAt } from '@improvement-ledger/projections';
import type { ActionType } from './action/action.types.js';
import { presentActionsById } from './action/present.js';
import type { ChallengeType } from './challenge/challenge.types.js';
import { challengesIn } from './challenge/present.js';
import type { ApiContext } from './context.js';
import { maySee } from './context.js';
import { apiError } from './errors.js';
import { refOf } from './ids.js';
import type { PlanType } from './plan/plan.types.js';
import { presentPlan } from './plan/present.js';
import type { TimeArguments } from './point.js';
import { instantOf, pointOf } from './point.js';
import { planIn, viewOf } from './view.js';

type Root = TimeArguments & { readonly id: string };

const notFound = (kind: string) =>
  apiError('NOT_FOUND', `There is no ${kind} with this id that you may see, at the point asked about.`, 'id');

/** Before it was there nothing can be said of it: neither that it was there nor that nobody ever knew of it. */
const beforeItBegan = (kind: string, begun: string, { asOf, knownAt }: TimeArguments) => {
  if (asOf !== null && asOf !== undefined && instantOf(asOf) < begun) {
    const message = `asOf is ${asOf}, before the ${kind} began, at ${begun}. Ask of that time or a later one.`;
    return apiError('BAD_USER_INPUT', message, 'asOf');
  }
  const message = `knownAt is ${knownAt ?? 'not given'}: nobody had recorded the ${kind} by then, though it began at ${begun}. Ask with a later knownAt, or without.`;
  return apiError('BAD_USER_INPUT', message, 'knownAt');
};

export const planAt = async (context: ApiContext, args: Root): Promise<PlanType> => {
  const { kind, tenant, key } = refOf(args.id);
  if (kind !== 'Plan' || !maySee(context, tenant)) throw notFound('plan');
  const view = viewOf(context, tenant, await pointOf(context, tenant, args));
  const row = await planIn(view, key);
  if (row !== null) return presentPlan(row, view);
  const later = (await view.read([planRegister], async (tx) => plansAt(tx, tenant, LATEST, key)))[0];
  throw later === undefined ? notFound('plan') : beforeItBegan('plan', later.draftedAt, args);
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
