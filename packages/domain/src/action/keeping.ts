/**
 * What must hold between the events of an action, whatever is corrected or retracted afterwards: say, that a
 * verification follows somebody else's claim, and an approval a request.
 */
import type { Decided, Decision, Setting } from '../decider.js';
import { refused } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { Recorded } from '../envelope.js';
import type { ActionEventType } from '../events.js';
import type { Entry } from '../fold.js';
import { entriesAt, LATEST } from '../fold.js';
import type { Refusal } from '../refusals.js';

/** How a record goes on, and why an entry cannot follow the state before it. */
interface Rules<State> {
  readonly initial: State;
  readonly evolve: (state: State, entry: Entry<ActionEventType>) => State;
  readonly faultOf: (
    state: State,
    entry: Entry<ActionEventType>,
    setting: Setting<ActionEventType>,
  ) => Refusal | null;
}

/** The faults of a record, by the root of the entry that does not follow from those before it. */
const faultsIn = <State>(
  { initial, evolve, faultOf }: Rules<State>,
  recorded: readonly Recorded<ActionEventType>[],
  setting: Setting<ActionEventType>,
): Map<number, Refusal> => {
  const faults = new Map<number, Refusal>();
  entriesAt(recorded, LATEST).reduce((state, entry) => {
    const fault = faultOf(state, entry, setting);
    if (fault !== null) faults.set(entry.root, fault);
    return evolve(state, entry);
  }, initial);
  return faults;
};

/** Lets a decision pass unless what it records leaves a fault, at its own place in time or after it, that was not there before. */
export const keepingRules = <State>(
  rules: Rules<State>,
  decision: Decision<ActionEventType>,
  setting: Setting<ActionEventType>,
): Decision<ActionEventType> => {
  const { circumstances, recorded } = setting;
  const supposed = (decision.facts ?? []).map((fact: Decided<ActionEventType>, index) => ({
    ...circumstances,
    corrects: null,
    ...fact,
    effectiveFrom: effectiveFrom(circumstances.effectiveAt),
    position: (recorded.at(-1)?.position ?? 0) + 1 + index,
  })) as unknown as readonly Recorded<ActionEventType>[];
  if (supposed.length === 0) return decision;
  const before = faultsIn(rules, recorded, setting);
  const after = faultsIn(rules, [...recorded, ...supposed], setting);
  const fresh = [...after].find(([root]) => !before.has(root));
  return fresh === undefined ? decision : refused(fresh[1]);
};
