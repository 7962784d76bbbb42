/** Differences that are shown together, and what is then read for all of them at once. */
import type { ActionField } from '@improvement-ledger/domain';
import { differencesOf } from '@improvement-ledger/domain';
import type {
  ActionDifference,
  ChangesBetween,
  DifferingAction,
  FacetAsked,
  FacetDifference,
  HeldEntry,
  Sides,
} from '@improvement-ledger/projections';
import {
  actionRegister,
  changesBetween,
  differingActions,
  entriesOf,
  entryName,
  facetOfField,
  heldAt,
  keysOf,
  planStructure,
} from '@improvement-ledger/projections';
import type { ActionType } from '../action/action.types.js';
import { presentActionsById } from '../action/present.js';
import type { ChangeType } from '../change/change.types.js';
import { changesAt } from '../change/page.js';
import type { FieldValueType } from '../field/field.types.js';
import type { Surroundings } from '../field/present-value.js';
import { presentValue } from '../field/present-value.js';
import { FIRST_MAX } from '../limits.js';
import type { View } from '../view.js';
import { planIn, structureIn } from '../view.js';
import type { Compared } from './compared.js';

/** Of every action of a page together, or of each facet apart. */
export type Level = 'actions' | 'facets';

/** One field that differs, with the facet whose entries say what it holds. */
interface FieldDiffering {
  readonly field: ActionField;
  readonly partId: string | null;
  readonly before: FieldValueType | null;
  readonly after: FieldValueType | null;
  readonly actionId: string;
  readonly facet: string;
}

type Between = ReadonlyMap<string, ChangesBetween>;
type Changes = ReadonlyMap<number, ChangeType>;
const nameOf = ({ actionId, facet }: FacetAsked): string => `${actionId} ${facet ?? ''}`;

export class DifferencePage {
  private readonly asked = new Map<string, Promise<unknown>>();

  constructor(
    readonly compared: Compared,
    readonly differences: readonly DifferingAction[],
  ) {}

  /** The actions of the page at one of the points, by id. */
  async actionsAt(side: 'from' | 'to'): Promise<ReadonlyMap<string, ActionType>> {
    return this.once(`actions ${side}`, async () => {
      const ids = this.differences.map(({ actionId }) => actionId);
      const actions = await presentActionsById(this.compared[side], ids);
      return new Map(actions.map((action) => [action.actionId, action]));
    });
  }

  /** How many changes lie between the points, and the latest of them. */
  async between(of: FacetAsked): Promise<ChangesBetween> {
    const all = await this.allBetween();
    return all.get(nameOf(of)) ?? { ...of, total: 0, positions: [] };
  }

  /** The changes of one action or facet between the points, the latest first. */
  async changes(level: Level, of: FacetAsked, first: number): Promise<ChangeType[]> {
    const read = await this.once(`changes ${level} ${first}`, async (): Promise<Changes> => {
      const between = await this.allBetween();
      const positions = new Set(
        (await this.shownAt(level)).flatMap(
          (each) => between.get(nameOf(each))?.positions.slice(0, first) ?? [],
        ),
      );
      const changes = await this.view.read([], async (tx) => changesAt(tx, this.view, [...positions]));
      return new Map(changes.map((change) => [change.position, change]));
    });
    const { positions } = await this.between(of);
    return positions.slice(0, first).flatMap((position) => read.get(position) ?? []);
  }

  /** The fields in which one of the actions differs. */
  async fieldsOf({ actionId }: DifferingAction): Promise<FieldDiffering[]> {
    const { fields } = this.compared.filter;
    const [looked, entries, before, after] = await this.once('fields', async () =>
      Promise.all([this.looked(), this.entries(), this.surroundings('from'), this.surroundings('to')]),
    );
    const facets = looked.find((each) => each.actionId === actionId)?.facets ?? [];
    const differing = differencesOf(heldAt(entries, facets, 'before'), heldAt(entries, facets, 'after'));
    return differing
      .filter(({ field }) => fields?.includes(field) ?? true)
      .flatMap(({ field, part, ...values }) => {
        const facet = part === null ? facetOfField(field) : `${facetOfField(field)}:${part}`;
        const found = facets.find((each) => each.facet === facet);
        if (found === undefined) return [];
        const valueAt = (side: keyof Sides, surroundings: Surroundings) => {
          const entry = entryAt(entries, found, side);
          const value = values[side];
          return entry === undefined || value === null
            ? null
            : presentValue({ field, part, value }, entry, surroundings);
        };
        const sides = { before: valueAt('before', before), after: valueAt('after', after) };
        return [{ field, partId: part, ...sides, actionId, facet }];
      });
  }

  private get view(): View {
    return this.compared.to;
  }

  /** What the actions of the page differ in. */
  private async looked(): Promise<readonly ActionDifference[]> {
    return this.once('looked', async () => {
      const { planId, from, to, filter } = this.compared;
      const plan = { tenant: this.view.tenant, planId, from: from.at, to: to.at };
      const ids = this.differences.map(({ actionId }) => actionId);
      return this.view.read([actionRegister, planStructure], async (tx) =>
        differingActions(tx, plan, filter.fields ?? null, ids),
      );
    });
  }

  private async entries(): Promise<ReadonlyMap<string, HeldEntry>> {
    return this.once('entries', async () => {
      const keys = (await this.looked()).flatMap(({ facets }) => keysOf(facets));
      return this.view.read([actionRegister], async (tx) => entriesOf(tx, this.view.tenant, keys));
    });
  }

  private async surroundings(side: 'from' | 'to'): Promise<Surroundings> {
    const { [side]: view, planId } = this.compared;
    const structure = await structureIn(view, planId);
    const vocabularies = (await planIn(view, planId))?.vocabularies ?? [];
    const entries = await this.entries();
    const ids = [...entries.values()].flatMap(({ by }) => by ?? []);
    return { structure, vocabularies, people: { view, ids } };
  }

  /** What is shown at a level: the actions of the page, or the facets in which they differ. */
  private async shownAt(level: Level): Promise<readonly FacetAsked[]> {
    if (level === 'actions') return this.differences.map(({ actionId }) => ({ actionId, facet: null }));
    const looked = await this.looked();
    return looked.flatMap(({ actionId, facets }) => facets.map(({ facet }) => ({ actionId, facet })));
  }

  private async allBetween(): Promise<Between> {
    return this.once('between', async () => {
      const { from, to } = this.compared;
      const ids = this.differences.map(({ actionId }) => actionId);
      const found = await this.view.read([actionRegister], async (tx) =>
        changesBetween(tx, this.view.tenant, ids, { from: from.at, to: to.at, first: FIRST_MAX }),
      );
      return new Map(found.map((each) => [nameOf(each), each]));
    });
  }

  /** Reads once, however many fields want to know. */
  private async once<Answer>(question: string, read: () => Promise<Answer>): Promise<Answer> {
    const known = this.asked.get(question) as Promise<Answer> | undefined;
    const answer = known ?? read();
    this.asked.set(question, answer);
    return answer;
  }
}

const entryAt = (
  entries: ReadonlyMap<string, HeldEntry>,
  { facet, ...sides }: FacetDifference,
  side: keyof Sides,
): HeldEntry | undefined => {
  const position = sides[side];
  return position === null ? undefined : entries.get(entryName({ position, facet }));
};
