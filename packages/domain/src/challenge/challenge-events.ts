/** The events of a challenge. */
import { z } from 'zod';
import { id, narrative, words } from '../fields.js';
import { sealedName } from '../sealed.js';

const challengeId = { planId: id, challengeId: id };
export const challengeEvents = {
  /** The adviser or a board put a plan, or one of its actions, in question. */
  ChallengeRaised: z.strictObject({
    ...challengeId,
    /** The action that is in question; `null`: the plan as a whole. */
    about: id.nullable(),
    /** The board in whose name it was raised, if in one's. */
    board: sealedName(500).nullable(),
    question: words,
  }),
  /** Somebody answered for the council. */
  ChallengeAnswered: z.strictObject({ ...challengeId, answer: words }),
  /** The challenge was settled, by whoever raised it or with a reason. */
  ChallengeClosed: z.strictObject({ ...challengeId, note: narrative.nullable() }),
};
