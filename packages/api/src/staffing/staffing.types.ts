/** The wire shape of posts, engagements and planned movements. */
import type { Employment, PostKind, WorkerEventType } from '@improvement-ledger/domain';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../connection.js';
import { OfficeType } from '../office/office.types.js';
import { PersonType } from '../person/person.types.js';
import { DateScalar, InstantScalar } from '../scalars.js';
import type { VacancyStatus } from './staffing.enums.js';
import {
  EmploymentEnum,
  MovementTypeEnum,
  PlannedKindEnum,
  PostKindEnum,
  VacancyStatusEnum,
} from './staffing.enums.js';

const VERSION = 'How many events its record has: give it as `expectedVersion`.';

@ObjectType('Vacancy', { description: 'A vacancy of a post.' })
export class VacancyType {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => VacancyStatusEnum, { description: 'How it stands.' })
  readonly status!: VacancyStatus;
}

@ObjectType('Post', { description: 'A post of the establishment, or beyond it.' })
class PostType {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => OfficeType, { nullable: true, description: 'The team.' })
  readonly team!: OfficeType | null;

  @Field(() => OfficeType, { nullable: true, description: 'The role.' })
  readonly role!: OfficeType | null;

  @Field(() => PostKindEnum, { description: 'Whether it is part of the structure.' })
  readonly kind!: PostKind;

  @Field(() => Int, { description: 'Its hours in hundredths of full time.' })
  readonly fte!: number;

  @Field(() => String, { nullable: true, description: 'What is said of its budget.' })
  readonly budgetNote!: string | null;

  @Field(() => InstantScalar, { description: 'From when it is there.' })
  readonly since!: string;

  @Field(() => InstantScalar, { nullable: true, description: 'From when it is there no more.' })
  readonly closedFrom!: string | null;

  @Field(() => [VacancyType], { description: 'Its vacancies, the earliest first.' })
  readonly vacancies!: VacancyType[];

  @Field(() => Int, { description: VERSION })
  readonly version!: number;
}

@ObjectType('PostCover', { description: 'A post that a worker covers besides their own.' })
export class PostCoverType {
  @Field(() => ID, { description: 'The id of the cover.' })
  readonly id!: string;

  @Field(() => ID, { description: 'The post.' })
  readonly postId!: string;
}

@ObjectType('Movement', { description: 'One movement of an engagement.' })
export class MovementType {
  @Field(() => MovementTypeEnum, { description: 'What it is.' })
  readonly type!: WorkerEventType;

  @Field(() => InstantScalar, { description: 'From when it holds.' })
  readonly since!: string;

  @Field(() => ID, { description: 'The global id of the change that says so.' })
  readonly change!: string;
}

@ObjectType('Engagement', {
  description:
    'One unbroken stretch of work of one person, from the start to the leaving or the end of the assignment.',
})
class EngagementType {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => PersonType, { description: 'Who works.' })
  readonly person!: PersonType;

  @Field(() => ID, { description: 'The post.' })
  readonly post!: string;

  @Field(() => OfficeType, { nullable: true, description: 'The team of the post.' })
  readonly team!: OfficeType | null;

  @Field(() => OfficeType, { nullable: true, description: 'The role of the post.' })
  readonly role!: OfficeType | null;

  @Field(() => EmploymentEnum, { description: 'On what terms.' })
  readonly employment!: Employment;

  @Field(() => Int, { description: 'The hours in hundredths of full time.' })
  readonly fte!: number;

  @Field(() => String, { nullable: true, description: 'Of an agency worker: the agency.' })
  readonly agency!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Of an agency worker: the last day planned.' })
  readonly plannedEnd!: string | null;

  @Field(() => InstantScalar, { description: 'From when.' })
  readonly since!: string;

  @Field(() => InstantScalar, { nullable: true, description: 'The first instant after it; null: not over.' })
  readonly until!: string | null;

  @Field(() => [PostCoverType], { description: 'Posts covered besides at the point asked about.' })
  readonly covers!: PostCoverType[];

  @Field(() => [MovementType], { description: 'Its movements, the earliest first.' })
  readonly changes!: MovementType[];

  @Field(() => Int, { description: VERSION })
  readonly version!: number;
}

@ObjectType('PlannedMovement', {
  description: 'A movement that is planned, and neither confirmed nor cancelled.',
})
export class PlannedMovementType {
  @Field(() => ID, { description: 'Its id: the movement that confirms it names it.' })
  readonly id!: string;

  @Field(() => PersonType, { description: 'Whose it is.' })
  readonly person!: PersonType;

  @Field(() => PlannedKindEnum, { description: 'What is planned.' })
  readonly kind!: string;

  @Field(() => DateScalar, { description: 'For which day.' })
  readonly on!: string;

  @Field(() => ID, { nullable: true, description: 'The post to which.' })
  readonly postId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The engagement.' })
  readonly engagementId!: string | null;

  @Field(() => EmploymentEnum, { nullable: true, description: 'On what terms, if known.' })
  readonly employment!: Employment | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of how many hours, in hundredths of full time, if known.',
  })
  readonly fte!: number | null;

  @Field(() => InstantScalar, { description: 'From when it is planned.' })
  readonly since!: string;
}

export const PostConnection = connectionType('Post', PostType);
export type PostConnection = InstanceType<typeof PostConnection>;
export const EngagementConnection = connectionType('Engagement', EngagementType);
export type EngagementConnection = InstanceType<typeof EngagementConnection>;
