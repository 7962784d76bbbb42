/** When a council sends digests, to whom names lead, and how its people get them. */
import type { DigestRulesCommand } from '@improvement-ledger/domain';
import {
  digestRules,
  ladder,
  planSubject,
  refuse,
  scheduleOfCron,
  seal,
  timeZoneFault,
} from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { v7 } from 'uuid';
import type { OfCouncilInput } from '../access/access.inputs.js';
import { changeCouncil } from '../access/of-council.js';
import { carryOut, refusedPayload } from '../commands/carry-out.js';
import { councilIdOf } from '../commands/home.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import { maySee } from '../context.js';
import { refOfKind } from '../ids.js';
import type { MutationName } from '../rules.js';
import {
  DigestPayload,
  EndDigestScheduleInput,
  MapOwnerInput,
  SetClosureDaysInput,
  SetDigestScheduleInput,
  SetEscalationLadderInput,
  UnmapOwnerInput,
} from './digest.inputs.js';

/** Carries out one command on what a council rules; `id` is what it begins, if not that. */
const rule = async (
  context: ApiContext,
  mutation: MutationName,
  input: OfCouncilInput,
  commandOf: (councilId: string, subject: string) => DigestRulesCommand,
  begun?: string,
): Promise<MutationPayload> =>
  changeCouncil(context, mutation, input, async ({ council }) => {
    const councilId = await context.read(async (tx) => councilIdOf(tx, input.council));
    return {
      step: step(digestRules, councilId, commandOf(councilId, council)),
      ...(begun === undefined ? {} : { id: begun }),
    };
  });

@Resolver(() => DigestPayload)
export class DigestMutations {
  @Mutation(() => DigestPayload, {
    description: 'Says when digests of a kind are sent, and what they tell of.',
  })
  async setDigestSchedule(
    @Arg('input', () => SetDigestScheduleInput, INPUT) input: SetDigestScheduleInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { kind, cron, timeZone, workingDay, workingDaysBefore, isStatutory, withNarratives } = input;
    const { dueSoonDays, staleDays } = input;
    const zone = timeZoneFault(timeZone);
    if (zone !== null) return refusedPayload(zone);
    const read = cron === null || cron === undefined ? null : scheduleOfCron(kind, cron);
    if (read?.refusal !== undefined) return refusedPayload(read.refusal);
    const { weekdays, time } = read?.told ?? { weekdays: input.weekdays ?? [], time: input.time ?? '' };
    const days = { weekdays: [...weekdays], workingDay, workingDaysBefore, time };
    const told = { isStatutory, withNarratives, dueSoonDays, staleDays };
    return rule(context, 'setDigestSchedule', input, (councilId) => ({
      type: 'SetDigestSchedule',
      councilId,
      kind,
      ...days,
      ...told,
    }));
  }

  @Mutation(() => DigestPayload, { description: 'Says that digests of a kind are sent no more.' })
  async endDigestSchedule(
    @Arg('input', () => EndDigestScheduleInput, INPUT) input: EndDigestScheduleInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { kind } = input;
    return rule(context, 'endDigestSchedule', input, (councilId) => ({
      type: 'EndDigestSchedule',
      councilId,
      kind,
    }));
  }

  @Mutation(() => DigestPayload, {
    description: 'Names the days on which the council is closed besides weekends and bank holidays.',
  })
  async setClosureDays(
    @Arg('input', () => SetClosureDaysInput, INPUT) input: SetClosureDaysInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { days } = input;
    return rule(context, 'setClosureDays', input, (councilId) => ({
      type: 'SetClosureDays',
      councilId,
      days,
    }));
  }

  @Mutation(() => DigestPayload, {
    description:
      'Says to whom the name of a role, team, body or organisation leads, where plans name it as an owner.',
  })
  async mapOwner(
    @Arg('input', () => MapOwnerInput, INPUT) input: MapOwnerInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { kind, name, personId = null, officeId = null } = input;
    const mappingId = v7();
    const command = (councilId: string, subject: string): DigestRulesCommand => ({
      type: 'MapOwner',
      councilId,
      mappingId,
      kind,
      name: seal(subject, name),
      personId,
      officeId,
    });
    return rule(context, 'mapOwner', input, command, mappingId);
  }

  @Mutation(() => DigestPayload, { description: 'Takes back where a name leads.' })
  async unmapOwner(
    @Arg('input', () => UnmapOwnerInput, INPUT) input: UnmapOwnerInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { mappingId } = input;
    return rule(
      context,
      'unmapOwner',
      input,
      (councilId) => ({ type: 'UnmapOwner', councilId, mappingId }),
      mappingId,
    );
  }

  @Mutation(() => DigestPayload, {
    description: 'Says after how many working days an action of a plan that is not done is told to whom.',
  })
  async setEscalationLadder(
    @Arg('input', () => SetEscalationLadderInput, INPUT) input: SetEscalationLadderInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { reminder = null, owner = null, lead = null, sponsor = null, board = null } = input;
    const ref = refOfKind(input.planId, 'Plan');
    if (ref === null || !maySee(context, ref.tenant))
      return refusedPayload(refuse('plan-not-found', 'planId'));
    const { tenant, key: planId } = ref;
    const steps = { reminder, owner, lead, sponsor, board };
    return carryOut(context, {
      mutation: 'setEscalationLadder',
      tenant,
      subject: planSubject(planId),
      id: planId,
      steps: [step(ladder, planId, { type: 'SetEscalationLadder', planId, ...steps })],
      input,
    });
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'The person, mapping, plan or council of which something was said.',
  })
  id(@Root() { changed }: MutationPayload): string | null {
    return changed?.id ?? null;
  }
}
