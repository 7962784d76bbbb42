/** The steps by which an action that is not done in time comes to others. */

export const escalationSteps = ['reminder', 'owner', 'lead', 'sponsor', 'board'] as const;
export type EscalationStep = (typeof escalationSteps)[number];

/** The highest of some steps. */
export const highestStep = (steps: readonly EscalationStep[]): EscalationStep | null =>
  escalationSteps.findLast((step) => steps.includes(step)) ?? null;
