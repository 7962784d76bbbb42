/** What the records of the registers in a test council are about, and their ids. */

/** Whom and what the records are about. */
export interface Around {
  readonly personId: string;
  readonly otherPersonId: string;
  readonly teamId: string;
  /** The global id of an action. */
  readonly actionId: string;
}
/** Sends a mutation about the council, and answers with the id of what it made. */
export type Make = (mutation: string, input: object) => Promise<string>;
export interface Kept {
  readonly programmeId: string;
  readonly auditId: string;
  readonly remedyId: string;
  readonly indicatorId: string;
  readonly indicatorLinkId: string;
  readonly riskId: string;
  readonly concernId: string;
  readonly countId: string;
  readonly learningId: string;
  readonly legalId: string;
  readonly assessmentId: string;
  readonly entryId: string;
}
