/**
 * How actions are related: one duplicates, depends on, or should be read with another. The link stands in the record
 * of the one that names the other, both show it, and nothing is merged.
 */
import type { Decision, Setting } from '../decider.js';
import { record } from '../decider.js';
import type { ActionEventType, DataOf, Fact } from '../events.js';
import type { LinkKind } from '../link-kind.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { unlessRepeated } from './repetition.js';

interface Link {
  readonly kind: LinkKind;
  readonly to: string;
}
/** The links that stand, by id. */
export type Links = ReadonlyMap<string, Link>;
export const notLinked: Links = new Map();

export type LinkCommand =
  | ({ readonly type: 'LinkAction' } & DataOf<'ActionLinked'>)
  | ({ readonly type: 'UnlinkAction' } & DataOf<'ActionUnlinked'>);

export const evolveLinks = (links: Links, { type, data }: Fact<'ActionLinked' | 'ActionUnlinked'>): Links => {
  const changed = new Map(links);
  if (type === 'ActionUnlinked') changed.delete(data.linkId);
  else changed.set(data.linkId, { kind: data.kind, to: data.to });
  return changed;
};

/** Why an entry cannot follow these links; entries of other kinds always can. */
export const linkFault = (links: Links, { type, data }: Fact<ActionEventType>): Refusal | null => {
  if (type === 'ActionUnlinked')
    return links.has(data.linkId) ? null : refuse('action-link-not-found', 'linkId');
  if (type !== 'ActionLinked') return null;
  return holds(links, { kind: data.kind, to: data.to }) ? refuse('actions-already-linked', 'to') : null;
};

const holds = (links: Links, { kind, to }: Link): boolean =>
  [...links.values()].some((link) => link.kind === kind && link.to === to);

/** The other end of a link, as far as it matters here. */
export interface Linked {
  readonly added: object | null;
  readonly links: Links;
}

/**
 * Why an action cannot be linked to this other. A duplicate points to the one that is kept, never to another
 * duplicate: so no circle can ever close, however long.
 */
export const otherEndFault = (
  { actionId, to, kind }: DataOf<'ActionLinked'>,
  other: Linked,
): Refusal | null => {
  if (to === actionId) return refuse('link-to-itself', 'to');
  if (other.added === null) return refuse('action-not-found', 'to');
  const isDuplicate = [...other.links.values()].some((link) => link.kind === 'duplicate-of');
  if (kind === 'duplicate-of' && isDuplicate) {
    const message = 'The other action is a duplicate itself: link to the one that it duplicates.';
    return refuse('link-circular', 'to', message);
  }
  // Seen from the other end it is the same relation.
  return kind === 'see-also' && holds(other.links, { kind, to: actionId })
    ? refuse('actions-already-linked', 'to')
    : null;
};

export const changeLinks = (
  command: LinkCommand,
  links: Links,
  setting: Setting<ActionEventType>,
  other: Linked,
): Decision<ActionEventType> => {
  const fact = factOf(command);
  const refusal =
    (fact.type === 'ActionLinked' ? otherEndFault(fact.data, other) : null) ?? linkFault(links, fact);
  return refusal === null ? record(fact) : unlessRepeated(fact, setting, refusal);
};

const factOf = (command: LinkCommand): Fact<'ActionLinked' | 'ActionUnlinked'> => {
  if (command.type === 'LinkAction') {
    const { type: _, ...data } = command;
    return { type: 'ActionLinked', data };
  }
  const { type: _, ...data } = command;
  return { type: 'ActionUnlinked', data };
};
