/** Names of another council's records, each beside names of the same form under which there is nothing. */
import { v7, validate } from 'uuid';
import { globalId, refOf } from '../ids.js';

export interface HiddenName {
  readonly hidden: string;
  readonly missing: readonly string[];
}

/** A position to which no test comes. */
const NEVER_RECORDED = 9_000;

/** `own` is the caller's council; `nowhere` a key, as long as the other council's, of no council. */
export const hiddenNames = (name: string, own: string, nowhere: string): HiddenName[] => {
  if (validate(name)) return [{ hidden: name, missing: [v7()] }];
  const code = /^ili_[0-9a-f]{32}_/.exec(name)?.[0];
  if (code !== undefined) return [{ hidden: name, missing: [code + 'A'.repeat(name.length - code.length)] }];
  if (name.length === nowhere.length) return [{ hidden: name, missing: [nowhere] }];
  const { kind, tenant, key } = refOf(name);
  if (kind === 'Council') return [{ hidden: name, missing: [globalId(kind, nowhere, nowhere)] }];
  const noKey = (): string | number => (kind === 'Change' ? NEVER_RECORDED : v7());
  const others = {
    hidden: name,
    missing: [globalId(kind, tenant, noKey()), globalId(kind, nowhere, noKey())],
  };
  // Every council has each position; of all else it is tried to reach the record through the caller's own council.
  return kind === 'Change'
    ? [others]
    : [others, { hidden: globalId(kind, own, key), missing: [globalId(kind, own, noKey())] }];
};
