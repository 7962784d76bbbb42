/** Turns what happened to an action into the order that records it. */
import type { ActionCommand } from '@improvement-ledger/domain';
import { action, lastDayOf } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import type { Happening } from './boards.js';
import type { Rating } from './northmere.js';
import { meaningOf, ownersOf, planId, planText } from './opening.js';
import type { PersonKey } from './structure.js';
import type { SampleStep, Timeline } from './timeline.js';
import { one } from './timeline.js';
import type { TrackedAction } from './tracked-action.js';

type Of<Does extends Happening['does']> = Extract<Happening, { does: Does }>;

export class Enactment {
  constructor(
    private readonly timeline: Timeline,
    private readonly actions: ReadonlyMap<string, TrackedAction>,
  ) {}

  /** `at`: when it was entered. */
  enact(happening: Happening, at: string): void {
    switch (happening.does) {
      case 'slips':
        return this.slip(happening, at);
      case 'hands-over':
        return this.handOver(happening, at);
      case 'is-given':
        return this.give(happening, at);
      case 'claims':
      case 'verifies':
      case 'sends-back':
      case 'reopens':
        return this.changeCompletion(happening, at);
      case 'reports':
        return this.report([happening], happening.by, at, happening.of);
      case 'corrects':
        return this.correct(happening, at);
      case 'retracts':
        return this.retract(happening, at);
    }
  }

  /** One person's reports of one day, entered together. */
  report(
    reports: readonly {
      readonly action: string;
      readonly rating?: Rating | undefined;
      readonly words: string;
    }[],
    by: PersonKey,
    at: string,
    of: string | undefined,
  ): void {
    const steps = reports.map(({ action: reference, rating, words }) => {
      const tracked = this.action(reference);
      const recorded = command(tracked, { type: 'RecordStatus', ...statusOf(tracked, rating, words) });
      tracked.report = {
        step: recorded,
        rating: rating ?? tracked.report?.rating,
        words,
        effectiveAt: of ?? at,
      };
      return recorded;
    });
    this.timeline.add({ at, by, what: 'reports', effectiveAt: of, steps });
  }

  private slip({ action: reference, by, to, because }: Of<'slips'>, at: string): void {
    const tracked = this.action(reference);
    const meaning = meaningOf(to);
    tracked.dueOn = lastDayOf(meaning);
    tracked.slips += 1;
    const due = { asWritten: planText(to), meaning };
    const steps = [command(tracked, { type: 'ChangeDueDate', ...idsOf(tracked), due })];
    this.timeline.add({ at, by, what: `slips-${reference}`, reason: because, steps });
  }

  private handOver({ from, to, on, because }: Of<'hands-over'>, at: string): void {
    const affected = [...this.actions.values()].filter(
      ({ owners, completion }) => owners.includes(from) && completion !== 'verified',
    );
    const steps = affected.map((tracked) => {
      tracked.owners = tracked.owners.map((owner) => (owner === from ? to : owner));
      return reassignment(tracked);
    });
    const by = to === 'programme2' || at > '2024-11-05' ? 'programme2' : 'programme';
    this.timeline.add({ at, by, what: `hands-over-${from}`, effectiveAt: on, reason: because, steps });
  }

  private give({ action: reference, by, to, because }: Of<'is-given'>, at: string): void {
    const tracked = this.action(reference);
    tracked.owners = [to];
    this.timeline.add({
      at,
      by,
      what: `is-given-${reference}`,
      reason: because,
      steps: [reassignment(tracked)],
    });
  }

  private changeCompletion(
    { does, action: reference, by, note }: Of<'claims' | 'verifies' | 'sends-back' | 'reopens'>,
    at: string,
  ): void {
    const tracked = this.action(reference);
    const [type, completion] = completions[does];
    tracked.completion = completion;
    if (does === 'claims') tracked.claimedBy = by;
    // What was reopened takes as long again, and is not claimed by routine in the meantime.
    if (does === 'reopens') {
      tracked.stage = 2;
      tracked.boardsNeeded += 12;
    }
    const changed = command(tracked, { type, ...idsOf(tracked), note: planText(note) });
    if (does === 'claims') tracked.claim = changed;
    this.timeline.add({ at, by, what: `${does}-${reference}`, steps: [changed] });
  }

  private correct({ action: reference, by, rating, words, because }: Of<'corrects'>, at: string): void {
    const tracked = this.action(reference);
    const { report } = tracked;
    if (report === null) throw new Error(`${reference} has no report to correct`);
    const corrected = { ...report, rating: rating ?? report.rating, words: words ?? report.words };
    const data = statusOf(tracked, corrected.rating, corrected.words);
    const steps: SampleStep[] = [
      {
        events: 1,
        make: (positionOf) =>
          step(action, tracked.placed.id, {
            type: 'CorrectEvent',
            position: positionOf(report.step),
            replacement: { type: 'ActionStatusRecorded', data },
          }),
      },
    ];
    tracked.report = corrected;
    // It holds from when the report held: only what it says was wrong.
    this.timeline.add({
      at,
      by,
      what: `corrects-${reference}`,
      effectiveAt: report.effectiveAt,
      reason: because,
      steps,
    });
  }

  private retract({ action: reference, by, because }: Of<'retracts'>, at: string): void {
    const tracked = this.action(reference);
    const { report } = tracked;
    if (report === null) throw new Error(`${reference} has no report to retract`);
    const steps: SampleStep[] = [
      {
        events: 1,
        make: (positionOf) =>
          step(action, tracked.placed.id, { type: 'RetractEvent', position: positionOf(report.step) }),
      },
    ];
    tracked.report = null;
    this.timeline.add({
      at,
      by,
      what: `retracts-${reference}`,
      effectiveAt: report.effectiveAt,
      reason: because,
      steps,
    });
  }

  private action(reference: string): TrackedAction {
    const tracked = this.actions.get(reference);
    if (tracked === undefined) throw new Error(`The plan has no action ${reference}`);
    return tracked;
  }
}

const completions = {
  claims: ['ClaimCompletion', 'claimed'],
  verifies: ['VerifyCompletion', 'verified'],
  'sends-back': ['SendBackCompletion', 'open'],
  reopens: ['ReopenAction', 'open'],
} as const;

const idsOf = ({ placed }: TrackedAction) => ({ planId, actionId: placed.id });

const command = (tracked: TrackedAction, given: ActionCommand): SampleStep =>
  one(step(action, tracked.placed.id, given));

const reassignment = (tracked: TrackedAction): SampleStep =>
  command(tracked, { type: 'ReassignOwner', ...idsOf(tracked), owners: ownersOf(tracked.owners) });

const statusOf = (tracked: TrackedAction, rating: Rating | undefined, words: string) => ({
  ...idsOf(tracked),
  ...(rating === undefined ? {} : { rag: rating }),
  narrative: planText(words),
});
