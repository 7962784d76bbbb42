/**
 * WHO IS TOLD OF AN ACTION, AND WHY. Owners are named as persons, roles, teams, bodies or organisations, or not at all; mail
 * goes to people. Where nobody stands behind the owners, the operational lead of the workstream is told, else the sponsor.
 */
import type { DigestBecause, DigestWhy } from './digest-content.js';
import type {
  DigestAction,
  DigestFacts,
  DigestPerson,
  DigestWorkstream,
  NamedOwner,
} from './digest-facts.js';
import type { DigestKind } from './digest-kind.js';
import type { PlannedMeeting } from './digest-schedule.js';
import { highestStep } from './escalation-step.js';

/** An action that comes to somebody. */
export interface Told {
  readonly action: DigestAction;
  readonly why: DigestWhy;
}
interface Reached {
  readonly personId: string;
  readonly why: DigestWhy;
}
/** What is looked up of facts again and again. */
interface Directory {
  readonly facts: DigestFacts;
  readonly humanOf: (personId: string) => string;
  readonly person: (personId: string) => DigestPerson | undefined;
  readonly workstream: (workstreamId: string) => DigestWorkstream | undefined;
  readonly leadsTo: (
    owner: NamedOwner,
  ) => Pick<DigestWhy, 'basis'> & { readonly personIds: readonly string[] };
}

/** How names of one office or organisation are told to be the same. */
const nameKey = (kind: string, name: string | null): string =>
  `${kind}:${(name ?? '').trim().toLowerCase().replace(/\s+/g, ' ')}`;

const directoryOf = (facts: DigestFacts): Directory => {
  const humanOf = (personId: string): string => facts.merged[personId] ?? personId;
  const people = new Map(facts.people.map((person) => [person.personId, person]));
  const offices = new Map(facts.offices.map((office) => [office.officeId, office]));
  const workstreams = new Map(facts.workstreams.map((each) => [each.workstreamId, each]));
  const officeNames = new Map(facts.offices.map((office) => [nameKey(office.kind, office.name), office]));
  const mappings = new Map(facts.mappings.map((mapping) => [nameKey(mapping.kind, mapping.name), mapping]));
  const person = (personId: string): DigestPerson | undefined => people.get(humanOf(personId));
  const present = (ids: readonly string[]): string[] => [
    ...new Set(ids.map(humanOf).filter((each) => people.get(each)?.hasLeft === false)),
  ];
  return {
    facts,
    humanOf,
    person,
    workstream: (workstreamId) => workstreams.get(workstreamId),
    leadsTo: ({ kind, personId, name }) => {
      if (kind === 'person' && personId !== null) return { basis: 'owner', personIds: present([personId]) };
      if (name === null) return { basis: 'mapped', personIds: [] };
      const mapping = mappings.get(nameKey(kind, name));
      if (mapping !== undefined) {
        const office = mapping.officeId === null ? undefined : offices.get(mapping.officeId);
        return { basis: 'mapped', personIds: present([...mapping.personIds, ...(office?.holders ?? [])]) };
      }
      return { basis: 'holder', personIds: present(officeNames.get(nameKey(kind, name))?.holders ?? []) };
    },
  };
};

const why = (
  basis: DigestWhy['basis'],
  through: string | null = null,
  because: DigestBecause | null = null,
): DigestWhy => ({
  basis,
  through,
  because,
});

/** By an owner's words; an owner's own part says more than the way by which it led to them. */
const reachedBy = (directory: Directory, owner: NamedOwner): Reached[] => {
  const { basis, personIds } = directory.leadsTo(owner);
  const through = basis === 'owner' ? null : owner.name;
  return personIds.map((personId) => ({
    personId,
    why: why(owner.part === 'owner' ? basis : owner.part, through),
  }));
};

/** Whether an owner is a person who has left. */
export const ownerHasLeft = (facts: DigestFacts, { owners }: DigestAction): boolean => {
  const { person } = directoryFor(facts);
  return owners.some(
    ({ part, personId }) => part === 'owner' && personId !== null && person(personId)?.hasLeft === true,
  );
};

const fallbackOf = (directory: Directory, { owners }: DigestAction): DigestBecause => {
  const named = owners.filter(({ part }) => part === 'owner');
  if (named.length === 0) return 'owner-blank';
  const isGone = ({ personId }: NamedOwner): boolean =>
    personId !== null && directory.person(personId)?.hasLeft === true;
  return named.some(isGone) ? 'owner-left' : 'owner-unmapped';
};

const leading = (
  directory: Directory,
  { workstreamId }: DigestAction,
  basis: 'lead' | 'sponsor',
  because: DigestBecause | null,
): Reached[] => {
  const workstream = directory.workstream(workstreamId);
  return (workstream?.[`${basis}s`] ?? []).flatMap((owner) =>
    directory
      .leadsTo(owner)
      .personIds.map((personId) => ({ personId, why: why(basis, workstream?.reference ?? null, because) })),
  );
};

/** The operational leads of an action's workstream, or its sponsors. */
export const leadersOfWorkstream = (
  facts: DigestFacts,
  action: DigestAction,
  basis: 'lead' | 'sponsor',
): readonly Reached[] => leading(directoryFor(facts), action, basis, null);

