/** What a council published of its workforce, for whoever may see the council. Who may publish stands in `rules.ts`. */
import type { PublishedFigures } from '@improvement-ledger/domain';
import { measureFrom } from '@improvement-ledger/domain';
import { disclosureThresholdAt, publishedFigures, publishedFiguresAt } from '@improvement-ledger/projections';
import { Args, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { PageArguments, pageOf } from '../connection.js';
import { CouncilType } from '../council/council.types.js';
import { globalId } from '../ids.js';
import { officesIn } from '../office/office.resolver.js';
import type { OfficeType } from '../office/office.types.js';
import type { PublishedFiguresType } from './disclosure.types.js';
import { PublishedQuarterConnection } from './disclosure.types.js';

/** What was rounded to nothing may be of a few: nothing is told of it. */
const told = (count: number): number | null => (count === 0 ? null : count);

const present = (figures: PublishedFigures, office: OfficeType | null, threshold: number) => {
  const { establishmentFte, inPostFte, agencyFte } = figures;
  const isTold = inPostFte > 0 && agencyFte > 0;
  const parts = isTold ? ([agencyFte, agencyFte + inPostFte] as const) : ([0, 0] as const);
  const measures: PublishedFiguresType['measures'] = [
    {
      ...measureFrom('agency-worker-rate', parts),
      incomplete: isTold
        ? `Those in post and agency workers are rounded: each is less than ${threshold} FTE from what it is.`
        : `Those in post, or agency workers, are fewer than ${threshold} FTE.`,
    },
  ];
  return {
    office,
    starters: told(figures.starters),
    leavers: told(figures.leavers),
    conversions: told(figures.conversions),
    agencyStarted: told(figures.agencyStarted),
    agencyEnded: told(figures.agencyEnded),
    inPostFte: told(inPostFte),
    agencyFte: told(agencyFte),
    establishmentFte,
    measures,
  };
};

@Resolver(() => CouncilType)
export class DisclosureResolver {
  @FieldResolver(() => Int, {
    description: 'Below how many people counts of the workforce are not told, in what is published next.',
  })
  async disclosureThreshold(@Root() { view }: CouncilType): Promise<number> {
    return view.read([publishedFigures], async (tx) => disclosureThresholdAt(tx, view.tenant, view.at));
  }

  @FieldResolver(() => PublishedQuarterConnection, {
    nullable: true,
    description:
      'What it published of its workforce, the latest quarter first: counts rounded so that nobody is made out by them.',
  })
  async publishedFigures(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<PublishedQuarterConnection> {
    const rows = await view.read([publishedFigures], async (tx) =>
      publishedFiguresAt(tx, view.tenant, view.at),
    );
    const offices = await officesIn(view);
    return pageOf(
      rows,
      page,
      ({ position }) => String(position),
      ({ published, position, since }) => {
        const { quarter, threshold, knownAt, whole, teams, roles } = published;
        const ofOffice = ({ officeId, ...figures }: (typeof teams)[number]) =>
          present(figures, offices.get(officeId) ?? null, threshold);
        return {
          quarter,
          threshold,
          since,
          knownAt,
          change: globalId('Change', view.tenant, position),
          whole: present(whole, null, threshold),
          teams: teams.map(ofOffice),
          roles: roles.map(ofOffice),
        };
      },
    );
  }
}
