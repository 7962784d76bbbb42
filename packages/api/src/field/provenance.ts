/** Where the values of a page's actions come from: read together, for all that ask. */
import { heldOf, textOf } from '@improvement-ledger/domain';
import type { EvidenceRow, ProvenEntry } from '@improvement-ledger/projections';
import { actionRegister, fieldsIn, provenanceAt } from '@improvement-ledger/projections';
import type { ActionPage } from '../action/action-page.js';
import { evidenceOn } from '../action/action-page.js';
import type { EvidenceType } from '../action/parts.types.js';
import { changesAt } from '../change/page.js';
import type { People } from '../person/people.js';
import { planIn, structureIn } from '../view.js';
import type { FieldProvenanceType } from './field.types.js';
import type { Surroundings } from './present-value.js';
import { presentValue } from './present-value.js';

type ByAction = ReadonlyMap<string, FieldProvenanceType[]>;
const known = new WeakMap<ActionPage, Promise<ByAction>>();

export const provenanceOn = async (page: ActionPage): Promise<ByAction> => {
  const asked = known.get(page) ?? read(page);
  known.set(page, asked);
  return asked;
};

type PlanWords = Pick<Surroundings, 'structure' | 'vocabularies'>;

/** What the values of each plan's actions name. */
const wordsOf = async (
  { view }: ActionPage,
  planIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, PlanWords>> =>
  new Map(
    await Promise.all(
      [...planIds].map(async (planId) => {
        const structure = await structureIn(view, planId);
        const vocabularies = (await planIn(view, planId))?.vocabularies ?? [];
        return [planId, { structure, vocabularies }] as const;
      }),
    ),
  );

const evidenceFor = (
  { claim, actionId }: ProvenEntry,
  shown: readonly EvidenceRow[],
  people: People,
): EvidenceType[] =>
  shown
    .filter((row) => row.actionId === actionId && row.claim !== null && claim.includes(row.claim))
    .map(({ saidBy, title, url, ...row }) => ({
      ...row,
      title: textOf(title),
      url: textOf(url),
      attachedBy: { id: saidBy, people },
    }));

const read = async (page: ActionPage): Promise<ByAction> => {
  const { view, actionIds } = page;
  const { tenant, at } = view;
  const entries = await view.read([actionRegister], async (tx) =>
    provenanceAt(tx, { tenant, actionIds }, at),
  );
  const positions = new Set(
    entries.flatMap(({ position, root, became, request }) => [
      position,
      root,
      became,
      ...(request === null ? [] : [request]),
    ]),
  );
  const changes = new Map(
    (await view.read([], async (tx) => changesAt(tx, view, [...positions]))).map((change) => [
      change.position,
      change,
    ]),
  );
  const shown = entries.some(({ claim }) => claim.length > 0) ? await evidenceOn(page) : [];
  const ids = [...entries.flatMap(({ by }) => by ?? []), ...shown.map(({ saidBy }) => saidBy)];
  const people: People = { view, ids };
  const planIds = new Set(entries.map(({ planId }) => planId));
  const words = await wordsOf(page, planIds);
  const present = (entry: ProvenEntry): FieldProvenanceType[] => {
    const change = changes.get(entry.position);
    const first = changes.get(entry.root);
    const became = changes.get(entry.became);
    const ofPlan = words.get(entry.planId);
    if (change === undefined || first === undefined || became === undefined || ofPlan === undefined)
      return [];
    const surroundings = { ...ofPlan, people };
    return [...heldOf(fieldsIn(entry)).values()].map((held) => ({
      field: held.field,
      partId: held.part,
      value: presentValue(held, entry, surroundings),
      change,
      first,
      unchangedSince: entry.unchangedSince,
      became,
      corrections: entry.corrections,
      request: held.field === 'due' && entry.request !== null ? (changes.get(entry.request) ?? null) : null,
      evidence: held.field === 'completion' ? evidenceFor(entry, shown, people) : [],
      valuesBefore: entry.before,
    }));
  };
  const byAction = new Map<string, FieldProvenanceType[]>();
  for (const entry of entries) {
    byAction.set(entry.actionId, [...(byAction.get(entry.actionId) ?? []), ...present(entry)]);
  }
  return byAction;
};
