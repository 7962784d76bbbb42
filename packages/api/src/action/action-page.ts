/** Actions that were read together, and what was then asked of all of them at once. */
import type { CoverRow, EvidenceRow, LinkRow } from '@improvement-ledger/projections';
import { actionRegister, cellsAt, coversAt, evidenceAt, linksAt } from '@improvement-ledger/projections';
import type { View } from '../view.js';

export interface ActionPage {
  readonly view: View;
  readonly actionIds: readonly string[];
  covers?: Promise<readonly CoverRow[]>;
  evidence?: Promise<readonly EvidenceRow[]>;
  links?: Promise<readonly LinkRow[]>;
  cells?: ReturnType<typeof cellsAt>;
}

const asked = ({ view: { tenant }, actionIds }: ActionPage) => ({ tenant, actionIds });

export const coversOn = async (page: ActionPage): Promise<readonly CoverRow[]> => {
  const { view } = page;
  page.covers ??= view.read([actionRegister], async (tx) => coversAt(tx, asked(page), view.at));
  return page.covers;
};

export const evidenceOn = async (page: ActionPage): Promise<readonly EvidenceRow[]> => {
  const { view } = page;
  page.evidence ??= view.read([actionRegister], async (tx) => evidenceAt(tx, asked(page), view.at));
  return page.evidence;
};

export const linksOn = async (page: ActionPage): Promise<readonly LinkRow[]> => {
  const { view } = page;
  page.links ??= view.read([actionRegister], async (tx) => linksAt(tx, asked(page), view.at));
  return page.links;
};

export const cellsOn = async (page: ActionPage): ReturnType<typeof cellsAt> => {
  const { view } = page;
  page.cells ??= view.read([actionRegister], async (tx) => cellsAt(tx, asked(page), view.at));
  return page.cells;
};
