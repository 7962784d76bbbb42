/** The wire shape of how the whole ledger stands. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { InstantScalar, PositionScalar } from '../scalars.js';

@ObjectType('ParkedEvent', { description: 'An event that a read model cannot apply, and stands before.' })
export class ParkedEventType {
  @Field(() => PositionScalar, { description: "Its place in the council's log." })
  readonly position!: number;

  @Field(() => InstantScalar, { description: 'When it was first tried in vain.' })
  readonly since!: string;

  @Field(() => String, { description: 'What went wrong.' })
  readonly reason!: string;
}

@ObjectType('ReadModelStatus', { description: "How far a read model has read a council's log." })
export class ReadModelStatusType {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;

  @Field(() => Int, { description: 'The version that queries read.' })
  readonly version!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'The version that is being built to take its place: a raised one, or the same anew; null where none is.',
  })
  readonly buildingVersion!: number | null;

  @Field(() => PositionScalar, { description: 'The last position that it has applied.' })
  readonly position!: number;

  @Field(() => Int, { description: 'How many events it has still to apply.' })
  readonly lagEvents!: number;

  @Field(() => Float, {
    description:
      'The age of the oldest event that it has still to apply, in seconds: how long ago that was recorded; 0 when there is none. On a demonstration clock "now" is when the last event was recorded.',
  })
  readonly lagSeconds!: number;

  @Field(() => InstantScalar, { nullable: true, description: 'When it last applied something.' })
  readonly movedAt!: string | null;

  @Field(() => ParkedEventType, {
    nullable: true,
    description: 'What it stands before; null while it goes on.',
  })
  readonly parked!: ParkedEventType | null;
}

@ObjectType('CouncilStatus', { description: "How a council's log stands, and what is made of it." })
export class CouncilStatusType {
  @Field(() => String, { description: "The council's key." })
  readonly council!: string;

  @Field(() => PositionScalar, { description: 'The last position of its log.' })
  readonly head!: number;

  @Field(() => [ReadModelStatusType], { description: 'Its read models.' })
  readonly readModels!: ReadModelStatusType[];
}

@ObjectType('JobCount', { description: 'How many jobs of a queue are in a state.' })
export class JobCountType {
  @Field(() => String, { description: 'The state, such as `waiting`, `active`, `delayed` or `failed`.' })
  readonly state!: string;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType('QueueStatus', { description: 'How many jobs are in a queue.' })
export class QueueStatusType {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;

  @Field(() => [JobCountType], {
    nullable: true,
    description: 'Its jobs by state; null while the queue cannot be reached.',
  })
  readonly jobs!: JobCountType[] | null;
}

@ObjectType('Fault', { description: 'What went wrong in the workers, and how often.' })
export class FaultType {
  @Field(() => String, { description: 'Where: `queue`, `sweep`, or the name of a read model.' })
  readonly place!: string;

  @Field(() => String, {
    nullable: true,
    description: "The council's key; null when it concerned none alone.",
  })
  readonly council!: string | null;

  @Field(() => String, { description: 'Its kind: a code of the database, of the system or of the program.' })
  readonly code!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What went wrong; null where the words might quote what somebody wrote.',
  })
  readonly message!: string | null;

  @Field(() => String, { nullable: true, description: 'Where in the program.' })
  readonly frame!: string | null;

  @Field(() => Int, { description: 'How often it came.' })
  readonly times!: number;

  @Field(() => InstantScalar, { description: 'When it came first.' })
  readonly firstAt!: string;

  @Field(() => InstantScalar, { description: 'When it came last.' })
  readonly lastAt!: string;
}

@ObjectType('SystemStatus', { description: 'How the whole ledger stands, for whoever runs it.' })
export class SystemStatusType {
  @Field(() => [CouncilStatusType], { description: 'The councils that the caller may see, by key.' })
  readonly councils!: CouncilStatusType[];

  @Field(() => [QueueStatusType], { description: 'The queues of jobs.' })
  readonly queues!: QueueStatusType[];

  @Field(() => [FaultType], {
    description: 'The last faults of the workers, the newest first: one for each place, council and code.',
  })
  readonly faults!: FaultType[];
}
