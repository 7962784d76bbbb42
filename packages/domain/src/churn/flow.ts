/** What moved in and out of one cell of team, role and terms of employment. */

/** What moved in one month, or was there before the first. */
export interface MonthFlow {
  /** `2015-07`. */
  readonly month: string;
  readonly starters: number;
  readonly leavers: number;
  readonly leaversFte: number;
  /** Agency workers whom the council employed. */
  readonly conversions: number;
  readonly movedIn: number;
  readonly movedOut: number;
  /** By how many those in post became more, and the same in hundredths of FTE. */
  readonly inPost: number;
  readonly inPostFte: number;
  /** Of these, in established posts. */
  readonly establishedInPostFte: number;
  readonly agencyStarted: number;
  readonly agencyEnded: number;
  readonly agency: number;
  readonly agencyFte: number;
  readonly establishedAgencyFte: number;
  /** By how much the establishment grew, and what is beyond it. */
  readonly establishmentFte: number;
  readonly supernumeraryFte: number;
  /** Assignments that ended before three months, and the days of all that ended. */
  readonly agencyEndedEarly: number;
  readonly assignmentDays: number;
  /** Days of absence of those in post in the quarter that ends with the month, in hundredths, and of how many workers. */
  readonly absenceDays: number;
  readonly absencesReported: number;
  /** Vacancies filled, and the days since each was advertised. */
  readonly vacanciesFilled: number;
  readonly daysToFill: number;
  /** Workers of a post, and posts: added in the month that they came, taken off twelve months after the last they were there. */
  readonly workersOfYear: number;
  readonly postsOfYear: number;
  /** By how many those in post became more, by the number of the month since when they are employed (`monthNumber`). */
  readonly since: ReadonlyMap<number, number>;
}
/** What of a month's flows is added up. */
export type Amount = Exclude<keyof MonthFlow, 'month' | 'since'>;

export const amounts: readonly Amount[] = [
  'starters',
  'leavers',
  'leaversFte',
  'conversions',
  'movedIn',
  'movedOut',
  'inPost',
  'inPostFte',
  'establishedInPostFte',
  'agencyStarted',
  'agencyEnded',
  'agency',
  'agencyFte',
  'establishedAgencyFte',
  'establishmentFte',
  'supernumeraryFte',
  'agencyEndedEarly',
  'assignmentDays',
  'absenceDays',
  'absencesReported',
  'vacanciesFilled',
  'daysToFill',
  'workersOfYear',
  'postsOfYear',
];
