import type { EffectCount, EffectStanding, EffectState } from '@improvement-ledger/event-store';
import { effectCounts, effectsInState, effectStates } from '@improvement-ledger/event-store';
import { RefusedError } from '../refused-error.js';
import type { Command } from './command.js';

const LISTED_MAX = 100;

const stateFrom = (word: string | null): EffectState | null => {
  const state = effectStates.find((each) => each === word) ?? null;
  if (word === null || state !== null) return state;
  throw new RefusedError(`There is no state "${word}". There are: ${effectStates.join(', ')}.`);
};

const describe = ({ tenant, effect, key, id, attempts, reason, ...when }: EffectStanding): string => {
  const tried = attempts === 1 ? 'tried once' : `tried ${attempts} times`;
  const at = when.settledAt ?? `due ${when.dueAt}`;
  return `${tenant}  ${effect}  ${key}  ${id}  ${tried}, ${at}${reason === null ? '' : `: ${reason}`}`;
};

/** A line for each council and effect, with the states in their order. */
const summarise = (counts: readonly EffectCount[]): string[] => {
  const lines = new Map<string, string[]>();
  const inOrder = effectStates.flatMap((state) => counts.filter((each) => each.state === state));
  for (const { tenant, effect, state, count } of inOrder) {
    const line = `${tenant}  ${effect}`;
    lines.set(line, [...(lines.get(line) ?? []), `${count} ${state}`]);
  }
  return [...lines].map(([line, states]) => `${line}: ${states.join(', ')}`).toSorted();
};

export const effects: Command = {
  usage: 'effects [--state STATE]',
  does: 'counts alarms and other effects by how they stand, or lists those in one state',
  help: [`--state STATE  one of ${effectStates.join(', ')}; the last two are for a person to look at`],
  arguments: [],
  options: { state: { type: 'string' } },

  async run(sql, given, { out }) {
    const state = stateFrom(given.option('state'));
    if (state === null) {
      const lines = summarise(await effectCounts(sql));
      for (const line of lines) out(line);
      if (lines.length === 0) out('No effect was planned yet.');
      return 0;
    }
    const listed = await effectsInState(sql, state, LISTED_MAX + 1);
    for (const effect of listed.slice(0, LISTED_MAX)) out(describe(effect));
    if (listed.length > LISTED_MAX) out(`There are more than these ${LISTED_MAX}.`);
    if (listed.length === 0) out(`No effect is ${state}.`);
    return 0;
  },
};
