/** Covers, links and evidence of an action, read only when asked for, for all actions of a page at once. */
import { londonDay, textOf } from '@improvement-ledger/domain';
import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { People } from '../person/people.js';
import { presentOwner } from '../plan/parts.js';
import type { ActionPage } from './action-page.js';
import { cellsOn, coversOn, evidenceOn, linksOn } from './action-page.js';
import { ActionType } from './action.types.js';
import { CellType } from './details.types.js';
import { CoverType, EvidenceType, LinkType } from './parts.types.js';
import { actionsOf } from './present.js';

@Resolver(() => ActionType)
export class ActionPartsResolver {
  @FieldResolver(() => [CoverType], {
    nullable: true,
    description:
      'Who stands in for its owners: now, still to come, or run out without anybody having ended it.',
  })
  async covers(@Root() { actionId, page, view }: ActionType): Promise<CoverType[]> {
    const day = londonDay(view.present);
    return (await coversOn(page))
      .filter((row) => row.actionId === actionId)
      .map(({ coverId, covers, by, from, until }) => ({
        coverId,
        covers: presentOwner(covers),
        by: presentOwner(by),
        from,
        until,
        isCurrent: from <= day && (until === null || day <= until),
      }));
  }

  @FieldResolver(() => [LinkType], {
    nullable: true,
    description: 'How it is related to other actions, whichever names the other.',
  })
  async links(@Root() { actionId, page }: ActionType): Promise<LinkType[]> {
    const own = (await linksOn(page)).filter((row) => row.actionId === actionId || row.to === actionId);
    const linked = await othersOn(page);
    return own.flatMap(({ linkId, kind, to, actionId: from, since }) => {
      const direction = from === actionId ? 'outward' : 'inward';
      const action = linked.get(direction === 'outward' ? to : from);
      return action === undefined ? [] : [{ linkId, kind, direction, action, since } as const];
    });
  }

  @FieldResolver(() => [CellType], {
    nullable: true,
    description:
      'The row of the source document that it was added from, as printed; null where it came from none, or was erased.',
  })
  async cells(@Root() { actionId, page }: ActionType): Promise<CellType[] | null> {
    const row = (await cellsOn(page)).find((each) => each.actionId === actionId);
    return row === undefined || row.cells.$seal.value === null ? null : [...row.cells.$seal.value];
  }

  @FieldResolver(() => [EvidenceType], {
    nullable: true,
    description: 'What was shown for it and not taken back.',
  })
  async evidence(@Root() { actionId, page, view }: ActionType): Promise<EvidenceType[]> {
    const shown = await evidenceOn(page);
    const people: People = { view, ids: shown.map(({ saidBy }) => saidBy) };
    return shown
      .filter((row) => row.actionId === actionId)
      .map(({ evidenceId, title, url, sha256, mediaType, size, claim, since, saidBy }) => ({
        evidenceId,
        title: textOf(title),
        url: textOf(url),
        sha256,
        mediaType,
        size,
        claim,
        since,
        attachedBy: { id: saidBy, people },
      }));
  }
}

/** The actions at either end of the links of a page, read once for all that ask. */
const others = new WeakMap<ActionPage, Promise<ReadonlyMap<string, ActionType>>>();

const othersOn = async (page: ActionPage): Promise<ReadonlyMap<string, ActionType>> => {
  const known = others.get(page);
  if (known !== undefined) return known;
  const read = linksOn(page).then(async (links) => {
    const ids = new Set(links.flatMap(({ actionId, to }) => [actionId, to]));
    return actionsOf(
      page.view,
      [...ids].map((actionId) => ({ actionId })),
    );
  });
  others.set(page, read);
  return read;
};
