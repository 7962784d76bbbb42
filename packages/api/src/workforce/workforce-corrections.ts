/** What of figures, checks and inductions a correction can put right: fields of its input, and which event has which. */
import type { EventType } from '@improvement-ledger/domain';
import { seal } from '@improvement-ledger/domain';
import { Field, ID, InputType } from 'type-graphql';
import { CommandInput } from '../commands/input.types.js';
import { InterviewKindEnum } from './workforce.enums.js';

@InputType()
export class WorkforceCorrectionInput extends CommandInput {
  @Field(() => String, {
    nullable: true,
    description: 'For a figure: the right words for whom it is of; null: of all.',
  })
  readonly of?: string | null;

  @Field(() => String, { nullable: true, description: 'For a figure: the right source.' })
  readonly source?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For a reading that was entered wrongly: the value that was published; null: a blank.',
  })
  readonly value?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For a reading: as it was printed; null: as the value is.',
  })
  readonly printed?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For a reading: the right numerator; null: none is said.',
  })
  readonly numerator?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For a reading: the right denominator; null: none is said.',
  })
  readonly denominator?: string | null;

  @Field(() => InterviewKindEnum, { nullable: true, description: 'For an interview: how it was held.' })
  readonly interview?: string | null;

  @Field(() => ID, { nullable: true, description: 'For approved references: who approved them.' })
  readonly approvedBy?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For an exit reference: what was not accurate; null: it was accurate.',
  })
  readonly discrepancy?: string | null;
}

const plainFields = ['value', 'printed', 'numerator', 'denominator', 'interview', 'approvedBy'] as const;
const textFields = ['of', 'source', 'discrepancy'] as const;
const fields = [...plainFields, ...textFields] as const;
type WorkforceField = (typeof fields)[number];

export const isOfWorkforce = (field: string): field is WorkforceField =>
  (fields as readonly string[]).includes(field);

const isText = (field: WorkforceField): field is (typeof textFields)[number] =>
  (textFields as readonly string[]).includes(field);

/** The event's field as the input says it: texts are sealed. */
const valueOf = (field: WorkforceField, input: WorkforceCorrectionInput, subject: string): unknown => {
  if (!isText(field)) return input[field];
  const text = input[field];
  return text === null || text === undefined ? null : seal(subject, text);
};

const ofReading = ['value', 'printed', 'numerator', 'denominator'] as const;

const correctable = {
  FigureDefined: ['of', 'source'],
  FigureReported: ofReading,
  FigureRestated: ofReading,
  InterviewHeld: ['interview'],
  ReferencesApproved: ['approvedBy'],
  ExitReferenceReviewed: ['discrepancy'],
  DiscrepancyReported: [],
  InductionCompleted: [],
} as const satisfies Partial<Readonly<Record<EventType, readonly WorkforceField[]>>>;

const canBeEmpty: readonly WorkforceField[] = ['of', ...ofReading, 'discrepancy'];

/** What correcting takes in with one line each. */
export const ofWorkforce = { fields, correctable, canBeEmpty, valueOf } as const;
