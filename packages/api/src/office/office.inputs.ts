/** What the mutations of a council's people and offices take. */
import { Field, ID, InputType } from 'type-graphql';
import { OfCouncilInput } from '../access/access.inputs.js';

@InputType({ description: 'A person to make known to the council.' })
export class RegisterPersonInput extends OfCouncilInput {
  @Field(() => String, { description: 'The name.' })
  readonly name!: string;
}

@InputType({ description: 'Two ids that are one human. A reason is required.' })
export class MergePeopleInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The id that is to stand for nobody from now on.' })
  readonly personId!: string;

  @Field(() => ID, { description: 'The id that stands for the person from now on.' })
  readonly into!: string;
}

@InputType({ description: 'A role, team or body of the council.' })
export class DefineOfficeInput extends OfCouncilInput {
  @Field(() => String, { description: 'What it is called, such as "Head of Service".' })
  readonly name!: string;
}

@InputType({
  description: 'Who holds a role, or belongs to a team or body; `effectiveAt` says from or until when.',
})
export class HolderInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The role, team or body.' })
  readonly officeId!: string;

  @Field(() => ID, { description: 'The person.' })
  readonly personId!: string;
}
