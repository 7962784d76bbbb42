/** Correcting and retracting: the first entry stays in the log, the correction names it. */
import type { Recorded, Refusal } from '@improvement-ledger/domain';
import {
  action,
  challenge,
  commitment,
  council,
  disclosure,
  councilSubject,
  figure,
  digestRules,
  escalation,
  findCorrectable,
  grant,
  invitation,
  issuer,
  joining,
  ladder,
  link,
  office,
  person,
  personSubject,
  plan,
  planRecordKinds,
  planSubject,
  post,
  recipient,
  refuse,
  registers,
  token,
  worker,
  workstream,
} from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import { readEvent, readStreams } from '@improvement-ledger/event-store';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { ActionType } from '../action/action.types.js';
import { ChallengeType } from '../challenge/challenge.types.js';
import { carryOut, refusedPayload } from '../commands/carry-out.js';
import { councilIdOf } from '../commands/home.js';
import type { CommandInput } from '../commands/input.types.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload, UserError } from '../commands/payload.types.js';
import { actionSeen, challengeSeen, councilSeen, planSeen } from '../commands/seen.js';
import type { ApiContext } from '../context.js';
import { maySee } from '../context.js';
import { CouncilType } from '../council/council.types.js';
import { refOfKind } from '../ids.js';
import { checkMay, forbidden, mayDo } from '../permission.js';
import { PlanType } from '../plan/plan.types.js';
import { isNameless, otherwiseSaidBy, saidBy } from '../rules.js';
import { CorrectEventInput, CorrectionPayload, RetractEventInput } from './correction.inputs.js';
import { replace } from './replacement.js';

const aggregates: readonly Step['aggregate'][] = [
  council,
  person,
  grant,
  invitation,
  issuer,
  link,
  token,
  office,
  plan,
  workstream,
  commitment,
  action,
  challenge,
  post,
  worker,
  digestRules,
  recipient,
  ladder,
  escalation,
  ...planRecordKinds,
  figure,
  joining,
  ...registers,
  disclosure,
];

/** An event together with what is in force in its place. */
interface Named {
  readonly aggregate: Step['aggregate'];
  /** The id in the stream's name. */
  readonly id: string;
  readonly position: number;
  readonly inForce: Recorded;
  readonly councilId: string;
}

const notFound = refuse('event-not-found', 'changeId');

const find = async (context: ApiContext, changeId: string): Promise<Named | Refusal> => {
  const ref = refOfKind(changeId, 'Change');
  if (ref === null || !maySee(context, ref.tenant)) return notFound;
  const position = Number(ref.key);
  return context.read(async (tx) => {
    const stream = (await readEvent(tx, ref.tenant, position))?.stream;
    const aggregate = aggregates.find(({ category }) => stream?.startsWith(`${category}-`) === true);
    if (stream === undefined || aggregate === undefined) return notFound;
    const found = findCorrectable(await readStreams(tx, ref.tenant, [stream]), position);
    if (found === null) return notFound;
    const id = stream.slice(aggregate.category.length + 1);
    const councilId = await councilIdOf(tx, ref.tenant);
    return { aggregate, id, position, inForce: found.inForce ?? found.named, councilId };
  });
};

/** Whom or what the texts of an event, and the reason to correct it, are about. */
const subjectOf = ({ data }: Recorded, councilId: string): string => {
  if ('planId' in data) return planSubject(data.planId);
  if ('personId' in data && data.personId !== null) return personSubject(data.personId);
  return councilSubject(councilId);
};

/** What only some may say, only they may put right. */
const checkMayCorrect = (
  { caller }: ApiContext,
  { tenant, type }: Recorded,
  mutation: 'correctEvent' | 'retractEvent',
): void => {
  checkMay(caller, tenant, mutation);
  const saying = saidBy[type] ?? otherwiseSaidBy;
  if (mayDo(caller, tenant, saying) !== null) return;
  // Who may not put it right may not be told what it is either.
  const what = isNameless(type)
    ? `send ${mutation} for what is withheld from it`
    : `send ${mutation} for ${type}: only a role that may send ${saying} may`;
  throw forbidden(caller, tenant, what);
};

