/** The establishment: teams that are closed, posts, and their vacancies. */
import type { PostCommand } from '@improvement-ledger/domain';
import { office, post, seal } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { v7 } from 'uuid';
import type { OfCouncilInput } from '../access/access.inputs.js';
import { changeCouncil } from '../access/of-council.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import type { MutationName } from '../rules.js';
import {
  AdvertiseVacancyInput,
  ChangePostInput,
  ClosePostInput,
  CloseTeamInput,
  OpenPostInput,
  StaffingPayload,
  VacancyInput,
} from './staffing.inputs.js';

const sealed = (subject: string, text: string | null | undefined) =>
  text === null || text === undefined ? null : seal(subject, text);

/** Carries out one command for a post; `id` is what it begins, if not the post. */
const changePost = async (
  context: ApiContext,
  mutation: MutationName,
  input: OfCouncilInput,
  postId: string,
  commandOf: (council: string) => PostCommand,
  id = postId,
): Promise<MutationPayload> =>
  changeCouncil(context, mutation, input, ({ council }) => ({
    step: step(post, postId, commandOf(council)),
    id,
  }));

@Resolver(() => StaffingPayload)
export class PostMutations {
  @Mutation(() => StaffingPayload, { description: 'Closes a team: from then on nobody is placed in it.' })
  async closeTeam(
    @Arg('input', () => CloseTeamInput, INPUT) input: CloseTeamInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { officeId } = input;
    return changeCouncil(context, 'closeTeam', input, () => ({
      step: step(office, officeId, { type: 'CloseTeam', officeId }),
    }));
  }

  @Mutation(() => StaffingPayload, {
    description: 'Opens a post in a team, for a role. Another team, role or kind is another post.',
  })
  async openPost(
    @Arg('input', () => OpenPostInput, INPUT) input: OpenPostInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { teamId, roleId, kind, fte, budgetNote } = input;
    const postId = v7();
    return changePost(context, 'openPost', input, postId, (council) => {
      const about = { postId, teamId, roleId, kind, fte };
      return { type: 'OpenPost', ...about, budgetNote: sealed(council, budgetNote) };
    });
  }

  @Mutation(() => StaffingPayload, { description: "Changes a post's hours, or what is said of its budget." })
  async changePost(
    @Arg('input', () => ChangePostInput, INPUT) input: ChangePostInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { postId, fte, budgetNote } = input;
    return changePost(context, 'changePost', input, postId, (council) => {
      return { type: 'ChangePost', postId, fte, budgetNote: sealed(council, budgetNote) };
    });
  }

  @Mutation(() => StaffingPayload, { description: 'Closes a post: from then on nobody is placed in it.' })
  async closePost(
    @Arg('input', () => ClosePostInput, INPUT) input: ClosePostInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { postId, budgetNote } = input;
    return changePost(context, 'closePost', input, postId, (council) => {
      return { type: 'ClosePost', postId, budgetNote: sealed(council, budgetNote) };
    });
  }

  @Mutation(() => StaffingPayload, { description: 'Says that a vacancy of a post is advertised.' })
  async advertiseVacancy(
    @Arg('input', () => AdvertiseVacancyInput, INPUT) input: AdvertiseVacancyInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { postId } = input;
    const vacancyId = v7();
    const command = { type: 'AdvertiseVacancy', postId, vacancyId } as const;
    return changePost(context, 'advertiseVacancy', input, postId, () => command, vacancyId);
  }

  @Mutation(() => StaffingPayload, { description: 'Says that somebody was offered a vacant post.' })
  async offerVacancy(
    @Arg('input', () => VacancyInput, INPUT) input: VacancyInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { postId, vacancyId } = input;
    const command = { type: 'OfferVacancy', postId, vacancyId } as const;
    return changePost(context, 'offerVacancy', input, postId, () => command, vacancyId);
  }

  @Mutation(() => StaffingPayload, { description: 'Says that a vacancy is filled: somebody has accepted.' })
  async fillVacancy(
    @Arg('input', () => VacancyInput, INPUT) input: VacancyInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { postId, vacancyId } = input;
    const command = { type: 'FillVacancy', postId, vacancyId } as const;
    return changePost(context, 'fillVacancy', input, postId, () => command, vacancyId);
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'The post, engagement, vacancy, cover or planned movement that was begun or changed.',
  })
  id(@Root() { changed }: MutationPayload): string | null {
    return changed?.id ?? null;
  }
}
