/** The wire shape of what one field of an action holds, and of where that comes from. */
import type { ActionField } from '@improvement-ledger/domain';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { EvidenceType } from '../action/parts.types.js';
import { ChangeType } from '../change/change.types.js';
import { ActionFieldEnum } from './field-enums.js';
import { PersonType } from '../person/person.types.js';
import { DueType, OwnerType, RagRatingType } from '../plan/parts.types.js';
import { InstantScalar, PositionScalar } from '../scalars.js';

@ObjectType('FieldValue', { description: 'What one field of an action holds.' })
export class FieldValueType {
  @Field(() => String, { description: 'The value as a person reads it; [erased] where its text was erased.' })
  readonly text!: string;

  @Field(() => RagRatingType, {
    nullable: true,
    description: 'Of a rating: it, in the vocabulary of its time.',
  })
  readonly rag!: RagRatingType | null;

  @Field(() => DueType, { nullable: true, description: 'Of a due date, or a request for one: the date.' })
  readonly due!: DueType | null;

  @Field(() => [OwnerType], { nullable: true, description: 'Of owners: each of them.' })
  readonly owners!: OwnerType[] | null;

  @Field(() => PersonType, {
    nullable: true,
    description: 'Of a claim of completion or a request for another due date: who made it.',
  })
  readonly by!: PersonType | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Of a link: the global id of the action that this one names.',
  })
  readonly linkedActionId!: string | null;

  @Field(() => InstantScalar, { description: 'From when it holds.' })
  readonly since!: string;

  @Field(() => PositionScalar, { description: 'The position of the change that says so.' })
  readonly position!: number;
}

@ObjectType('FieldProvenance', {
  description: 'Where the value of one field of an action comes from.',
})
export class FieldProvenanceType {
  @Field(() => ActionFieldEnum, { description: 'The field.' })
  readonly field!: ActionField;

  @Field(() => ID, {
    nullable: true,
    description: 'Of covers, links and evidence: the id of the one that is meant.',
  })
  readonly partId!: string | null;

  @Field(() => FieldValueType, { description: 'The value, and from when it holds.' })
  readonly value!: FieldValueType;

  @Field(() => ChangeType, {
    description:
      'The change that says so: by whom, on whose behalf, why, from which document, and when it was recorded.',
  })
  readonly change!: ChangeType;

  @Field(() => ChangeType, {
    description: 'The change that brought it in; the same, unless it was corrected since.',
  })
  readonly first!: ChangeType;

  @Field(() => InstantScalar, {
    description:
      'From when it has been what it is. A rating may have been said again since: `value.since` is then from when it was last said.',
  })
  readonly unchangedSince!: string;

  @Field(() => ChangeType, {
    description: 'The change with which it became so: `change`, unless a rating was said again since.',
  })
  readonly became!: ChangeType;

  @Field(() => Int, { description: 'How often the change that brought it in was corrected.' })
  readonly corrections!: number;

  @Field(() => ChangeType, {
    nullable: true,
    description:
      'Of a due date that was approved: the request, by whom and why. The approval is `change`. Else null.',
  })
  readonly request!: ChangeType | null;

  @Field(() => [EvidenceType], {
    description: 'What was shown for it: of a completion, the evidence for its claim.',
  })
  readonly evidence!: EvidenceType[];

  @Field(() => Int, {
    description:
      'How many values held before it. A rating that was said again is one value, and blank (not stated) is none.',
  })
  readonly valuesBefore!: number;
}
