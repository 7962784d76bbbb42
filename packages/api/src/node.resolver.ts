/** Relay's `node` and `nodes`: any record by its global id. What may not be seen is not found. */
import { readEvents } from '@improvement-ledger/event-store';
import { councilByCode, planStructure, structureRow } from '@improvement-ledger/projections';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { presentChanges } from './change/page.js';
import type { ApiContext } from './context.js';
import { maySee } from './context.js';
import { presentCouncil } from './council/council.resolver.js';
import { apiError } from './errors.js';
import type { NodeRef } from './ids.js';
import { refOf } from './ids.js';
import { FIRST_MAX } from './limits.js';
import { NodeType } from './node.types.js';
import { recordNodes } from './plan-record/nodes.js';
import { presentCommitment, presentWorkstream } from './plan/present.js';
import { pointOf } from './point.js';
import { actionAt, challengeAt, planAt } from './roots.js';
import type { View } from './view.js';
import { structureIn, viewOf } from './view.js';

const councilNode = async (view: View): Promise<NodeType | null> => {
  const row = await view.read([], async (tx) => councilByCode(tx, view.tenant));
  return row === null ? null : presentCouncil(row, view);
};

const changeNode = async (view: View, position: number): Promise<NodeType | null> =>
  view.read([], async (tx) => {
    const events = await readEvents(tx, view.tenant, [position]);
    const [change] = await presentChanges(tx, view, [...events.values()]);
    return change ?? null;
  });

const structureNode = async (view: View, id: string): Promise<NodeType | null> => {
  const home = await view.read([planStructure], async (tx) => structureRow(tx, view.tenant, id));
  const structure = home === null ? [] : await structureIn(view, home.planId);
  const row = structure.find((each) => each.id === id);
  if (row === undefined) return null;
  return row.kind === 'workstream' ? presentWorkstream(row, structure, view) : presentCommitment(row, view);
};

const find = async (
  context: ApiContext,
  id: string,
  { kind, tenant, key }: NodeRef,
): Promise<NodeType | null> => {
  if (kind === 'Plan') return planAt(context, { id });
  if (kind === 'Action') return actionAt(context, { id });
  if (kind === 'Challenge') return challengeAt(context, { id });
  const view = viewOf(context, tenant, await pointOf(context, tenant, {}));
  switch (kind) {
    case 'Council':
      return councilNode(view);
    case 'Change':
      return changeNode(view.ofLog(), Number(key));
    case 'Workstream':
    case 'Commitment':
      return structureNode(view, key);
    case 'Meeting':
      return (await recordNodes[kind](view, key)) as NodeType | null;
  }
};

const nodeOf = async (context: ApiContext, id: string): Promise<NodeType> => {
  const ref = refOf(id);
  const node = maySee(context, ref.tenant) ? await find(context, id, ref) : null;
  if (node === null)
    throw apiError('NOT_FOUND', `There is no ${ref.kind.toLowerCase()} with this id that you may see.`, 'id');
  return node;
};

@Resolver()
export class NodeResolver {
  @Query(() => NodeType, { nullable: true, description: 'Any record by its global id.' })
  async node(
    @Arg('id', () => ID, { description: 'The global id.' }) id: string,
    @Ctx() context: ApiContext,
  ): Promise<NodeType> {
    return nodeOf(context, id);
  }

  @Query(() => [NodeType], {
    nullable: 'itemsAndList',
    description: `Up to ${FIRST_MAX} records by their global ids, in that order; null, with an error, for each that is not found.`,
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'The global ids.' }) ids: readonly string[],
    @Ctx() context: ApiContext,
  ): Promise<NodeType>[] {
    if (ids.length > FIRST_MAX) {
      throw apiError(
        'BAD_USER_INPUT',
        `ids has ${ids.length}; at most ${FIRST_MAX} are served. Ask in parts.`,
        'ids',
      );
    }
    // Each by itself: one that is not found is null in its place and leaves the others.
    return ids.map(async (id) => nodeOf(context, id));
  }
}
