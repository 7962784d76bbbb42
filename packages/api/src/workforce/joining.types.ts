/** The wire shape of checks and inductions. */
import type { JoiningStatus, JoiningStepKind } from '@improvement-ledger/projections';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../connection.js';
import { OfficeType } from '../office/office.types.js';
import { PersonType } from '../person/person.types.js';
import { DateScalar } from '../scalars.js';
import { JoiningStatusEnum, JoiningStepKindEnum } from './workforce.enums.js';

@ObjectType('JoiningStep', { description: 'A check of an agency worker, or a part of the induction of any.' })
class JoiningStepType {
  @Field(() => JoiningStepKindEnum, { description: 'What it is.' })
  readonly kind!: JoiningStepKind;

  @Field(() => JoiningStatusEnum, { description: 'How it stands on the day on which one looks.' })
  readonly status!: JoiningStatus;

  @Field(() => PersonType, { description: 'The worker.' })
  readonly person!: PersonType;

  @Field(() => ID, { description: 'The engagement.' })
  readonly engagementId!: string;

  @Field(() => OfficeType, { nullable: true, description: 'The team in which it began.' })
  readonly team!: OfficeType | null;

  @Field(() => DateScalar, { description: 'The last day on which it is in time.' })
  readonly due!: string;

  @Field(() => DateScalar, { nullable: true, description: 'When it was done.' })
  readonly done!: string | null;

  @Field(() => PersonType, { nullable: true, description: 'Of references: who approved them.' })
  readonly approvedBy!: PersonType | null;

  @Field(() => String, { nullable: true, description: 'Of an exit reference: what was not accurate.' })
  readonly discrepancy!: string | null;
}

@ObjectType('JoiningCount', { description: 'How many joining steps of one kind stand how.' })
export class JoiningCountType {
  @Field(() => JoiningStepKindEnum, { description: 'What they are.' })
  readonly kind!: JoiningStepKind;

  @Field(() => Int, { description: 'Done in time.' })
  readonly done!: number;

  @Field(() => Int, { description: 'Done late.' })
  readonly late!: number;

  @Field(() => Int, { description: 'Due, and not done.' })
  readonly missing!: number;

  @Field(() => Int, { description: 'Not late yet.' })
  readonly due!: number;
}

export const JoiningStepConnection = connectionType('JoiningStep', JoiningStepType);
export type JoiningStepConnection = InstanceType<typeof JoiningStepConnection>;
