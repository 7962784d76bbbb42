/** What the records of the council that has one of each are named by. */
import { globalId } from '../ids.js';
import type { FullCouncil } from './full-council.js';

/** By the names of the fields of inputs. */
type Names = Readonly<Record<string, string>>;

/** The global ids of a council's records, by their type. */
export const nodesOf = (council: FullCouncil): Readonly<Record<string, readonly string[]>> => ({
  Council: [globalId('Council', council.council, council.council)],
  Plan: [council.planId],
  Workstream: [council.workstreamId],
  Commitment: [council.commitmentId],
  Action: [council.actionId, council.otherActionId, council.withdrawnActionId],
  Challenge: [council.challengeId],
  Change: [council.changeId, council.correctionId],
  Meeting: [council.meetingId],
  Inspection: [council.inspectionId],
  Cost: [council.costId],
  ReconciliationFlag: [council.flagId],
  SuccessMeasure: [council.measureId],
  PlanVersion: [council.versionId],
  UpdateRound: [council.roundId],
  Pack: [council.packId],
});

const namesOfPlan = (council: FullCouncil): Names => ({
  council: council.council,
  planId: council.planId,
  workstreamId: council.workstreamId,
  commitmentId: council.commitmentId,
  actionId: council.actionId,
  changeId: council.changeId,
  personId: council.personId,
  into: council.otherPersonId,
  officeId: council.officeId,
  issuerId: council.issuerId,
  grantId: council.grantId,
  invitationId: council.invitationId,
  code: council.code,
  tokenId: council.tokenId,
  to: council.otherActionId,
  requestId: council.requestId,
  coverId: council.coverId,
  evidenceId: council.evidenceId,
  challengeId: council.challengeId,
  claim: council.claimId,
});

const namesOfStaff = (council: FullCouncil): Names => ({
  teamId: council.teamId,
  roleId: council.roleId,
  postId: council.postId,
  vacancyId: council.vacancyId,
  engagementId: council.engagementId,
  movementId: council.movementId,
  figureId: council.figureId,
  approvedBy: council.otherPersonId,
});

const namesAround = (council: FullCouncil): Names => ({
  bodyId: council.bodyId,
  meetingId: council.meetingId,
  signalId: council.signalId,
  inspectionId: council.inspectionId,
  recommendationId: council.recommendationId,
  costId: council.costId,
  flagId: council.flagId,
  measureId: council.measureId,
  versionId: council.versionId,
  roundId: council.roundId,
  packId: council.packId,
  mappingId: council.mappingId,
});

const namesOfRegisters = (council: FullCouncil): Names => ({
  programmeId: council.programmeId,
  auditId: council.auditId,
  remedyId: council.remedyId,
  indicatorId: council.indicatorId,
  riskId: council.riskId,
  concernId: council.concernId,
  countId: council.countId,
  learningId: council.learningId,
  legalId: council.legalId,
  assessmentId: council.assessmentId,
  entryId: council.entryId,
  action: council.actionId,
  auditorId: council.otherPersonId,
  workerId: council.personId,
  moderatorId: council.personId,
  ownerId: council.personId,
  toId: council.personId,
});

/** A link is of two actions, of an indicator and an action, or of a person and a subject. */
const linkIn = (council: FullCouncil, mutation: string): string => {
  if (mutation === 'unlinkAction') return council.actionLinkId;
  return mutation === 'unlinkIndicator' ? council.indicatorLinkId : council.linkId;
};

/** What names the council's records in the input of a mutation, by the names of its fields. */
export const namesIn = (council: FullCouncil, mutation = ''): Names => ({
  ...namesOfPlan(council),
  ...namesOfStaff(council),
  ...namesAround(council),
  ...namesOfRegisters(council),
  linkId: linkIn(council, mutation),
  // What a concern is about is said in words.
  ...(mutation === 'raiseConcern' ? {} : { about: council.actionId }),
});
