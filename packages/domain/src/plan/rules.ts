/** What a plan demands of those who keep it. A plan that says nothing lets dates be moved without approval. */
import { z } from 'zod';

export const planRules = z.strictObject({
  /** A due date is moved by request and approval only. */
  dueDateChangesNeedApproval: z.boolean(),
  /** Whoever asked for another due date may approve it too. */
  ownApprovalAllowed: z.boolean(),
});
export type PlanRules = z.infer<typeof planRules>;

export const noRules: PlanRules = { dueDateChangesNeedApproval: false, ownApprovalAllowed: false };
