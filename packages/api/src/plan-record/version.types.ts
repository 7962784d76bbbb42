/** The wire shape of success measures, versions of a plan, and its closing. */
import type { VersionStatus } from '@improvement-ledger/domain';
import { measureKinds } from '@improvement-ledger/domain';
import { ID, Int } from 'type-graphql';
import { connectionType } from '../connection.js';
import { enumeration } from '../enums.js';
import { PersonType } from '../person/person.types.js';
import { PlanType } from '../plan/plan.types.js';
import { InstantScalar } from '../scalars.js';
import { nodeType, objectType } from './object-type.js';
import { PlanPartType } from './plan-part.js';

export const MeasureKindEnum = enumeration(
  'MeasureKind',
  'How it is known that a measure is met.',
  measureKinds,
);
const VersionStatusEnum = enumeration<VersionStatus>('VersionStatus', 'How a version stands.', {
  drafted: 'It was drafted.',
  approved: 'A body approved it.',
  submitted: 'It was submitted.',
  accepted: 'It was accepted.',
  superseded: 'Another took its place.',
});

const SuccessMeasureType = nodeType('SuccessMeasure', 'By what it is known that something was achieved.', {
  about: [() => PlanPartType, 'What of the plan is measured.'],
  title: [() => String, 'What is measured.', 'nullable'],
  kind: [() => MeasureKindEnum, 'How it is known.'],
  target: [() => String, 'What is to be reached.', 'nullable'],
  achievedSince: [() => InstantScalar, 'Since when it is met; null while it is not.', 'nullable'],
  achievedBy: [() => PersonType, 'Who said so.', 'nullable'],
  evidence: [() => String, 'On what evidence.', 'nullable'],
  lapses: [() => Int, 'How often it was met no more.'],
  version: [() => Int, 'How many events its record has: give it as `expectedVersion`.'],
});
export const SuccessMeasureConnection = connectionType('SuccessMeasure', SuccessMeasureType);
export type SuccessMeasureConnection = InstanceType<typeof SuccessMeasureConnection>;

const ApprovalType = objectType('Approval', 'That a body approved a version.', {
  bodyId: [() => ID, 'The body, by its id.'],
  body: [() => String, 'What it is called.', 'nullable'],
  since: [() => InstantScalar, 'From when.'],
  note: [() => String, 'What was noted.', 'nullable'],
});

export const PlanVersionType = nodeType('PlanVersion', 'A version of a plan.', {
  title: [() => String, 'What it is called.', 'nullable'],
  status: [() => VersionStatusEnum, 'How it stands.'],
  draftedAt: [() => InstantScalar, 'From when it was drafted.'],
  approvals: [() => [ApprovalType], 'Which bodies approved it, and when.'],
  submittedTo: [() => String, 'To whom it was submitted last.', 'nullable'],
  submittedAt: [() => InstantScalar, 'When.', 'nullable'],
  acceptedBy: [() => String, 'Who accepted it.', 'nullable'],
  acceptedAt: [() => InstantScalar, 'When.', 'nullable'],
  inForceSince: [() => InstantScalar, 'From when it is in force; null where it is not.', 'nullable'],
  supersededAt: [() => InstantScalar, 'From when another took its place.', 'nullable'],
  version: [() => Int, 'How many events its record has: give it as `expectedVersion`.'],
});

export const ClosingType = objectType('Closing', 'That a plan was closed.', {
  since: [() => InstantScalar, 'From when.'],
  by: [() => PersonType, 'Who closed it.'],
  openActions: [() => Int, 'How many of its actions nobody had verified as complete.'],
  successor: [() => PlanType, 'The plan in which these go on.', 'nullable'],
  note: [() => String, 'What was noted.', 'nullable'],
});
