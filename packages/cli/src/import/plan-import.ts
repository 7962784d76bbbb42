/**
 * Compares a proposed plan with the ledger and says what would have to be recorded. Pure but for the ids
 * that it makes. Rows are matched by title within their commitment, so that a moved row is the same action.
 */
import { commitment, plan, planSubject, ratingCalled, seal, workstream } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import type { ProposedPlan } from '@improvement-ledger/importer';
import type { Mandate } from '../mandate.js';
import { newId } from '../new-id.js';
import type { NewPerson } from '../new-person.js';
import type { Existing, ExistingAction, ExistingCommitment, ExistingWorkstream } from './existing-plan.js';
import { evened } from './existing-plan.js';
import type { ImportStep, PlannedImport, Remark } from './import-step.js';
import { Places } from './places.js';
import { addRow, changeRow } from './plan-row.js';
import type { Edition } from './edition.js';
import { fingerprint, shortened } from './edition.js';
import { addRatings } from './vocabulary.js';

type ProposedWorkstream = ProposedPlan['workstreams'][number];
type ProposedCommitment = ProposedWorkstream['commitments'][number];

export const planImport = (
  proposal: ProposedPlan,
  existing: Existing,
  edition: Edition,
  { by, reason }: Mandate,
): PlannedImport => {
  const planned = new Planning(proposal, existing, edition);
  const person = by === null ? null : planned.personCalled(by);
  planned.addPlan();
  planned.addRatings();
  for (const each of proposal.workstreams) planned.addWorkstream(each);
  planned.noteVanished();
  return {
    planId: planned.planId,
    onBehalfOf: person?.id ?? null,
    steps: planned.steps.map((each) => ({
      ...each,
      people: person === null ? each.people : [person, ...each.people],
      reason: reason ?? each.reason,
    })),
    remarks: planned.remarks,
  };
};

/** The workstream that a commitment is met in. */
interface Within {
  readonly proposed: ProposedWorkstream;
  readonly workstreamId: string;
  readonly known: ExistingWorkstream | undefined;
  readonly places: Places;
}

class Planning {
  readonly planId: string;
  readonly steps: ImportStep[] = [];
  readonly remarks: Remark[] = [];
  private readonly people: Map<string, string>;
  private readonly references: Set<string>;
  private readonly seen = new Set<string>();
  /** How many of each kind the document has had so far. */
  private readonly number = { workstream: 0, commitment: 0, action: 0 };
  private readonly workstreamPlaces: Places;

  constructor(
    private readonly proposal: ProposedPlan,
    private readonly existing: Existing,
    private readonly edition: Edition,
  ) {
    this.planId = existing.plan?.id ?? newId();
    this.people = new Map(existing.people);
    this.references = new Set(existing.plan?.references);
    this.workstreamPlaces = new Places(existing.plan?.workstreams ?? []);
  }

  addPlan(): void {
    if (this.existing.plan !== null) return;
    const { planTitle, effective } = this.edition;
    const ratings = this.proposal.ragWords;
    this.steps.push({
      what: 'plan',
      row: 1,
      step: step(plan, this.planId, {
        type: 'DraftPlan',
        planId: this.planId,
        title: seal(planSubject(this.planId), planTitle),
        inForceFrom: effective,
        ratings: ratings.map((word) => ratingCalled(word, this.planId)),
      }),
      people: [],
      key: `import:plan:${fingerprint(evened(planTitle))}`,
      reason: null,
      line: `PlanDrafted "${shortened(planTitle)}", RagVocabularySet ${ratings.map(({ label }) => label).join(', ')}`,
    });
  }

  addRatings(): void {
    if (this.existing.plan !== null) this.take(addRatings(this.proposal, this.existing.plan, this.edition));
  }

  addWorkstream(proposed: ProposedWorkstream): void {
    this.number.workstream += 1;
    const known = this.existing.plan?.workstreams.find(({ titles }) =>
      titles.includes(evened(proposed.title)),
    );
    const workstreamId = known?.id ?? newId();
    if (known === undefined) {
      const row = proposed.commitments[0]?.actions[0]?.row ?? 1;
      const reference = this.freeReference(proposed.reference, row);
      this.steps.push({
        what: 'workstream',
        row,
        step: step(workstream, workstreamId, {
          type: 'AddWorkstream',
          planId: this.planId,
          workstreamId,
          reference,
          place: this.workstreamPlaces.next(this.number.workstream),
          title: seal(planSubject(this.planId), proposed.title),
        }),
        people: [],
        key: `import:${this.planId}:workstream:${fingerprint(evened(proposed.title))}`,
        reason: null,
        line: `WorkstreamAdded ${reference} "${shortened(proposed.title)}"`,
      });
    }
    if (known !== undefined) this.workstreamPlaces.pass(known);
    const within = { proposed, workstreamId, known, places: new Places(known?.commitments ?? []) };
    for (const each of proposed.commitments) this.addCommitment(each, within);
  }

