/** The two points of a comparison, settled and checked: neither is to come, nor before the plan, nor are they reversed. */
import type { SharedReads } from '@improvement-ledger/event-store';
import { GraphQLError } from 'graphql';
import type { ApiContext } from '../context.js';
import { apiError } from '../errors.js';
import type { Point, TimeArguments } from '../point.js';
import { pointOf } from '../point.js';
import { planNamed, planThere } from '../roots.js';
import { viewOf } from '../view.js';
import type { TwoViews } from './compared.js';
import type { ComparisonArguments, PointInput } from './comparison.inputs.js';

type Side = 'from' | 'to';

/** What is wrong with an argument of a point is told of the argument that holds it. */
const settle = async (
  context: ApiContext,
  tenant: string,
  side: Side,
  args: TimeArguments,
  reads: SharedReads,
): Promise<Point> => {
  try {
    return await pointOf(context, tenant, args, { reads });
  } catch (error) {
    const argument = error instanceof GraphQLError ? error.extensions['argument'] : null;
    if (!(error instanceof GraphQLError) || (argument !== 'asOf' && argument !== 'knownAt')) throw error;
    const message = error.message.startsWith(argument) ? `${side}.${error.message}` : error.message;
    throw new GraphQLError(message, { extensions: { ...error.extensions, argument: `${side}.${argument}` } });
  }
};

const reversed = (name: 'asOf' | 'knownAt', first: string, second: string) =>
  apiError(
    'BAD_USER_INPUT',
    `from.${name} is ${first}, after that of to, ${second}: the points are reversed. Give the earlier one as from.`,
    `from.${name}`,
  );

const checkOrder = (from: Point, to: Point, given: PointInput): void => {
  if (from.at.asOf > to.at.asOf) throw reversed('asOf', String(given.asOf), to.at.asOf);
  if (from.at.knownAt > to.at.knownAt) {
    throw reversed('knownAt', `${given.knownAt} (position ${from.at.knownAt})`, `position ${to.at.knownAt}`);
  }
};

export const viewsOf = async (context: ApiContext, args: ComparisonArguments): Promise<TwoViews> => {
  const { tenant, key: planId } = planNamed(context, args.id);
  const { minPosition = null } = args;
  const given = args.from;
  const second: PointInput = args.to ?? {};
  // Both points are one question, and are read together.
  const reads = context.readsOf(tenant);
  const asked = { asOf: second.asOf ?? null, knownAt: second.knownAt ?? null, minPosition };
  const to = await settle(context, tenant, 'to', asked, reads);
  // What is left out is as at the second point, and cannot be after it.
  const first = { asOf: given.asOf ?? second.asOf ?? null, knownAt: given.knownAt ?? to.at.knownAt };
  const from = await settle(context, tenant, 'from', first, reads);
  checkOrder(from, to, given);
  const views = { planId, from: viewOf(context, tenant, from), to: viewOf(context, tenant, to) };
  const plans = [planThere(views.to, planId, second, 'to.'), planThere(views.from, planId, given, 'from.')];
  // Asked for together; where it was at neither, the second point is told of.
  const [atTo, atFrom] = await Promise.allSettled(plans);
  for (const plan of [atTo, atFrom]) if (plan?.status === 'rejected') throw plan.reason;
  return views;
};
