/** What the mutations of a due date take. */
import { Field, ID, InputType } from 'type-graphql';
import { ActionInput, DueInput } from './action.inputs.js';

@InputType({ description: 'When an action is due from now on.' })
export class ChangeDueDateInput extends ActionInput {
  @Field(() => DueInput, { description: 'When it is due from now on. `reason` is required.' })
  readonly due!: DueInput;
}

@InputType({ description: 'Another due date that is asked for.' })
export class RequestDueDateChangeInput extends ActionInput {
  @Field(() => DueInput, { description: 'When it is to be due. `reason` is required.' })
  readonly due!: DueInput;
}

@InputType()
class DueRequestInput extends ActionInput {
  @Field(() => ID, { description: "The request, as the action's `dueRequest` has it." })
  readonly requestId!: string;

  @Field(() => String, { nullable: true, description: 'A note.' })
  readonly note?: string | null;
}

@InputType({ description: 'The approval of a request.' })
export class ApproveDueDateChangeInput extends DueRequestInput {}

@InputType({ description: 'The refusal of a request.' })
export class RefuseDueDateChangeInput extends DueRequestInput {}
