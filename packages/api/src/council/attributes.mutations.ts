/** Changing a council's name and codes, as a reorganisation does. */
import type { Recorded, SealedText } from '@improvement-ledger/domain';
import { council, fold, seal, streamOf } from '@improvement-ledger/domain';
import { readStreams, step } from '@improvement-ledger/event-store';
import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import { OfCouncilInput } from '../access/access.inputs.js';
import { changeCouncil } from '../access/of-council.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import { CouncilPayload } from './council.mutations.js';

@InputType({
  description:
    "A council's name and codes from `effectiveAt` on. What is left out stays as it is; its key never changes.",
})
export class ChangeCouncilAttributesInput extends OfCouncilInput {
  @Field(() => String, { nullable: true, description: 'Its name.' })
  readonly name?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Its ONS code (GSS), such as E06000037; null: none. It belongs to no other council in these years.',
  })
  readonly gssCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its number with the Department for Education, such as 869; null: none.',
  })
  readonly dfeNumber?: string | null;
}

const attributesNow = async (
  context: ApiContext,
  tenant: string,
  councilId: string,
): Promise<{ name: SealedText; gssCode: string | null; dfeNumber: string | null }> => {
  const stream = streamOf('council', councilId);
  const events = await context.read(async (tx) => readStreams(tx, tenant, [stream]));
  const { attributes } = fold(council, events as Recorded<'CouncilRegistered'>[]);
  if (attributes === null) throw new Error(`The ledger of ${tenant} does not begin with its council.`);
  return attributes;
};

@Resolver()
export class AttributesMutations {
  @Mutation(() => CouncilPayload, { description: "Changes a council's name or codes from a day on." })
  async changeCouncilAttributes(
    @Arg('input', () => ChangeCouncilAttributesInput, INPUT) input: ChangeCouncilAttributesInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { council: tenant, name, gssCode, dfeNumber } = input;
    return changeCouncil(context, 'changeCouncilAttributes', input, async ({ council: subject }) => {
      const councilId = subject.replace(/^council:/, '');
      const before = await attributesNow(context, tenant, councilId);
      const command = {
        type: 'ChangeCouncilAttributes',
        councilId,
        name: typeof name === 'string' ? seal(subject, name) : before.name,
        gssCode: gssCode === undefined ? before.gssCode : gssCode,
        dfeNumber: dfeNumber === undefined ? before.dfeNumber : dfeNumber,
      } as const;
      return { step: step(council, councilId, command) };
    });
  }
}
