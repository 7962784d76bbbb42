/** From rounds and packs as they were recorded to their wire shape: a pack is made again from the log whenever it is opened. */
import { lastOfRecord, pack, round, roundOf, textOf } from '@improvement-ledger/domain';
import type { PlanRecordRow } from '@improvement-ledger/projections';
import { compare, presentComparison } from '../comparison/compare.js';
import type { PlanComparisonType } from '../comparison/comparison.types.js';
import { globalId } from '../ids.js';
import type { People } from '../person/people.js';
import type { View } from '../view.js';
import { once } from '../view.js';
import { meetingsIn, presentMeeting } from './boards.js';
import type { Presented } from './object-type.js';
import type { PackData } from './pack-data.js';
import { digestOf, packData, viewAt } from './pack-data.js';
import { pageOf } from './pack-page.js';
import { nodeOfKind } from './records-in.js';

type RoundRow = PlanRecordRow<(typeof round)['types'][number]>;
type PackRow = PlanRecordRow<'PackIssued'>;

const meetingNamed = async (view: View, meetingId: string | undefined): Promise<Presented | null> => {
  const row = (await meetingsIn(view)).find(({ id }) => id === meetingId);
  return row === undefined ? null : presentMeeting(row, view);
};

export const presentRound = (row: RoundRow, view: View): Presented => {
  const opened = lastOfRecord(row, 'RoundOpened');
  const frozen = lastOfRecord(row, 'RoundFrozen');
  const asked = roundOf(row);
  const people: People = { view, ids: asked.map(({ personId }) => personId) };
  return {
    id: globalId('UpdateRound', view.tenant, row.id),
    meeting: async () => meetingNamed(view, opened?.data.meetingId),
    openedAt: opened?.since,
    asked: asked.map(({ personId, ...rest }) => ({ ...rest, person: { id: personId, people } })),
    frozenAt: frozen?.since ?? null,
    note: textOf(frozen?.data.note),
    version: row.version,
  };
};

/** What differs between an earlier point of a plan and the view's own. */
export const comparedSince = async (
  view: View,
  planId: string,
  at: View['at'],
): Promise<PlanComparisonType> =>
  presentComparison(await compare({ planId, from: viewAt(view, at), to: view }, {}));

export const presentPack = (row: PackRow, view: View): Presented => {
  const issued = lastOfRecord(row, 'PackIssued');
  if (issued === null) throw new Error(`The pack ${row.id} was never issued.`);
  const { planId, meetingId, asOf, knownAt, digest } = issued.data;
  const title = textOf(issued.data.title);
  const at = { asOf, knownAt };
  const opened = async (): Promise<PackData> =>
    once(view, `pack ${row.id}`, async () => packData(viewAt(view, at), planId));
  return {
    id: globalId('Pack', view.tenant, row.id),
    title,
    meeting: async () => meetingNamed(view, meetingId),
    issuedAt: issued.since,
    issuedBy: { id: issued.by, people: { view, ids: [issued.by] } },
    asOf,
    knownAt,
    digest,
    isAsIssued: async () => digestOf(await opened()) === digest,
    data: opened,
    html: async () => pageOf(title ?? '', await opened()),
    word: async () => {
      // Only who wants a document waits for what makes it.
      const { documentOf } = await import('./pack-document.js');
      return documentOf(title ?? '', await opened());
    },
    changesSince: async () => comparedSince(view, planId, at),
  };
};

export const roundNode = nodeOfKind(round, presentRound);
export const packNode = nodeOfKind(pack, presentPack);