/** The operational leads of the action's workstream; where they lead to nobody, its sponsors. */
const leadersOf = (directory: Directory, action: DigestAction, because: DigestBecause | null): Reached[] => {
  const leads = leading(directory, action, 'lead', because);
  return leads.length > 0 ? leads : leading(directory, action, 'sponsor', because);
};

/** Who answers for an action: its owners and whoever stands in for them, or else whoever leads the workstream. */
export const answerable = (facts: DigestFacts, action: DigestAction): readonly Reached[] => {
  const directory = directoryFor(facts);
  const owning = action.owners
    .filter(({ part }) => part === 'owner')
    .flatMap((owner) => reachedBy(directory, owner));
  const covering = action.covers.flatMap(({ covers, by }) =>
    directory.leadsTo(by).personIds.map((personId) => ({ personId, why: why('cover', covers.name) })),
  );
  const supporting = action.owners
    .filter(({ part }) => part === 'support')
    .flatMap((owner) => reachedBy(directory, owner));
  const answering = [...owning, ...covering];
  const instead = answering.length > 0 ? [] : leadersOf(directory, action, fallbackOf(directory, action));
  return [...answering, ...supporting, ...instead];
};

/** Who is to verify a claim: whoever monitors the action, or else leads its workstream; never whoever made the claim. */
const verifiersOf = (directory: Directory, action: DigestAction): Reached[] => {
  const claimant = action.claimedBy === null ? null : directory.humanOf(action.claimedBy);
  const others = (reached: readonly Reached[]): Reached[] =>
    reached.filter(({ personId }) => personId !== claimant);
  const monitors = others(
    action.owners.filter(({ part }) => part === 'monitor').flatMap((owner) => reachedBy(directory, owner)),
  );
  return monitors.length > 0 ? monitors : others(leadersOf(directory, action, null));
};

/** To whom an action was escalated beside those who answer for it. */
const escalatedTo = (directory: Directory, action: DigestAction): Reached[] => {
  const step = highestStep(action.escalated);
  const isSponsors = step === 'sponsor' || step === 'board';
  return [
    ...(isSponsors || step === 'lead' ? leading(directory, action, 'lead', 'escalated') : []),
    ...(isSponsors ? leading(directory, action, 'sponsor', 'escalated') : []),
  ];
};

const membersOf = ({ facts, person, humanOf }: Directory, { bodyId, body }: PlannedMeeting): Reached[] =>
  (facts.offices.find(({ officeId }) => officeId === bodyId)?.holders ?? [])
    .filter((personId) => person(personId)?.hasLeft === false)
    .map((personId) => ({ personId: humanOf(personId), why: why('member', body) }));

const reachedOf = (
  directory: Directory,
  kind: DigestKind,
  action: DigestAction,
  meeting: PlannedMeeting | null,
): readonly Reached[] => {
  switch (kind) {
    case 'daily':
      return action.state.state === 'awaiting-verification'
        ? verifiersOf(directory, action)
        : [...answerable(directory.facts, action), ...escalatedTo(directory, action)];
    case 'weekly':
      return [...leading(directory, action, 'lead', null), ...leading(directory, action, 'sponsor', null)];
    case 'board':
      return meeting === null ? [] : membersOf(directory, meeting);
    case 'monthly':
      return directory.facts.advisers.map((personId) => ({
        personId: directory.humanOf(personId),
        why: why('adviser'),
      }));
  }
};

type Audience = ReadonlyMap<string, readonly Told[]>;
interface Known {
  readonly directory: Directory;
  readonly audiences: Map<string, Audience>;
}
/** Worked out once for all recipients of the same facts. */
const knownOf = new WeakMap<DigestFacts, Known>();
const knownFor = (facts: DigestFacts): Known => {
  const found = knownOf.get(facts);
  if (found !== undefined) return found;
  const made = { directory: directoryOf(facts), audiences: new Map<string, Audience>() };
  knownOf.set(facts, made);
  return made;
};
const directoryFor = (facts: DigestFacts): Directory => knownFor(facts).directory;

/** For each person the actions that come to them by a kind of digest, each once: in the order of the plan. */
export const audienceOf = (
  facts: DigestFacts,
  kind: DigestKind,
  meeting: PlannedMeeting | null,
): Audience => {
  const { directory, audiences } = knownFor(facts);
  const key = `${kind}:${meeting?.meetingId ?? ''}`;
  const found = audiences.get(key);
  if (found !== undefined) return found;
  const audience = new Map<string, Told[]>();
  for (const action of facts.actions) {
    const told = new Set<string>();
    for (const { personId, why: reason } of reachedOf(directory, kind, action, meeting)) {
      if (told.has(personId)) continue;
      told.add(personId);
      const list = audience.get(personId);
      if (list === undefined) audience.set(personId, [{ action, why: reason }]);
      else list.push({ action, why: reason });
    }
  }
  audiences.set(key, audience);
  return audience;
};

/** The person whom an id stands for; `null` where the council knows none. */
export const digestPerson = (facts: DigestFacts, personId: string): DigestPerson | null =>
  directoryFor(facts).person(personId) ?? null;
