/** The events of an action. */
import { z } from 'zod';
import { calendarDate, due } from '../due.js';
import { actionDetails } from '../details.js';
import { evidence } from '../evidence.js';
import { id, narrative, place, reference, title } from '../fields.js';
import { linkKinds } from '../link-kind.js';
import { owner, owners } from '../owner.js';
import { ragKey } from '../rag.js';
import { sealedCells } from '../sealed.js';

const actionId = { planId: id, actionId: id };
export const actionEvents = {
  /** An action was added to a commitment, with its first due date and owners. */
  ActionAdded: z.strictObject({
    ...actionId,
    workstreamId: id,
    commitmentId: id,
    reference,
    place,
    title,
    due,
    owners,
    /** The source document's row as printed, where the action came from one. */
    cells: sealedCells.nullable(),
    /** What the plan says besides, where it does. */
    details: actionDetails.optional(),
  }),
  /** Somebody reported how the action stands: a rating, a narrative, or both. */
  ActionStatusRecorded: z.strictObject({
    ...actionId,
    /** Absent: nothing is said of the rating. `null`: the rating is stated to be blank. */
    rag: ragKey.nullable().optional(),
    /** The version of the plan's vocabulary that the rating is a word of; absent in entries older than this field. */
    vocabulary: z.int().min(1).optional(),
    /** Absent: nothing is said in words. */
    narrative: narrative.optional(),
    /** The source document's row as printed, where the report came from one. */
    cells: sealedCells.optional(),
  }),
  /** The action passed to other owners. */
  ActionOwnerReassigned: z.strictObject({ ...actionId, owners }),
  /** Somebody stands in for one of the owners for a time; the action stays the owner's. */
  ActionCoverBegun: z.strictObject({
    ...actionId,
    coverId: id,
    /** Whose part it is. */
    covers: owner,
    /** Who stands in. */
    by: owner,
    from: calendarDate,
    /** The last day, where one is known. */
    until: calendarDate.nullable(),
  }),
  /** The cover ended. */
  ActionCoverEnded: z.strictObject({ ...actionId, coverId: id }),
  /** The due date moved. The first due date stays on record as the original. */
  ActionDueDateChanged: z.strictObject({ ...actionId, due }),
  /** Somebody asked for another due date. Until it is approved the date stays. */
  ActionDueDateChangeRequested: z.strictObject({ ...actionId, requestId: id, due }),
  /** A request was approved, and the due date moved to the one asked for. */
  ActionDueDateChangeApproved: z.strictObject({
    ...actionId,
    requestId: id,
    due,
    note: narrative.nullable(),
  }),
  /** A request was refused; the due date stays. */
  ActionDueDateChangeRefused: z.strictObject({ ...actionId, requestId: id, note: narrative.nullable() }),
  /** Somebody says that the action is complete. A claim is not yet a fact. */
  ActionCompletionClaimed: z.strictObject({ ...actionId, note: narrative.nullable() }),
  /** Somebody other than the claimant confirmed that the action is complete. */
  ActionCompletionVerified: z.strictObject({ ...actionId, note: narrative.nullable() }),
  /** A claim of completion was not accepted; the action is open again. */
  ActionCompletionSentBack: z.strictObject({ ...actionId, note: narrative.nullable() }),
  /** An action verified as complete was opened again. */
  ActionReopened: z.strictObject({ ...actionId, note: narrative.nullable() }),
  /** The action is no longer to be done; it stays in the history, and nothing counts it. */
  ActionWithdrawn: z.strictObject({ ...actionId }),
  /** An action that was withdrawn is to be done after all. */
  ActionReinstated: z.strictObject({ ...actionId }),
  /** The action was said to stand in a relation to another; both stay as they are. */
  ActionLinked: z.strictObject({ ...actionId, linkId: id, kind: z.enum(linkKinds), to: id }),
  /** The relation was said not to hold. */
  ActionUnlinked: z.strictObject({ ...actionId, linkId: id }),
  /** Something that shows how the action stands was named: where it lies, and what its bytes hash to. */
  EvidenceAttached: z.strictObject({ ...actionId, evidenceId: id, ...evidence.shape }),
  /** Evidence was taken back; that it was attached stays in the history. */
  EvidenceWithdrawn: z.strictObject({ ...actionId, evidenceId: id }),
};
