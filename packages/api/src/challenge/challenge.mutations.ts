/** Raising, answering and closing a challenge. */
import type { ChallengeCommand } from '@improvement-ledger/domain';
import { challenge, planSubject, refuse, seal } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { v7 } from 'uuid';
import { noteOf } from '../action/change.js';
import { carryOut, refusedPayload } from '../commands/carry-out.js';
import { homeOfAction, homeOfChallenge } from '../commands/home.js';
import type { ChangeInput } from '../commands/input.types.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import { challengeSeen } from '../commands/seen.js';
import type { ApiContext } from '../context.js';
import { maySee } from '../context.js';
import { refOfKind } from '../ids.js';
import {
  AnswerChallengeInput,
  ChallengePayload,
  CloseChallengeInput,
  RaiseChallengeInput,
} from './challenge.inputs.js';
import { ChallengeType } from './challenge.types.js';

/** The plan, and the action if it is one, that a challenge is to be about. */
const subjectOf = async (
  context: ApiContext,
  about: string,
): Promise<{ readonly tenant: string; readonly planId: string; readonly actionId: string | null } | null> => {
  const plan = refOfKind(about, 'Plan');
  if (plan === null) return homeOfAction(context, about);
  return maySee(context, plan.tenant) ? { tenant: plan.tenant, planId: plan.key, actionId: null } : null;
};

const change = async (
  context: ApiContext,
  mutation: 'answerChallenge' | 'closeChallenge',
  input: ChangeInput & { readonly challengeId: string },
  commandOf: (home: { readonly planId: string; readonly challengeId: string }) => ChallengeCommand,
): Promise<MutationPayload> => {
  const home = await homeOfChallenge(context, input.challengeId);
  if (home === null) return refusedPayload(refuse('challenge-not-found', 'challengeId'));
  const { tenant, planId, challengeId } = home;
  const steps = [step(challenge, challengeId, commandOf(home))];
  return carryOut(context, { mutation, tenant, subject: planSubject(planId), id: challengeId, steps, input });
};

@Resolver(() => ChallengePayload)
export class ChallengeMutations {
  @Mutation(() => ChallengePayload, { description: 'Puts a question to a plan, or to one of its actions.' })
  async raiseChallenge(
    @Arg('input', () => RaiseChallengeInput, INPUT) input: RaiseChallengeInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const about = await subjectOf(context, input.about);
    if (about === null) return refusedPayload(refuse('plan-not-found', 'about', 'Nor is it an action.'));
    const { tenant, planId, actionId } = about;
    const challengeId = v7();
    const command = {
      type: 'RaiseChallenge',
      planId,
      challengeId,
      about: actionId,
      board: noteOf(planId, input.board),
      question: seal(planSubject(planId), input.question),
    } as const;
    const steps = [step(challenge, challengeId, command)];
    const subject = planSubject(planId);
    return carryOut(context, { mutation: 'raiseChallenge', tenant, subject, id: challengeId, steps, input });
  }

  @Mutation(() => ChallengePayload, { description: 'Answers a challenge for the council.' })
  async answerChallenge(
    @Arg('input', () => AnswerChallengeInput, INPUT) input: AnswerChallengeInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return change(context, 'answerChallenge', input, ({ planId, challengeId }) => ({
      type: 'AnswerChallenge',
      planId,
      challengeId,
      answer: seal(planSubject(planId), input.answer),
    }));
  }

  @Mutation(() => ChallengePayload, {
    description: 'Closes a challenge: whoever raised it, or a plan manager with a reason.',
  })
  async closeChallenge(
    @Arg('input', () => CloseChallengeInput, INPUT) input: CloseChallengeInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return change(context, 'closeChallenge', input, ({ planId, challengeId }) => ({
      type: 'CloseChallenge',
      planId,
      challengeId,
      note: noteOf(planId, input.note),
    }));
  }

  @FieldResolver(() => ChallengeType, {
    nullable: true,
    description: 'The challenge as the change left it; null when it was refused, or is not to be read yet.',
  })
  async challenge(
    @Root() { changed, position }: MutationPayload,
    @Ctx() context: ApiContext,
  ): Promise<ChallengeType | null> {
    return challengeSeen(context, changed, position);
  }
}