@Resolver(() => CorrectionPayload)
export class CorrectionMutations {
  @Mutation(() => CorrectionPayload, {
    description:
      'Says that an earlier change of any record was wrong, and what is right. A reason is required; the first entry stays visible.',
  })
  async correctEvent(
    @Arg('input', () => CorrectEventInput, INPUT) input: CorrectEventInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const named = await find(context, input.changeId);
    if ('code' in named) return refusedPayload(named);
    const { inForce, position, councilId } = named;
    checkMayCorrect(context, inForce, 'correctEvent');
    const replaced = await replace(context, inForce, subjectOf(inForce, councilId), input);
    if ('code' in replaced) return refusedPayload(replaced);
    const { replacement, registrations } = replaced;
    const command = { type: 'CorrectEvent', position, replacement } as const;
    return carry(context, 'correctEvent', named, input, command, registrations);
  }

  @Mutation(() => CorrectionPayload, {
    description:
      'Says that an earlier change of an action, or of what a plan demands, never happened. A reason is required; the first entry stays visible.',
  })
  async retractEvent(
    @Arg('input', () => RetractEventInput, INPUT) input: RetractEventInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const named = await find(context, input.changeId);
    if ('code' in named) return refusedPayload(named);
    checkMayCorrect(context, named.inForce, 'retractEvent');
    const command = { type: 'RetractEvent', position: named.position } as const;
    return carry(context, 'retractEvent', named, input, command, []);
  }

  @FieldResolver(() => ActionType, {
    nullable: true,
    description: 'The action whose change was corrected; null for other records.',
  })
  async action(
    @Root() { changed, position }: MutationPayload,
    @Ctx() context: ApiContext,
  ): Promise<ActionType | null> {
    return changed?.kind === 'Action' ? actionSeen(context, changed, position) : null;
  }

  @FieldResolver(() => ChallengeType, {
    nullable: true,
    description: 'The challenge of which a change was corrected; null for other records.',
  })
  async challenge(
    @Root() { changed, position }: MutationPayload,
    @Ctx() context: ApiContext,
  ): Promise<ChallengeType | null> {
    return changed?.kind === 'Challenge' ? challengeSeen(context, changed, position) : null;
  }

  @FieldResolver(() => PlanType, {
    nullable: true,
    description: 'The plan of which a change was corrected, of its workstreams and commitments as well.',
  })
  async plan(
    @Root() { changed, position }: MutationPayload,
    @Ctx() context: ApiContext,
  ): Promise<PlanType | null> {
    return changed?.kind === 'Plan' ? planSeen(context, changed, position) : null;
  }

  @FieldResolver(() => CouncilType, {
    nullable: true,
    description: 'The council whose registration, or that of one of its people, was corrected.',
  })
  async council(
    @Root() { changed, position }: MutationPayload,
    @Ctx() context: ApiContext,
  ): Promise<CouncilType | null> {
    return changed?.kind === 'Council' ? councilSeen(context, changed, position) : null;
  }
}

/** Records that are looked at by themselves. */
const kindsOfTheirOwn: ReadonlySet<string> = new Set([action.category, challenge.category]);

const carry = async (
  context: ApiContext,
  mutation: 'correctEvent' | 'retractEvent',
  { aggregate, id, inForce, councilId }: Named,
  input: CommandInput,
  command: object,
  registrations: readonly Step[],
): Promise<MutationPayload> => {
  const { event, position, changed, userErrors } = await carryOut(context, {
    mutation,
    tenant: inForce.tenant,
    subject: subjectOf(inForce, councilId),
    // Of a workstream or commitment the plan is what can be looked at.
    id: kindsOfTheirOwn.has(aggregate.category) || !('planId' in inForce.data) ? id : inForce.data.planId,
    steps: [{ aggregate, id, command }, ...registrations],
    input,
    // The corrected fact keeps its time unless another is given.
    effectiveAt: inForce.effectiveAt,
  });
  return { event, position, changed, userErrors: userErrors.map(inTermsOfTheInput) };
};

/** The command names by its position what the input names by its id. */
const inTermsOfTheInput = ({ code, field, message }: UserError): UserError => ({
  code,
  field: field === 'position' || field === 'replacement' ? 'changeId' : field,
  message,
});
