/** Fields of a change that are read only when asked for. */
import { FieldResolver, Resolver, Root } from 'type-graphql';
import { ActionType } from '../action/action.types.js';
import { presentActionsById } from '../action/present.js';
import { PositionScalar } from '../scalars.js';
import { ChangeType, FieldChangeType } from './change.types.js';
import { actionIdOf, correctionsOn, facetsOn } from './page.js';
import { planIn } from '../view.js';
import { presentFacet } from './present-facets.js';

@Resolver(() => ChangeType)
export class ChangeResolver {
  @FieldResolver(() => [FieldChangeType], {
    nullable: true,
    description: 'For a change of an action: each field it touched, with what held there before and after.',
  })
  async changes(@Root() { page, position, planId }: ChangeType): Promise<FieldChangeType[]> {
    const facets = (await facetsOn(page)).get(position) ?? [];
    const rates = facets.some(({ facet }) => facet === 'rag');
    const plan = rates && planId !== null ? await planIn(page.view, planId) : null;
    return facets.map((facet) => presentFacet(facet, plan?.vocabularies ?? []));
  }

  @FieldResolver(() => ActionType, {
    nullable: true,
    description:
      'For a change of an action: that action, at the point that the root asked about; null for other records.',
  })
  async action(@Root() { page, stream }: ChangeType): Promise<ActionType | null> {
    const actionId = actionIdOf(stream);
    if (actionId === null) return null;
    page.actions ??= presentActionsById(page.view, page.actionIds).then(
      (actions) => new Map(actions.map((action) => [action.actionId, action])),
    );
    return (await page.actions).get(actionId) ?? null;
  }

  @FieldResolver(() => PositionScalar, {
    nullable: true,
    description: 'The position of the later change that corrected this one, if one is known.',
  })
  async correctedBy(@Root() { page, position }: ChangeType): Promise<number | null> {
    return (await correctionsOn(page)).get(position) ?? null;
  }
}
