/** January 2024: the council, its people and the plan as first written are recorded. */
import type { DueMeaning, Owners } from '@improvement-ledger/domain';
import {
  action,
  commitment,
  council,
  councilSubject,
  person,
  personSubject,
  plan,
  planSubject,
  seal,
  understandDue,
  workstream,
} from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { personIdOf, sampleId } from './identity.js';
import type { Rating } from './northmere.js';
import { northmere, workstreams } from './northmere.js';
import { people } from './people.js';
import type { PersonKey, SampleAction } from './structure.js';
import type { SampleStep, Timeline } from './timeline.js';
import { one } from './timeline.js';
import { londonTime } from './working-day.js';

export const planId = sampleId('plan');
export const planText = (text: string) => seal(planSubject(planId), text);

export const meaningOf = (due: string): DueMeaning =>
  understandDue(due, { inForceFrom: northmere.inForceFrom });

/** An action with its place in the plan. */
export interface PlacedAction {
  readonly id: string;
  readonly reference: string;
  readonly place: number;
  readonly workstreamId: string;
  readonly commitmentId: string;
  readonly action: SampleAction;
}

export const placedActions: readonly PlacedAction[] = workstreams
  .flatMap(({ reference, commitments }) =>
    commitments.flatMap(({ actions }, c) =>
      actions.map((each, a) => ({
        id: sampleId(`action/${reference}${c + 1}.${a + 1}`),
        reference: `${reference}${c + 1}.${a + 1}`,
        workstreamId: sampleId(`workstream/${reference}`),
        commitmentId: sampleId(`commitment/${reference}${c + 1}`),
        action: each,
      })),
    ),
  )
  .map((each, index) => ({ ...each, place: index + 1 }));

export const ownerOf = (owner: SampleAction['owners'][number], first: boolean): Owners['list'][number] => {
  const part = first ? 'owner' : 'support';
  if (typeof owner !== 'string') {
    const [kind, name] = 'team' in owner ? (['team', owner.team] as const) : (['body', owner.body] as const);
    return { kind, part, personId: null, name: planText(name), post: null };
  }
  const personId = personIdOf(owner);
  const { name, post } = people[owner];
  const about = personSubject(personId);
  return { kind: 'person', part, personId, name: seal(about, name), post: seal(about, post) };
};

const writtenAs = (owner: SampleAction['owners'][number]): string => {
  if (typeof owner === 'string') return `${people[owner].name} (${people[owner].post})`;
  return 'team' in owner ? owner.team : owner.body;
};

export const ownersOf = (owners: SampleAction['owners']): Owners => ({
  asWritten: owners.length === 0 ? null : planText(owners.map(writtenAs).join('; ')),
  list: owners.map((owner, index) => ownerOf(owner, index === 0)),
});

const registration = (key: PersonKey): SampleStep => {
  const personId = personIdOf(key);
  return one(
    step(person, personId, {
      type: 'RegisterPerson',
      personId,
      name: seal(personSubject(personId), people[key].name),
    }),
  );
};

const registerCouncil = (): SampleStep => {
  const councilId = sampleId('council');
  return one(
    step(council, councilId, {
      type: 'RegisterCouncil',
      councilId,
      key: northmere.key,
      name: seal(councilSubject(councilId), northmere.name),
      gssCode: null,
      clock: 'replayed',
    }),
  );
};

/** The plan's ratings, some with another meaning than at first. */
export const ratingsMeaning = (meanings: Partial<Readonly<Record<Rating, string>>>) =>
  northmere.ratings.map((rating) => ({
    ...rating,
    label: planText(rating.label),
    meaning: planText(meanings[rating.key] ?? rating.meaning),
    colour: rating.key,
  }));

const draftPlan = (): SampleStep => ({
  events: 2,
  make: () =>
    step(plan, planId, {
      type: 'DraftPlan',
      planId,
      title: planText(northmere.planTitle),
      inForceFrom: northmere.inForceFrom,
      ratings: ratingsMeaning({}),
    }),
});

const addWorkstreams = (): SampleStep[] =>
  workstreams.map(({ reference, title }, index) => {
    const workstreamId = sampleId(`workstream/${reference}`);
    return one(
      step(workstream, workstreamId, {
        type: 'AddWorkstream',
        planId,
        workstreamId,
        reference,
        place: index + 1,
        title: planText(title),
      }),
    );
  });

const addCommitments = (): SampleStep[] =>
  workstreams
    .flatMap(({ reference, commitments }) =>
      commitments.map(({ title }, index) => ({
        within: reference,
        reference: `${reference}${index + 1}`,
        title,
      })),
    )
    .map(({ within, reference, title }, index) => {
      const commitmentId = sampleId(`commitment/${reference}`);
      return one(
        step(commitment, commitmentId, {
          type: 'AddCommitment',
          planId,
          workstreamId: sampleId(`workstream/${within}`),
          commitmentId,
          reference,
          place: index + 1,
          title: planText(title),
        }),
      );
    });

const addActions = (within: string): SampleStep[] =>
  placedActions
    .filter(({ workstreamId }) => workstreamId === sampleId(`workstream/${within}`))
    .map(({ id, reference, place, workstreamId, commitmentId, action: written }) =>
      one(
        step(action, id, {
          type: 'AddAction',
          planId,
          actionId: id,
          workstreamId,
          commitmentId,
          reference,
          place,
          title: planText(written.title),
          due: { asWritten: planText(written.due), meaning: meaningOf(written.due) },
          owners: ownersOf(written.owners),
          cells: null,
        }),
      ),
    );

export const open = (timeline: Timeline): void => {
  const add = (day: string, minutes: number, what: string, steps: readonly SampleStep[]): void => {
    timeline.add({ at: londonTime(day, minutes), by: 'programme', what, steps });
  };
  const keys = Object.keys(people) as PersonKey[];
  add('2024-01-08', 9 * 60 + 5, 'council', [registerCouncil()]);
  add(
    '2024-01-08',
    9 * 60 + 20,
    'people',
    keys.filter((key) => people[key].joins === undefined).map(registration),
  );
  add('2024-01-10', 10 * 60 + 12, 'plan', [draftPlan()]);
  add('2024-01-10', 10 * 60 + 40, 'workstreams', addWorkstreams());
  add('2024-01-10', 11 * 60 + 15, 'commitments', addCommitments());
  workstreams.forEach(({ reference }, index) => {
    add('2024-01-11', 9 * 60 + 30 + index * 47, `actions-${reference.toLowerCase()}`, addActions(reference));
  });
  for (const key of keys) {
    const { joins } = people[key];
    if (joins === undefined) continue;
    const by = key === 'programme2' || joins > '2024-11-04' ? 'programme2' : 'programme';
    timeline.add({
      at: londonTime(joins, 9 * 60 + 10),
      by,
      what: `person-${key}`,
      steps: [registration(key)],
    });
  }
};
