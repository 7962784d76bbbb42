/** A page of changes: read together, so that what a field asks of one change is answered for all in one query. */
import type { Recorded } from '@improvement-ledger/domain';
import { textOf } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts, readEvents, readHead } from '@improvement-ledger/event-store';
import type { FacetChange } from '@improvement-ledger/projections';
import { actionHistory, actionRegister, correctionsOf, facetChanges } from '@improvement-ledger/projections';
import { apiError } from '../errors.js';
import { globalId } from '../ids.js';
import { hasRole } from '../permission.js';
import type { People } from '../person/people.js';
import { eventReaders, isNameless } from '../rules.js';
import type { View } from '../view.js';
import type { ChangePage } from './change-page.js';
import type { ChangeConnection, ChangeType } from './change.types.js';

/** The action whose record a stream is, or `null` for the stream of something else. */
export const actionIdOf = (stream: string): string | null => /^action-(.+)$/.exec(stream)?.[1] ?? null;

/** For each change of the page, the fields that it touched. */
export const facetsOn = async (page: ChangePage): Promise<Map<number, FacetChange[]>> => {
  const { view, positions } = page;
  page.facets ??= view.read([actionRegister], async (tx) => facetChanges(tx, view.tenant, positions));
  return page.facets;
};

/** For each change of the page that was corrected later, the position of the correction. */
export const correctionsOn = async (page: ChangePage): Promise<Map<number, number>> => {
  const { view, positions } = page;
  page.corrections ??= view.read([actionHistory], async (tx) =>
    correctionsOf(tx, view.tenant, positions, view.at.knownAt),
  );
  return page.corrections;
};

/** An event's data for the wire: each sealed text as itself. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('$seal' in value) return (value.$seal as { value: unknown }).value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
};

/** What stands for the type and the record of an event of which not even these are told. */
const WITHHELD = 'Withheld';

/** Presents stored events as a page of changes. */
export const presentChanges = async (
  tx: Tx,
  view: View,
  events: readonly Recorded[],
): Promise<ChangeType[]> => {
  const opened = await openTexts(tx, view.tenant, [...events]);
  const people: People = {
    view,
    ids: events.flatMap(({ actor, onBehalfOf }) =>
      onBehalfOf === null ? [actor.id] : [actor.id, onBehalfOf],
    ),
  };
  const page: ChangePage = {
    view,
    positions: events.map(({ position }) => position),
    actionIds: [...new Set(events.flatMap(({ stream }) => actionIdOf(stream) ?? []))],
  };
  const isWithheld = ({ type }: Recorded): boolean => {
    const readers = eventReaders[type];
    return readers !== undefined && !hasRole(view.caller, view.tenant, readers);
  };
  const isHidden = (event: Recorded): boolean => isNameless(event.type) && isWithheld(event);
  return opened.map((event) => ({
    id: globalId('Change', view.tenant, event.position),
    eventId: event.eventId,
    position: event.position,
    type: isHidden(event) ? WITHHELD : event.type,
    stream: isHidden(event) ? WITHHELD : event.stream,
    recordedAt: event.recordedAt,
    effectiveAt: isHidden(event) ? event.recordedAt : event.effectiveAt,
    actor: { ...event.actor, people },
    onBehalfOf: event.onBehalfOf === null ? null : { id: event.onBehalfOf, people },
    reason: isWithheld(event) ? null : textOf(event.reason),
    source: {
      channel: event.source.channel,
      document: textOf(event.source.document?.name),
      documentHash: event.source.document?.hash ?? null,
      row: event.source.row,
    },
    corrects: isHidden(event) ? null : event.corrects,
    leaf: event.leaf,
    correlation: event.correlation,
    data: isWithheld(event) ? null : plain(event.data),
    withheld: isWithheld(event),
    planId: 'planId' in event.data ? event.data.planId : null,
    page,
  }));
};

export const changesAt = async (tx: Tx, view: View, positions: readonly number[]): Promise<ChangeType[]> => {
  const events = await readEvents(tx, view.tenant, positions);
  return presentChanges(
    tx,
    view,
    positions.flatMap((position) => events.get(position) ?? []),
  );
};

/** A cursor beyond the log is one of another council: an empty page would hide that for good. */
export const checkAfter = async (tx: Tx, { tenant, at }: View, after: number): Promise<void> => {
  if (after <= at.knownAt) return;
  const head = await readHead(tx, tenant);
  if (after > head) {
    throw apiError(
      'BAD_USER_INPUT',
      `after is ${after}; the last position of ${tenant} is ${head}. Give the endCursor of a page of this council.`,
      'after',
    );
  }
};

export const changeConnection = (
  changes: readonly ChangeType[],
  {
    hasNextPage,
    after,
    head,
  }: { readonly hasNextPage: boolean; readonly after: number; readonly head: number },
): ChangeConnection => {
  const scannedTo = changes.at(-1)?.position ?? after;
  return {
    edges: changes.map((node) => ({ cursor: String(node.position), node })),
    // Also an empty page has a cursor: a reader of the feed goes on from where it is.
    pageInfo: { hasNextPage, endCursor: String(scannedTo) },
    scannedTo,
    head,
  };
};
