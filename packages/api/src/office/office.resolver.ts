/** The council's people, and what they hold or belong to. */
import { textOf } from '@improvement-ledger/domain';
import { officeRegister, officesAt, peopleIn, personRegister } from '@improvement-ledger/projections';
import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArguments, pageOf } from '../connection.js';
import { CouncilType } from '../council/council.types.js';
import type { People } from '../person/people.js';
import type { View } from '../view.js';
import { KnownPersonConnection, OfficeType } from './office.types.js';

@Resolver(() => CouncilType)
export class OfficeResolver {
  @FieldResolver(() => KnownPersonConnection, {
    nullable: true,
    description: 'The people whom the council knows, in the order in which they became known.',
  })
  async people(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<KnownPersonConnection> {
    const { people, merged } = await view.read([personRegister], async (tx) => {
      const rows = await tx<{ person: string; human: string }[]>`
        select person, access.human_of(tenant, person) as human from access.merges where tenant = ${view.tenant}`;
      return {
        people: await peopleIn(tx, view.tenant),
        merged: new Map(rows.map(({ person, human }) => [person, human])),
      };
    });
    return pageOf(
      people,
      page,
      ({ personId }) => personId,
      ({ personId, name }) => ({
        id: personId,
        name: textOf(name),
        mergedInto: merged.get(personId) ?? null,
      }),
    );
  }

  @FieldResolver(() => [OfficeType], {
    nullable: true,
    description: 'Its roles, teams and bodies, with who holds them at the point asked about.',
  })
  async offices(@Root() { view }: CouncilType): Promise<OfficeType[]> {
    return [...(await officesIn(view)).values()];
  }
}

/** The council's roles, teams and bodies at the view's point, by id, in the order in which they were defined. */
export const officesIn = async (view: View): Promise<Map<string, OfficeType>> => {
  const rows = await view.read([officeRegister], async (tx) => officesAt(tx, view.tenant, view.at));
  const people: People = {
    view,
    ids: rows.flatMap(({ holders }) => holders.map(({ personId }) => personId)),
  };
  return new Map(
    rows.map(({ officeId, kind, name, holders, closedFrom }) => [
      officeId,
      {
        id: officeId,
        kind,
        name: textOf(name),
        holders: holders.map(({ personId, since }) => ({ person: { id: personId, people }, since })),
        closedFrom,
      },
    ]),
  );
};
