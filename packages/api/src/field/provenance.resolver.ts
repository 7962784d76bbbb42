/** Where each value of an action comes from, read only when asked for, for all actions of a page at once. */
import { actionFields } from '@improvement-ledger/domain';
import { FieldResolver, Resolver, Root } from 'type-graphql';
import { ActionType } from '../action/action.types.js';
import { FieldProvenanceType } from './field.types.js';
import { provenanceOn } from './provenance.js';

@Resolver(() => ActionType)
export class ProvenanceResolver {
  @FieldResolver(() => [FieldProvenanceType], {
    nullable: true,
    description:
      'For each field that holds something, where its value comes from: the change that says so, who, on whose authority, why, since when, and how many values there were before.',
  })
  async provenance(@Root() { actionId, page }: ActionType): Promise<FieldProvenanceType[]> {
    const all = (await provenanceOn(page)).get(actionId) ?? [];
    return all.toSorted((a, b) => actionFields.indexOf(a.field) - actionFields.indexOf(b.field));
  }
}
