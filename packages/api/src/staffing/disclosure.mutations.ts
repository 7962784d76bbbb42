/** What a council publishes of its workforce, and how coarsely. */
import { disclosure, isQuarter } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { countedQuarterAt, recruitmentChurn } from '@improvement-ledger/projections';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { changeCouncil } from '../access/of-council.js';
import { settle } from '../commands/home.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import { pointOf } from '../point.js';
import { viewOf } from '../view.js';
import { PublishWorkforceFiguresInput, SetDisclosureThresholdInput } from './disclosure.types.js';
import { StaffingPayload } from './staffing.inputs.js';

const NO_COUNTS = { teams: [], roles: [], knownAt: null };

/** The counts of a quarter as known now; of what is no quarter there are none, and the catalogue refuses it. */
const counted = async (context: ApiContext, tenant: string, quarter: string) => {
  if (!isQuarter(quarter)) return NO_COUNTS;
  await settle(context, tenant);
  const view = viewOf(context, tenant, await pointOf(context, tenant, {}));
  const counts = await view.read([recruitmentChurn], async (tx) =>
    countedQuarterAt(tx, tenant, view.at, quarter),
  );
  return { ...counts, knownAt: view.at.knownAt };
};

@Resolver(() => StaffingPayload)
export class DisclosureMutations {
  @Mutation(() => StaffingPayload, {
    description:
      'Sets below how many people counts of the workforce are not told, in what is published next.',
  })
  async setDisclosureThreshold(
    @Arg('input', () => SetDisclosureThresholdInput, INPUT) input: SetDisclosureThresholdInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return changeCouncil(context, 'setDisclosureThreshold', input, ({ council }) => {
      const councilId = council.replace(/^council:/, '');
      const command = { type: 'SetDisclosureThreshold', councilId, threshold: input.threshold } as const;
      return { step: step(disclosure, councilId, command) };
    });
  }

  @Mutation(() => StaffingPayload, {
    description:
      'Publishes counts of a quarter that is over, as known now, for whoever may see the council. They are rounded to multiples of the threshold, and never published again.',
  })
  async publishWorkforceFigures(
    @Arg('input', () => PublishWorkforceFiguresInput, INPUT) input: PublishWorkforceFiguresInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { council: tenant, quarter } = input;
    return changeCouncil(context, 'publishWorkforceFigures', input, async ({ council }) => {
      const councilId = council.replace(/^council:/, '');
      const counts = await counted(context, tenant, quarter);
      return {
        step: step(disclosure, councilId, {
          type: 'PublishWorkforceFigures',
          councilId,
          quarter,
          ...counts,
        }),
      };
    });
  }
}
