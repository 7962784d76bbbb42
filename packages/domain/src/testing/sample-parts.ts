/** What the sample facts are made of: ids, people and their words, ratings, due dates and owners. */
import type { Due } from '../due.js';
import type { Actor, Circumstances } from '../envelope.js';
import type { Owner, Owners } from '../owner.js';
import type { RagRating } from '../rag.js';
import type { Role } from '../role.js';
import type { SealedText } from '../sealed.js';
import { councilSubject, personSubject, planSubject, seal } from '../sealed.js';

/** An id that is always the same for the same number. */
export const sampleId = (number: number): string =>
  `0198c0de-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

export const ids = {
  council: sampleId(1),
  plan: sampleId(2),
  workstream: sampleId(3),
  commitment: sampleId(4),
  action: sampleId(5),
  /** The head of service who owns the action, and may claim that it is done. */
  ann: sampleId(11),
  /** The auditor who verifies. */
  ben: sampleId(12),
  cas: sampleId(13),
  /** Ann again, registered a second time. */
  annAgain: sampleId(14),
  grant: sampleId(31),
  invitation: sampleId(32),
  issuer: sampleId(33),
  link: sampleId(34),
  token: sampleId(35),
  office: sampleId(36),
  correlation: sampleId(21),
  request: sampleId(41),
  cover: sampleId(42),
  actionLink: sampleId(43),
  evidence: sampleId(44),
  otherAction: sampleId(6),
  challenge: sampleId(45),
  team: sampleId(51),
  otherTeam: sampleId(52),
  /** The role of a post. */
  role: sampleId(53),
  post: sampleId(54),
  otherPost: sampleId(55),
  vacancy: sampleId(56),
  engagement: sampleId(57),
  otherEngagement: sampleId(58),
  movement: sampleId(59),
  postCover: sampleId(60),
  mapping: sampleId(91),
  meeting: sampleId(71),
  decision: sampleId(72),
  signal: sampleId(73),
  inspection: sampleId(74),
  judgement: sampleId(75),
  finding: sampleId(76),
  recommendation: sampleId(77),
  cost: sampleId(78),
  flag: sampleId(79),
  resource: sampleId(80),
  measure: sampleId(81),
  version: sampleId(82),
  round: sampleId(83),
  pack: sampleId(84),
  figure: sampleId(0x61),
  programme: sampleId(0x200),
  audit: sampleId(0x201),
  otherAudit: sampleId(0x202),
  remedy: sampleId(0x203),
  indicator: sampleId(0x210),
  indicatorLink: sampleId(0x211),
  risk: sampleId(0x220),
  concern: sampleId(0x221),
  count: sampleId(0x222),
  learning: sampleId(0x223),
  legal: sampleId(0x224),
  assessment: sampleId(0x225),
  entry: sampleId(0x226),
} as const;

export const planText = (text: string): SealedText => seal(planSubject(ids.plan), text);
export const personName = (name: string, personId: string = ids.ann): SealedText =>
  seal(personSubject(personId), name);

export const councilText = (text: string): SealedText => seal(councilSubject(ids.council), text);

export const actorOf = (id: string, role: Role = 'planManager'): Actor => ({ kind: 'person', id, role });
export const ann = actorOf(ids.ann, 'actionOwner');
export const ben = actorOf(ids.ben, 'auditor');

export const sampleCircumstances: Circumstances = {
  actor: ann,
  onBehalfOf: null,
  reason: null,
  effectiveAt: '2026-07-20',
  source: { channel: 'api', document: null, row: null },
  correlation: ids.correlation,
  causation: null,
};

export const ratings: readonly RagRating[] = [
  {
    key: 'red',
    label: planText('Red'),
    order: 1,
    meaning: planText('Off track: it will not be done when it is due.'),
    colour: 'red',
  },
  {
    key: 'amber',
    label: planText('Amber'),
    order: 2,
    meaning: planText('At risk, and something is being done about it.'),
    colour: 'amber',
  },
  { key: 'green', label: planText('Green'), order: 3, meaning: null, colour: null },
];

export const dueOn = (lastDay: string, asWritten: string | null = null): Due => ({
  asWritten: asWritten === null ? null : planText(asWritten),
  meaning: { kind: 'dated', lastDay, precision: 'day' },
});

export const ownerNamed = (name: string, personId: string = ids.ann): Owner => ({
  kind: 'person',
  part: 'owner',
  personId,
  name: personName(name, personId),
  post: null,
});
export const ownedBy = (name: string, personId: string = ids.ann): Owners => ({
  asWritten: planText(name),
  list: [ownerNamed(name, personId)],
});
