/** What can be said of success measures, of a plan's versions, and of its closing. */
import { closing, LATEST, measure, version } from '@improvement-ledger/domain';
import { subjectsAt } from '@improvement-ledger/projections';
import { settle } from '../commands/home.js';
import type { Within } from './input-fields.js';
import { aboutOne, optional, ownId, plain, planParts, refTo, words } from './input-fields.js';
import type { RecordMutation } from './record-mutation.js';
import { MeasureKindEnum } from './version.types.js';

const ofMeasure = { kind: measure, node: 'SuccessMeasure', of: 'record' } as const;
const ofVersion = { kind: version, node: 'PlanVersion', of: 'record' } as const;
const note = optional(words('What was noted.'));

/** How many actions of the plan nobody has verified as complete. */
const openActions = async ({
  context,
  tenant,
  planId,
}: Within): Promise<{ readonly openActions: number }> => {
  await settle(context, tenant);
  const subjects = await context.read(async (tx) => subjectsAt(tx, { tenant, planId: planId ?? '' }, LATEST));
  return { openActions: subjects.filter(({ completion }) => completion?.status !== 'verified').length };
};

export const versionMutations = {
  addMeasure: {
    kind: measure,
    node: 'SuccessMeasure',
    type: 'MeasureAdded',
    of: 'plan',
    description: 'Says by what it will be known that something was achieved.',
    input: 'A success measure.',
    fields: {
      about: aboutOne(
        planParts,
        'The plan, or the workstream, commitment or action of it, that is measured.',
      ),
      title: words('What is measured.'),
      kind: plain(() => MeasureKindEnum, 'How it is known.'),
      target: optional(words('What is to be reached.')),
    },
  },
  achieveMeasure: {
    ...ofMeasure,
    type: 'MeasureAchieved',
    description: 'Says that a success measure is met: since when, and on what evidence.',
    input: 'A success measure that is met; `effectiveAt` says since when.',
    fields: { note: optional(words('On what evidence.')) },
  },
  lapseMeasure: {
    ...ofMeasure,
    type: 'MeasureLapsed',
    description: 'Says that a success measure is met no more.',
    input: 'A success measure that is met no more.',
    fields: { note },
  },
  draftVersion: {
    kind: version,
    node: 'PlanVersion',
    type: 'VersionDrafted',
    of: 'plan',
    description: 'Names a version of the plan that was drafted.',
    input: 'A version of a plan.',
    fields: { title: words('What it is called.') },
  },
  approveVersion: {
    ...ofVersion,
    type: 'VersionApproved',
    description: 'Says that a body approved a version.',
    input: 'An approval; `effectiveAt` says on which day.',
    fields: { bodyId: ownId('The body.'), note },
  },
  submitVersion: {
    ...ofVersion,
    type: 'VersionSubmitted',
    description: 'Says that a version was submitted.',
    input: 'A version that was submitted.',
    fields: { title: words('To whom.') },
  },
  acceptVersion: {
    ...ofVersion,
    type: 'VersionAccepted',
    description: 'Says that a version was accepted by whoever it was submitted to.',
    input: 'A version that was accepted.',
    fields: { title: words('By whom.') },
  },
  supersedeVersion: {
    ...ofVersion,
    type: 'VersionSuperseded',
    description: 'Says that another version, or another plan, took its place.',
    input: 'A version that is in force no more.',
    fields: { note },
  },
  closePlan: {
    kind: closing,
    type: 'PlanClosed',
    of: 'plan',
    keyedBy: ({ planId }) => String(planId),
    derive: openActions,
    description: 'Closes a plan. Where actions are open, it names the plan in which they go on.',
    input: 'A plan to close.',
    fields: { successorId: optional(refTo(['Plan'], 'The plan in which open actions go on.')), note },
  },
} as const satisfies Record<string, RecordMutation>;
