/** The two points of a comparison, settled and checked: neither is to come, nor before the plan, nor are they reversed. */
import { endOfLondonDay, londonDay } from '@improvement-ledger/domain';
import { readEnd } from '@improvement-ledger/event-store';
import { GraphQLError } from 'graphql';
import type { ApiContext } from '../context.js';
import { apiError } from '../errors.js';
import type { Point, TimeArguments } from '../point.js';
import { instantOf, pointOf } from '../point.js';
import { planNamed, planThere } from '../roots.js';
import { viewOf } from '../view.js';
import type { TwoViews } from './compared.js';
import type { ComparisonArguments, PointInput } from './comparison.inputs.js';

type Side = 'from' | 'to';

/** Today is not over, and may be asked of; with a demonstration clock today is the day of the last change. */
const refuseToCome = (side: Side, point: PointInput, now: string): void => {
  const day = londonDay(now);
  for (const name of ['asOf', 'knownAt'] as const) {
    const given = point[name];
    if (typeof given === 'string' && instantOf(given) > endOfLondonDay(day)) {
      throw apiError(
        'BAD_USER_INPUT',
        `${side}.${name} is ${given}, which is still to come: in this ledger it is ${day}. Ask of that day or an earlier one.`,
        `${side}.${name}`,
      );
    }
  }
};

/** What is wrong with an argument of a point is told of the argument that holds it. */
const settle = async (
  context: ApiContext,
  tenant: string,
  side: Side,
  args: TimeArguments,
): Promise<Point> => {
  try {
    return await pointOf(context, tenant, args);
  } catch (error) {
    if (!(error instanceof GraphQLError) || error.extensions['argument'] !== 'knownAt') throw error;
    const message = error.message.replace(/^knownAt/, `${side}.knownAt`);
    throw new GraphQLError(message, { extensions: { ...error.extensions, argument: `${side}.knownAt` } });
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
  const { now } = await context.read(async (tx) => readEnd(tx, tenant));
  refuseToCome('to', second, now);
  refuseToCome('from', given, now);
  const to = await settle(context, tenant, 'to', {
    asOf: second.asOf ?? null,
    knownAt: second.knownAt ?? null,
    minPosition,
  });
  // What is left out is as at the second point, and cannot be after it.
  const first = { asOf: given.asOf ?? second.asOf ?? null, knownAt: given.knownAt ?? to.at.knownAt };
  const from = await settle(context, tenant, 'from', first);
  checkOrder(from, to, given);
  const views = { planId, from: viewOf(context, tenant, from), to: viewOf(context, tenant, to) };
  await planThere(views.to, planId, second, 'to.');
  await planThere(views.from, planId, given, 'from.');
  return views;
};
