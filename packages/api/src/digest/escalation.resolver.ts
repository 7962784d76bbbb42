/** The ladder of a plan, how its actions climb it, and the steps that an action came to. */
import { climbsOf, escalationSteps, londonDay } from '@improvement-ledger/domain';
import type { EscalationRow } from '@improvement-ledger/projections';
import { digestRegister, escalationsAt } from '@improvement-ledger/projections';
import { Arg, Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { ActionType } from '../action/action.types.js';
import { PageArguments, pageOf } from '../connection.js';
import { globalId } from '../ids.js';
import type { People } from '../person/people.js';
import { PlanType } from '../plan/plan.types.js';
import { DateScalar } from '../scalars.js';
import { once } from '../view.js';
import { ActionEscalationType, ClimbConnection, LadderStepType } from './escalation.types.js';
import { factsOn, presentClimb, settingsIn } from './present.js';

@Resolver(() => PlanType)
export class PlanEscalationResolver {
  @FieldResolver(() => [LadderStepType], {
    nullable: true,
    description:
      'Its ladder: after how many working days an action that is not done is told to whom. Empty: nothing is escalated.',
  })
  async escalationLadder(@Root() { planId, view }: PlanType): Promise<LadderStepType[]> {
    const set = (await settingsIn(view)).ladders.get(planId);
    return escalationSteps.flatMap((step) => {
      const workingDays = set?.[step] ?? null;
      return workingDays === null ? [] : [{ step, workingDays }];
    });
  }

  @FieldResolver(() => ClimbConnection, {
    nullable: true,
    description:
      'How its actions climb the ladder, as of a day past or to come, the earliest last day first: what was recorded, and what is to come if nothing changes.',
  })
  async escalations(
    @Root() { planId, view }: PlanType,
    @Arg('on', () => DateScalar, { nullable: true, description: 'The day; today, unless given.' })
    on: string | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ClimbConnection> {
    const facts = await factsOn(view, on ?? londonDay(view.present), null);
    const climbs = climbsOf(facts)
      .filter(({ action }) => action.planId === planId)
      .toSorted((a, b) => (a.lastDay < b.lastDay ? -1 : Number(a.lastDay > b.lastDay)));
    const ids = climbs.flatMap(({ steps }) => steps.flatMap(({ personIds }) => personIds));
    const people: People = { view, ids };
    return pageOf(
      climbs,
      page,
      ({ action }) => action.actionId,
      (climb) => presentClimb(view, climb, people),
    );
  }
}

@Resolver(() => ActionType)
export class ActionEscalationResolver {
  @FieldResolver(() => [ActionEscalationType], {
    nullable: true,
    description:
      'The steps of the ladder that it came to, in the order of recording: when its owners were reminded, and who was told after them.',
  })
  async escalations(@Root() { actionId, view, page }: ActionType): Promise<ActionEscalationType[]> {
    const { actionIds } = page;
    const rows = await once(view, `escalations ${actionIds.join()}`, async () =>
      view.read([digestRegister], async (tx) => escalationsAt(tx, view.tenant, view.at, actionIds)),
    );
    const people: People = { view, ids: rows.flatMap(({ personIds }) => personIds) };
    const shown = ({ step, lastDay, since, personIds, position }: EscalationRow): ActionEscalationType => ({
      step,
      lastDay,
      since,
      people: personIds.map((id) => ({ id, people })),
      changeId: globalId('Change', view.tenant, position),
    });
    return rows.filter((row) => row.actionId === actionId).map(shown);
  }
}
