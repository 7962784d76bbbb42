/** The GraphQL schema, from the list of resolvers. */
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema, getMetadataStorage } from 'type-graphql';
import { AccessLogResolver } from './access-log/access-log.resolver.js';
import { heldToLog } from './access-log/logged.js';
import { AccessMutations } from './access/access.mutations.js';
import { AccessResolver } from './access/access.resolver.js';
import { SignInMutations } from './access/sign-in.mutations.js';
import { ActionMutations } from './action/action.mutations.js';
import { ActionResolver } from './action/action.resolver.js';
import { ActionPartsMutations } from './action/parts.mutations.js';
import { ActionPartsResolver } from './action/parts.resolver.js';
import { DueDateMutations } from './action/due-date.mutations.js';
import { ChallengeMutations } from './challenge/challenge.mutations.js';
import {
  ActionChallengesResolver,
  ChallengeResolver,
  PlanChallengesResolver,
} from './challenge/challenge.resolver.js';
import {
  ActionDifferenceResolver,
  ComparisonResolver,
  FieldDifferenceResolver,
} from './comparison/comparison.resolver.js';
import { CorrectionMutations } from './correction/correction.mutations.js';
import { ChangeResolver } from './change/change.resolver.js';
import { AttributesMutations } from './council/attributes.mutations.js';
import { CouncilMutations } from './council/council.mutations.js';
import { CouncilResolver } from './council/council.resolver.js';
import { ProvenanceResolver } from './field/provenance.resolver.js';
import { DigestDeliveryResolver } from './digest/delivery.resolver.js';
import { DigestMutations } from './digest/digest.mutations.js';
import { DigestResolver } from './digest/digest.resolver.js';
import { ActionEscalationResolver, PlanEscalationResolver } from './digest/escalation.resolver.js';
import { RecipientMutations } from './digest/recipient.mutations.js';
import { guarded } from './guard.js';
import { AcceptanceMutations, InvitationMutations } from './invitation/invitation.mutations.js';
import { InvitationResolver } from './invitation/invitation.resolver.js';
import { NodeResolver } from './node.resolver.js';
import { OfficeMutations } from './office/office.mutations.js';
import { OfficeResolver } from './office/office.resolver.js';
import { ActorResolver, PersonResolver } from './person/person.resolver.js';
import { DueListsResolver } from './plan/due-lists.resolver.js';
import { askedWhereWanted } from './plan-record/object-type.js';
import { planRecordResolvers } from './plan-record/resolvers.js';
import { PlanMutations } from './plan/plan.mutations.js';
import { PlanResolver } from './plan/plan.resolver.js';
import { CommitmentType, WorkstreamType } from './plan/plan.types.js';
import {
  RagDifferenceResolver,
  RagIntervalResolver,
  RagTransitionResolver,
} from './rag-history/changes.resolver.js';
import { RagHistoryResolver } from './rag-history/rag-history.resolver.js';
import {
  ActionRagHistoryResolver,
  CommitmentRagHistoryResolver,
  PlanRagHistoryResolver,
  WorkstreamRagHistoryResolver,
} from './rag-history/subjects.resolver.js';
import { registerResolvers } from './register/resolvers.js';
import { ChurnResolver } from './staffing/churn.resolver.js';
import { MovementMutations } from './staffing/movement.mutations.js';
import { PostMutations } from './staffing/post.mutations.js';
import { DisclosureMutations } from './staffing/disclosure.mutations.js';
import { DisclosureResolver } from './staffing/disclosure.resolver.js';
import { MeasuresResolver } from './staffing/measures.resolver.js';
import { StaffingResolver } from './staffing/staffing.resolver.js';
import { StatusResolver } from './status/status.resolver.js';
import { DepartedOwnersResolver, OwnershipsResolver } from './workforce/departed.resolver.js';
import { ReportedFigureResolver, ReportedFiguresResolver } from './workforce/figures.resolver.js';
import { JoiningResolver } from './workforce/joining.resolver.js';
import { WorkforceMutations } from './workforce/workforce.mutations.js';

export const makeSchema = async (): Promise<GraphQLSchema> =>
  heldToLog(guarded(askedWhereWanted(describeRoots(await buildOurs()))));

/** A field without a resolver of its own is a property: looked up as GraphQL itself does, without a wrapper for each value. */
const readPlainly = (): void => {
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
};

/** All that answers or changes something. */
const resolvers = [
  AcceptanceMutations,
  AccessLogResolver,
  AccessMutations,
  AccessResolver,
  ActionChallengesResolver,
  ActionDifferenceResolver,
  ActionEscalationResolver,
  ActionMutations,
  ActionPartsMutations,
  ActionPartsResolver,
  ActionRagHistoryResolver,
  ActionResolver,
  ActorResolver,
  AttributesMutations,
  ChallengeMutations,
  ChallengeResolver,
  ChangeResolver,
  ChurnResolver,
  CommitmentRagHistoryResolver,
  ComparisonResolver,
  CorrectionMutations,
  CouncilMutations,
  CouncilResolver,
  DepartedOwnersResolver,
  DigestDeliveryResolver,
  DigestMutations,
  DigestResolver,
  DisclosureMutations,
  DisclosureResolver,
  DueDateMutations,
  DueListsResolver,
  FieldDifferenceResolver,
  InvitationMutations,
  InvitationResolver,
  JoiningResolver,
  MeasuresResolver,
  MovementMutations,
  NodeResolver,
  OfficeMutations,
  OfficeResolver,
  OwnershipsResolver,
  PersonResolver,
  PlanChallengesResolver,
  PlanEscalationResolver,
  PlanMutations,
  PlanRagHistoryResolver,
  ...planRecordResolvers,
  PlanResolver,
  PostMutations,
  ProvenanceResolver,
  RagDifferenceResolver,
  RagHistoryResolver,
  RagIntervalResolver,
  RagTransitionResolver,
  RecipientMutations,
  ...registerResolvers,
  ReportedFigureResolver,
  ReportedFiguresResolver,
  SignInMutations,
  StaffingResolver,
  StatusResolver,
  WorkforceMutations,
  WorkstreamRagHistoryResolver,
] as const;

const buildOurs = async (): Promise<GraphQLSchema> => {
  readPlainly();
  return buildSchema({
    resolvers: [...resolvers],
    // Found only through `node`.
    orphanedTypes: [WorkstreamType, CommitmentType],
    // The domain checks what it is given; one place for rules.
    validate: false,
  });
};

/** Decorators have no place for what the roots are. */
const describeRoots = (schema: GraphQLSchema): GraphQLSchema => {
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query) query.description = 'What can be asked.';
  if (mutation) mutation.description = 'What can be changed: one mutation for each command.';
  return schema;
};

/** The schema as text, sorted, so that a change of it is a small change of the text. */
export const sdlOf = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
