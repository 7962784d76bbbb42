/** Everybody in the sample council. All of them, their council and its places are invented. */
import type { Role } from '@improvement-ledger/domain';

interface SamplePerson {
  readonly name: string;
  readonly post: string;
  readonly role: Role;
  /** The first day; those without were there when the plan began. */
  readonly joins?: string;
}

const everybody = {
  director: { name: 'Helen Ashcombe', post: "Director of Children's Services", role: 'actionOwner' },
  programme: { name: 'Priya Lockwood', post: 'Improvement Programme Manager', role: 'planManager' },
  quality: { name: 'Ruth Calloway', post: 'Head of Quality Assurance', role: 'auditor' },
  auditor: { name: 'Tobias Fenn', post: 'Practice Auditor', role: 'auditor' },
  adviser: { name: 'Margaret Eddington', post: 'Improvement Adviser', role: 'adviser' },
  assessment: { name: 'Owen Tredwell', post: 'Head of Assessment and Safeguarding', role: 'actionOwner' },
  care: { name: 'Nadia Bellweather', post: 'Head of Children in Care', role: 'actionOwner' },
  earlyHelp: { name: 'Fergus Maddock', post: 'Early Help Service Manager', role: 'actionOwner' },
  frontDoor: { name: 'Joanne Sillitoe', post: 'Front Door Service Manager', role: 'actionOwner' },
  principal: { name: 'Kwame Darrowby', post: 'Principal Social Worker', role: 'actionOwner' },
  workforce: { name: 'Lorna Pickersgill', post: 'Workforce Development Lead', role: 'actionOwner' },
  data: { name: 'Yusuf Harkness', post: 'Performance and Data Manager', role: 'actionOwner' },
  partnership: { name: 'Bridget Holloway', post: 'Safeguarding Partnership Manager', role: 'actionOwner' },
  commissioning: { name: 'Simon Quayle', post: 'Commissioning Manager', role: 'actionOwner' },
  leaving: { name: 'Anneka Storr', post: 'Leaving Care Team Manager', role: 'actionOwner' },
  reviewing: { name: 'Delia Marchbank', post: 'Independent Reviewing Service Manager', role: 'actionOwner' },
  legal: { name: 'Hugh Penrose-Clay', post: 'Head of Legal Services', role: 'actionOwner' },
  virtualHead: { name: 'Sunita Vale', post: 'Virtual School Head', role: 'actionOwner' },
  // Those who came later.
  programme2: {
    name: 'Daniel Orme',
    post: 'Improvement Programme Manager',
    role: 'planManager',
    joins: '2024-11-04',
  },
  frontDoor2: {
    name: 'Carys Winterbourne',
    post: 'Front Door Service Manager',
    role: 'actionOwner',
    joins: '2024-06-03',
  },
  data2: {
    name: 'Leo Brackenridge',
    post: 'Performance and Data Manager',
    role: 'actionOwner',
    joins: '2024-09-16',
  },
  principal2: {
    name: 'Adaeze Thornhill',
    post: 'Principal Social Worker',
    role: 'actionOwner',
    joins: '2025-02-03',
  },
  care2: {
    name: 'Martin Eskdale',
    post: 'Interim Head of Children in Care',
    role: 'actionOwner',
    joins: '2025-04-01',
  },
  staffing: {
    name: 'Gwenda Larkrise',
    post: 'Workforce Lead',
    role: 'workforceLead',
    joins: '2025-07-25',
  },
} as const satisfies Readonly<Record<string, SamplePerson>>;

export const people: { readonly [Key in keyof typeof everybody]: SamplePerson } = everybody;
