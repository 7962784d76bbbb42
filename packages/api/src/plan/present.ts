/** From the rows of read models to the wire shape of plans and what they are made of. */
import { textOf } from '@improvement-ledger/domain';
import type { PlanRow, StructureRow } from '@improvement-ledger/projections';
import { globalId } from '../ids.js';
import type { View } from '../view.js';
import { presentRating, presentVocabulary } from './parts.js';
import type { CommitmentType, PlanType, WorkstreamType } from './plan.types.js';

export const presentPlan = (row: PlanRow, view: View): PlanType => ({
  id: globalId('Plan', view.tenant, row.planId),
  title: textOf(row.title),
  inForceFrom: row.inForceFrom,
  draftedAt: row.draftedAt,
  ragVocabulary: row.vocabulary.ratings.map((rating) => presentRating(rating, row.vocabulary.version)),
  ragVocabularies: row.vocabularies.map(presentVocabulary),
  rules: row.rules,
  planId: row.planId,
  view,
});

export const presentCommitment = (
  { id, planId, reference, title }: StructureRow,
  view: View,
): CommitmentType => ({
  id: globalId('Commitment', view.tenant, id),
  reference,
  title: textOf(title),
  planId,
  key: id,
  view,
});

export const presentWorkstream = (
  row: StructureRow,
  structure: readonly StructureRow[],
  view: View,
): WorkstreamType => ({
  id: globalId('Workstream', view.tenant, row.id),
  reference: row.reference,
  title: textOf(row.title),
  commitments: structure
    .filter(({ parentId }) => parentId === row.id)
    .map((commitment) => presentCommitment(commitment, view)),
  planId: row.planId,
  key: row.id,
  view,
});
