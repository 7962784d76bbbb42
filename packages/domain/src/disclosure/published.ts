/** From the counts of a quarter to what is published of them. */
import type { DataOf } from '../events.js';
import { controlledRounding } from './controlled-rounding.js';

type Published = DataOf<'WorkforceFiguresPublished'>;
export type PublishedFigures = Published['whole'];

/** Counts of one team or role, as they are. */
export type CountedOffice = PublishedFigures & { readonly officeId: string };
export interface CountedQuarter {
  readonly teams: readonly CountedOffice[];
  readonly roles: readonly CountedOffice[];
}

/** Counts of people, and in how many units of a count one of them is. */
const ofPeople = {
  starters: 1,
  leavers: 1,
  conversions: 1,
  agencyStarted: 1,
  agencyEnded: 1,
  inPostFte: 100,
  agencyFte: 100,
} as const satisfies Partial<Record<keyof PublishedFigures, number>>;
const names = Object.keys(ofPeople) as (keyof typeof ofPeople)[];

const roundedOffices = (counted: readonly CountedOffice[], threshold: number): CountedOffice[] => {
  const parts = new Map(
    names.map((name) => [
      name,
      controlledRounding(
        counted.map((each) => each[name]),
        threshold * ofPeople[name],
      ).parts,
    ]),
  );
  return counted.map((each, index) => ({
    ...each,
    ...Object.fromEntries(names.map((name) => [name, parts.get(name)?.[index] ?? 0])),
  }));
};

const wholeOf = (rounded: readonly CountedOffice[]): PublishedFigures => {
  const sum = (name: keyof PublishedFigures): number => rounded.reduce((all, each) => all + each[name], 0);
  return {
    starters: sum('starters'),
    leavers: sum('leavers'),
    conversions: sum('conversions'),
    agencyStarted: sum('agencyStarted'),
    agencyEnded: sum('agencyEnded'),
    inPostFte: sum('inPostFte'),
    agencyFte: sum('agencyFte'),
    establishmentFte: sum('establishmentFte'),
  };
};

/** Teams and roles are rounded apart and both add up to the whole: each is a table of the same people. */
export const publishedOf = (
  { teams, roles }: CountedQuarter,
  threshold: number,
): Pick<Published, 'whole' | 'teams' | 'roles'> => {
  const roundedTeams = roundedOffices(teams, threshold);
  return { whole: wholeOf(roundedTeams), teams: roundedTeams, roles: roundedOffices(roles, threshold) };
};
