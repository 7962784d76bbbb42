/** Registering a council. */
import { council, councilSubject, seal } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import { v7 } from 'uuid';
import { carryOut } from '../commands/carry-out.js';
import { CommandInput, INPUT } from '../commands/input.types.js';
import { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import { councilSeen } from '../commands/seen.js';
import { CouncilType } from './council.types.js';

@InputType({ description: 'A council to register.' })
export class RegisterCouncilInput extends CommandInput {
  @Field(() => String, { description: 'The key of its ledger: 2 to 40 of a-z, 0-9 and -. It never changes.' })
  readonly key!: string;

  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Its ONS code (GSS), such as E06000037.' })
  readonly gssCode?: string | null;
}

@ObjectType({ description: 'What became of a change to a council.' })
export class CouncilPayload extends MutationPayload {}

@Resolver(() => CouncilPayload)
export class CouncilMutations {
  @Mutation(() => CouncilPayload, { description: "Opens a council's ledger." })
  async registerCouncil(
    @Arg('input', () => RegisterCouncilInput, INPUT) input: RegisterCouncilInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const councilId = v7();
    const subject = councilSubject(councilId);
    const { key, name, gssCode = null } = input;
    const command = {
      type: 'RegisterCouncil',
      councilId,
      key,
      name: seal(subject, name),
      gssCode,
      clock: 'live',
    } as const;
    const steps = [step(council, councilId, command)];
    return carryOut(context, {
      mutation: 'registerCouncil',
      tenant: key,
      subject,
      id: councilId,
      steps,
      input,
    });
  }

  @FieldResolver(() => CouncilType, {
    nullable: true,
    description: 'The council as the change left it; null when it was refused, or is not to be read yet.',
  })
  async council(
    @Root() { changed, position }: MutationPayload,
    @Ctx() context: ApiContext,
  ): Promise<CouncilType | null> {
    return councilSeen(context, changed, position);
  }
}
