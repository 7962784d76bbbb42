/** The teams and posts of the sample council, and the roster of who moves in and out of them. */
import type { Employment, MovementCommand } from '@improvement-ledger/domain';
import { addDays, personSubject, seal, worker } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { personIdOf, sampleId } from './identity.js';
import type { SampleStep } from './timeline.js';
import { one } from './timeline.js';

export const BEGUN = '2024-01-01';
export const teams = [
  'Assessment East',
  'Assessment West',
  'Safeguarding North',
  'Safeguarding South',
  'Children in Care',
  'Leaving Care',
] as const;
/** The posts of each team: role and hours in hundredths of full time. */
export const structure = [
  ['Team Manager', 100],
  ['Assistant Team Manager', 100],
  ['Senior Social Worker', 100],
  ['Senior Social Worker', 80],
  ...Array.from({ length: 5 }, () => ['Social Worker', 100] as const),
  ['Social Worker', 60],
  ['Family Support Worker', 100],
  ['Family Support Worker', 100],
] as const;
export const roles = [...new Set(structure.map(([role]) => role))];

export interface SamplePost {
  readonly postId: string;
  readonly teamId: string;
  readonly roleId: string;
  readonly fte: number;
  readonly number: number;
}
export const teamIdOf = (team: string): string => sampleId(`team/${team}`);
export const roleIdOf = (role: string): string => sampleId(`role/${role}`);
export const posts: readonly SamplePost[] = teams.flatMap((team, t) =>
  structure.map(([role, fte], index) => {
    const number = t * structure.length + index;
    return {
      postId: sampleId(`post/${number}`),
      teamId: teamIdOf(team),
      roleId: roleIdOf(role),
      fte,
      number,
    };
  }),
);
/** Something that was recorded of somebody at work on a day. */
export interface StaffingTold {
  readonly on: string;
  readonly because?: string;
  readonly personId: string;
  readonly step: SampleStep;
}
export interface Movement extends StaffingTold {
  readonly command: MovementCommand;
}

/** Somebody at work. */
export interface Engaged {
  readonly personId: string;
  readonly engagementId: string;
}

/** Somebody who began, and the day after the last if they have gone. */
export interface Begun extends Engaged {
  readonly employment: Employment;
  readonly on: string;
  readonly until: string | null;
}

/** What moved, in the order in which it is told; `people` are all whom it is about. */
export class Roster {
  readonly movements: Movement[] = [];
  readonly people = new Map<string, string>();
  /** Who began, on what terms and when, and from when they were gone. */
  readonly begun = new Map<string, Begun>();
  private engagements = 0;

  start({ postId, teamId, fte }: SamplePost, employment: Employment, on: string, again?: string): Engaged {
    const number = 4_001 + this.people.size;
    const personId = again ?? personIdOf(`pay/${number}`);
    if (again === undefined) this.people.set(personId, `Pay number ${number}`);
    const engagementId = sampleId(`engagement/${(this.engagements += 1)}`);
    const isAgency = employment === 'agency';
    const agency = isAgency ? seal(personSubject(personId), 'Northline Staffing') : null;
    const plannedEnd = isAgency ? addDays(on, 182) : null;
    const placed = { personId, engagementId, postId, teamId };
    this.tell(on, personId, { type: 'StartWorker', ...placed, employment, fte, agency, plannedEnd });
    const engaged = { personId, engagementId };
    this.begun.set(engagementId, { ...engaged, employment, on, until: null });
    return engaged;
  }

  leave(engaged: Engaged, on: string, leavingReason: 'resignation' | 'retirement' = 'resignation'): void {
    const destination = leavingReason === 'retirement' ? 'not-working' : 'other-council';
    this.of(engaged, on, { type: 'RecordLeaving', ...engaged, leavingReason, destination });
  }

  end(engaged: Engaged, on: string, endReason: 'better-offer' | 'post-filled'): void {
    const endedBy = endReason === 'better-offer' ? 'agency' : 'council';
    this.of(engaged, on, { type: 'EndAssignment', ...engaged, endedBy, endReason });
  }

  of({ personId }: Engaged, on: string, command: MovementCommand, because?: string): void {
    this.tell(on, personId, command, because);
  }

  private tell(on: string, personId: string, command: MovementCommand, because?: string): void {
    const begun = 'engagementId' in command ? this.begun.get(command.engagementId ?? '') : undefined;
    const ends = command.type === 'RecordLeaving' || command.type === 'EndAssignment';
    if (begun !== undefined && ends) this.begun.set(begun.engagementId, { ...begun, until: on });
    const told = { on, personId, command, step: one(step(worker, personId, command)) };
    this.movements.push(because === undefined ? told : { ...told, because });
  }
}
