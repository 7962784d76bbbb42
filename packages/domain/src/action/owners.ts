/** Who answers for an action, and who stands in for them. */
import type { Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { ActionEventType, DataOf, Fact } from '../events.js';
import type { Owner, Owners } from '../owner.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import { isBlank } from '../sealed.js';
import { unlessRepeated } from './repetition.js';

export interface Ownership {
  readonly owners: Owners | null;
  /** The covers that nobody has ended, by id. */
  readonly covers: ReadonlyMap<string, Cover>;
}
export type Cover = Omit<DataOf<'ActionCoverBegun'>, 'planId' | 'actionId' | 'coverId'>;
export const notOwned: Ownership = { owners: null, covers: new Map() };

interface Named {
  readonly planId: string;
  readonly actionId: string;
}
export type OwnerCommand =
  | ({ readonly type: 'ReassignOwner'; readonly owners: Owners } & Named)
  | ({ readonly type: 'BeginCover' } & DataOf<'ActionCoverBegun'>)
  | ({ readonly type: 'EndCover' } & DataOf<'ActionCoverEnded'>);

export const evolveCovers = (
  covers: Ownership['covers'],
  { type, data }: Fact<'ActionCoverBegun' | 'ActionCoverEnded'>,
): Ownership['covers'] => {
  const changed = new Map(covers);
  if (type === 'ActionCoverEnded') changed.delete(data.coverId);
  else {
    const { planId: _, actionId: __, coverId, ...cover } = data;
    changed.set(coverId, cover);
  }
  return changed;
};

/** Why an entry cannot follow these covers; entries of other kinds always can. */
export const coverFault = ({ covers }: Ownership, { type, data }: Fact<ActionEventType>): Refusal | null => {
  if (type === 'ActionCoverEnded')
    return covers.has(data.coverId) ? null : refuse('cover-not-found', 'coverId');
  if (type !== 'ActionCoverBegun') return null;
  const stands = [...covers.values()].some(
    (cover) => isSame(cover.covers, data.covers) && overlap(cover, data),
  );
  return stands ? refuse('cover-stands', 'covers') : null;
};

/** One person whatever they are called, or one team, role, body or organisation by its name. */
const isSame = (a: Owner, b: Owner): boolean =>
  a.kind === b.kind && (a.personId === null ? same(a.name, b.name) : a.personId === b.personId);

type Span = Pick<Cover, 'from' | 'until'>;
const overlap = (a: Span, b: Span): boolean =>
  (a.until === null || b.from <= a.until) && (b.until === null || a.from <= b.until);

interface Deciding {
  readonly state: Ownership;
  /** The owners at the time from which the change is to hold. */
  readonly ownersThen: Owners | null;
  readonly setting: Setting<ActionEventType>;
}

export const changeOwners = (
  command: OwnerCommand,
  { state, ownersThen, setting }: Deciding,
): Decision<ActionEventType> => {
  switch (command.type) {
    case 'ReassignOwner': {
      const { type: _, ...data } = command;
      if (isBlank(setting.circumstances.reason)) return refused(refuse('reason-required', 'reason'));
      return same(ownersThen, data.owners) ? nothing : record({ type: 'ActionOwnerReassigned', data });
    }
    case 'BeginCover': {
      const { type: _, ...data } = command;
      const fact = { type: 'ActionCoverBegun', data } as const;
      const refusal = beginFault(data, state) ?? coverFault(state, fact);
      return refusal === null ? record(fact) : unlessRepeated(fact, setting, refusal);
    }
    case 'EndCover': {
      const { type: _, ...data } = command;
      const fact = { type: 'ActionCoverEnded', data } as const;
      const refusal = coverFault(state, fact);
      return refusal === null ? record(fact) : unlessRepeated(fact, setting, refusal);
    }
  }
};

const beginFault = (
  { covers, from, until }: DataOf<'ActionCoverBegun'>,
  { owners }: Ownership,
): Refusal | null => {
  if (until !== null && until < from) return refuse('dates-reversed', 'until');
  const hasPart = owners?.list.some((owner) => isSame(owner, covers)) ?? false;
  return hasPart ? null : refuse('owner-not-found', 'covers');
};