  private addCommitment(
    proposed: ProposedCommitment,
    { proposed: within, workstreamId, known: knownWorkstream, places }: Within,
  ): void {
    this.number.commitment += 1;
    const known = knownWorkstream?.commitments.find(({ titles }) => titles.includes(evened(proposed.title)));
    const commitmentId = known?.id ?? newId();
    if (known === undefined) {
      const row = proposed.actions[0]?.row ?? 1;
      const reference = this.freeReference(proposed.reference, row);
      this.steps.push({
        what: 'commitment',
        row,
        step: step(commitment, commitmentId, {
          type: 'AddCommitment',
          planId: this.planId,
          workstreamId,
          commitmentId,
          reference,
          place: places.next(this.number.commitment),
          title: seal(planSubject(this.planId), proposed.title),
        }),
        people: [],
        key: `import:${this.planId}:commitment:${fingerprint(evened(within.title), evened(proposed.title))}`,
        reason: null,
        line: `CommitmentAdded ${reference} "${shortened(proposed.title)}"`,
      });
    }
    if (known !== undefined) places.pass(known);
    this.addActions(proposed, { workstreamId, commitmentId }, known);
  }

  private addActions(
    proposed: ProposedCommitment,
    parents: { readonly workstreamId: string; readonly commitmentId: string },
    known: ExistingCommitment | undefined,
  ): void {
    const { planId, edition } = this;
    const unmatched = [...(known?.actions ?? [])];
    const places = new Places(known?.actions ?? []);
    for (const row of proposed.actions) {
      this.number.action += 1;
      const found = matching(unmatched, evened(row.title));
      const plannedRow = { row, planId, edition, personIdOf: (name: string) => this.personIdOf(name) };
      if (found === undefined) {
        const place = {
          ...parents,
          reference: this.freeReference(row.reference, row.row),
          place: places.next(this.number.action),
        };
        this.take(addRow(plannedRow, place));
      } else {
        this.seen.add(found.id);
        places.pass(found);
        this.take(changeRow(plannedRow, found));
      }
    }
  }

  /** Says which actions of the ledger the document leaves out. Leaving out is not withdrawing. */
  noteVanished(): void {
    const all = (this.existing.plan?.workstreams ?? []).flatMap(({ commitments }) =>
      commitments.flatMap(({ actions }) => actions),
    );
    for (const { id, reference, title, from } of all) {
      if (this.seen.has(id) || from > this.edition.dayEnd) continue;
      this.note(null, `${reference} "${shortened(title)}" is in no row that was read; it stands as it was.`);
    }
  }

  private take({ steps, remarks }: Pick<PlannedImport, 'steps' | 'remarks'>): void {
    this.steps.push(...steps);
    this.remarks.push(...remarks);
  }

  private note(row: number | null, message: string): void {
    this.remarks.push({ severity: 'note', row, column: null, message });
  }

  personCalled(name: string): NewPerson {
    return { id: this.personIdOf(name), name };
  }

  private personIdOf(name: string): string {
    const known = this.people.get(evened(name));
    if (known !== undefined) return known;
    const id = newId();
    this.people.set(evened(name), id);
    return id;
  }

  /** The document numbers its rows anew in every edition; what the ledger knows keeps its reference. */
  private freeReference(proposed: string, row: number): string {
    if (!this.references.has(proposed)) return proposed;
    const stem = proposed.replace(/\.?\d+$/, '');
    let free = proposed;
    for (let number = 1; this.references.has(free); number += 1) {
      free = stem === '' ? `${proposed}-${number}` : `${stem}.${number}`;
    }
    this.references.add(free);
    this.note(row, `${proposed} is in use in the ledger for something else; this is recorded as ${free}.`);
    return free;
  }
}

/** Takes the first action with this title out of those not yet matched; equal titles match in order. */
const matching = (unmatched: ExistingAction[], title: string): ExistingAction | undefined => {
  const current = unmatched.findIndex((each) => each.title === title);
  const index = current === -1 ? unmatched.findIndex((each) => each.firstTitle === title) : current;
  return index === -1 ? undefined : unmatched.splice(index, 1)[0];
};
