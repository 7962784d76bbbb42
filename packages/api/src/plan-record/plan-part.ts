/** A plan, or a workstream, commitment or action of it, that a record is about. */
import type { PlanPart } from '@improvement-ledger/domain';
import { textOf } from '@improvement-ledger/domain';
import { planStructure, structureRow } from '@improvement-ledger/projections';
import { ID } from 'type-graphql';
import { ActionType } from '../action/action.types.js';
import { presentActionsById } from '../action/present.js';
import { enumeration } from '../enums.js';
import type { NodeKind } from '../ids.js';
import { globalId } from '../ids.js';
import type { View } from '../view.js';
import { once, planIn, structureIn } from '../view.js';
import type { Presented } from './object-type.js';
import { objectType } from './object-type.js';

const PlanPartKindEnum = enumeration<PlanPart['kind']>('PlanPartKind', 'What of a plan something is.', {
  plan: 'The plan as a whole.',
  workstream: 'One of its workstreams.',
  commitment: 'One of its commitments.',
  action: 'One of its actions.',
});

export const PlanPartType = objectType('PlanPart', 'A plan, or what of it a record is about.', {
  kind: [() => PlanPartKindEnum, 'What it is.'],
  id: [() => ID, 'Its global id.'],
  reference: [() => String, 'How the plan numbers it; null for the plan itself.', 'nullable'],
  title: [() => String, 'What it is called.', 'nullable'],
  action: [() => ActionType, 'The action, where it is one.', 'nullable'],
});

const nodes = {
  plan: 'Plan',
  workstream: 'Workstream',
  commitment: 'Commitment',
  action: 'Action',
} as const satisfies Record<PlanPart['kind'], NodeKind>;

type Named = { readonly reference: string | null; readonly title: string | null } | null;

const namedIn = async (view: View, { kind, id }: PlanPart): Promise<Named> => {
  if (kind === 'plan') {
    const plan = await planIn(view, id);
    return plan === null ? null : { reference: null, title: textOf(plan.title) };
  }
  if (kind === 'action') return (await actionIn(view, id)) ?? null;
  const home = await view.read([planStructure], async (tx) => structureRow(tx, view.tenant, id));
  const row = home === null ? null : (await structureIn(view, home.planId)).find((each) => each.id === id);
  return row ? { reference: row.reference, title: textOf(row.title) } : null;
};

const actionIn = async (view: View, id: string): Promise<ActionType | undefined> =>
  once(view, `action ${id}`, async () => (await presentActionsById(view, [id]))[0]);

export const presentPart = (part: PlanPart, view: View): Presented => ({
  kind: part.kind,
  id: globalId(nodes[part.kind], view.tenant, part.id),
  reference: async () => (await namedIn(view, part))?.reference ?? null,
  title: async () => (await namedIn(view, part))?.title ?? null,
  action: async () => (part.kind === 'action' ? ((await actionIn(view, part.id)) ?? null) : null),
});
