/** The events of integrity signals: how a plan sets their rules, and what was said in answer to one that was found. */
import { z } from 'zod';
import { id, narrative, words } from '../fields.js';

/** Which signals there are is an open list: a key, as the list has it. */
const signal = z.string().regex(/^[a-z][a-z-]{2,59}$/, 'is not the key of a signal, such as no-update');
const parameter = z.strictObject({
  name: z.string().regex(/^[a-z]{1,30}$/, 'is not the name of a parameter, such as days'),
  value: z.int().min(0).max(100_000),
});

export const signalEvents = {
  /** The parameters of a rule were set for a plan. */
  SignalRuleSet: z.strictObject({ planId: id, signal, parameters: z.array(parameter).min(1).max(10) }),
  /** Somebody explained a signal that was found; it stays on the list, with the answer. */
  SignalAnswered: z.strictObject({
    planId: id,
    signalId: id,
    signal,
    actionId: id,
    /** The event that triggered it, which names the occurrence. */
    position: z.int().min(1),
    note: words,
  }),
  /** Somebody else was content with the answer. */
  SignalAnswerAccepted: z.strictObject({ planId: id, signalId: id, note: narrative.nullable() }),
};
