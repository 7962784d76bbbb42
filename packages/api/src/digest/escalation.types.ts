/** The wire shape of a plan's ladder, and of how its actions climb it. */
import type { EscalationStep } from '@improvement-ledger/domain';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../connection.js';
import { PersonType } from '../person/person.types.js';
import { DateScalar, InstantScalar } from '../scalars.js';
import { EscalationStepEnum } from './digest.enums.js';

@ObjectType('LadderStep', { description: "A step of a plan's ladder." })
export class LadderStepType {
  @Field(() => EscalationStepEnum, { description: 'Who is told.' })
  readonly step!: EscalationStep;

  @Field(() => Int, { description: 'After how many working days; for a reminder, how many before.' })
  readonly workingDays!: number;
}

@ObjectType('ClimbStep', { description: 'A step that an action comes to, if nothing changes before.' })
class ClimbStepType {
  @Field(() => EscalationStepEnum, { description: 'Who is told.' })
  readonly step!: EscalationStep;

  @Field(() => DateScalar, { description: 'The working day on which it is reached.' })
  readonly day!: string;

  @Field(() => Boolean, { description: 'Whether it is reached by the day asked about.' })
  readonly isReached!: boolean;

  @Field(() => Boolean, { description: 'Whether it was recorded.' })
  readonly isRecorded!: boolean;

  @Field(() => [PersonType], { description: 'Who is told, as things stand; the board is told as a whole.' })
  readonly people!: readonly PersonType[];
}

@ObjectType('Climb', { description: "How an action climbs its plan's ladder." })
export class ClimbType {
  @Field(() => ID, { description: 'The global id of the action.' })
  readonly id!: string;

  @Field(() => String, { description: 'Its reference.' })
  readonly reference!: string;

  @Field(() => DateScalar, { description: 'The last day on which it is due.' })
  readonly lastDay!: string;

  @Field(() => [ClimbStepType], { description: 'The steps in their order.' })
  readonly steps!: readonly ClimbStepType[];
}
export const ClimbConnection = connectionType('Climb', ClimbType);
export type ClimbConnection = InstanceType<typeof ClimbConnection>;

@ObjectType('ActionEscalation', { description: 'A step of the ladder that an action came to.' })
export class ActionEscalationType {
  @Field(() => EscalationStepEnum, { description: 'Who was told.' })
  readonly step!: EscalationStep;

  @Field(() => DateScalar, { description: 'The last day on which the action was due then.' })
  readonly lastDay!: string;

  @Field(() => InstantScalar, { description: 'When it came to it.' })
  readonly since!: string;

  @Field(() => [PersonType], { description: 'Whom their next digests told of it.' })
  readonly people!: readonly PersonType[];

  @Field(() => ID, { description: 'The global id of the change.' })
  readonly changeId!: string;
}
