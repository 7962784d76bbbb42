/** The council's people, and what they hold or belong to. */
import type { OfficeKind } from '@improvement-ledger/domain';
import { office, person, personSubject, seal } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { v7 } from 'uuid';
import { AccessPayload } from '../access/access.inputs.js';
import { changeCouncil } from '../access/of-council.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import { newPerson } from '../person/new-person.js';
import { DefineOfficeInput, HolderInput, MergePeopleInput, RegisterPersonInput } from './office.inputs.js';

const define = async (
  context: ApiContext,
  mutation: 'defineRole' | 'defineTeam' | 'defineBody',
  kind: OfficeKind,
  input: DefineOfficeInput,
): Promise<MutationPayload> =>
  changeCouncil(context, mutation, input, ({ council }) => {
    const officeId = v7();
    const command = { type: 'DefineOffice', kind, officeId, name: seal(council, input.name) } as const;
    return { step: step(office, officeId, command) };
  });

@Resolver()
export class OfficeMutations {
  @Mutation(() => AccessPayload, { description: 'Makes a person known to the council under an opaque id.' })
  async registerPerson(
    @Arg('input', () => RegisterPersonInput, INPUT) input: RegisterPersonInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return changeCouncil(context, 'registerPerson', input, () => {
      const personId = v7();
      return { step: newPerson(personId, input.name), subject: personSubject(personId) };
    });
  }

  @Mutation(() => AccessPayload, {
    description:
      'Says that two ids are one human: what is to be done by two people, neither id does for the other.',
  })
  async mergePeople(
    @Arg('input', () => MergePeopleInput, INPUT) input: MergePeopleInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId, into } = input;
    return changeCouncil(context, 'mergePeople', input, () => ({
      step: step(person, personId, { type: 'MergePerson', personId, into }),
      subject: personSubject(personId),
    }));
  }

  @Mutation(() => AccessPayload, { description: 'Names a role that people hold in the council.' })
  async defineRole(
    @Arg('input', () => DefineOfficeInput, INPUT) input: DefineOfficeInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return define(context, 'defineRole', 'role', input);
  }

  @Mutation(() => AccessPayload, { description: 'Names a team of the council.' })
  async defineTeam(
    @Arg('input', () => DefineOfficeInput, INPUT) input: DefineOfficeInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return define(context, 'defineTeam', 'team', input);
  }

  @Mutation(() => AccessPayload, { description: 'Names a board, committee or panel.' })
  async defineBody(
    @Arg('input', () => DefineOfficeInput, INPUT) input: DefineOfficeInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return define(context, 'defineBody', 'body', input);
  }

  @Mutation(() => AccessPayload, {
    description: 'Says that a person took up a role, or joined a team or body.',
  })
  async appointHolder(
    @Arg('input', () => HolderInput, INPUT) input: HolderInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { officeId, personId } = input;
    return changeCouncil(context, 'appointHolder', input, () => ({
      step: step(office, officeId, { type: 'AppointHolder', officeId, personId }),
    }));
  }

  @Mutation(() => AccessPayload, {
    description: 'Says that a person gave up a role, or left a team or body.',
  })
  async endHolder(
    @Arg('input', () => HolderInput, INPUT) input: HolderInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { officeId, personId } = input;
    return changeCouncil(context, 'endHolder', input, () => ({
      step: step(office, officeId, { type: 'EndHolder', officeId, personId }),
    }));
  }
}
