/**
 * Who worked in the six teams of children's social care from January 2024 to July 2025, as the workforce lead brought it
 * into the ledger in July 2025: a spring in which people left and agencies stepped in, an autumn of newly qualified workers
 * and conversions. Workers are known by their pay numbers.
 */
import {
  addDays,
  councilSubject,
  disclosure,
  office,
  person,
  personSubject,
  post,
  seal,
} from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { publications } from './figures.js';
import { countedOf } from './counted.js';
import { personIdOf, sampleId } from './identity.js';
import { joiningsOf } from './joining.js';
import type { Engaged, Movement, SamplePost, StaffingTold } from './roster.js';
import { BEGUN, posts, roleIdOf, roles, Roster, structure, teamIdOf, teams } from './roster.js';
import type { SampleStep, Timeline } from './timeline.js';
import { one } from './timeline.js';
import { londonTime } from './working-day.js';

const BROUGHT_IN = '2025-07-25';
const inCouncil = (text: string) => seal(councilSubject(sampleId('council')), text);

/** A day of a month counted from January 2024. */
const dayIn = (month: number, day: number): string =>
  `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** A post in which somebody leaves in the spring, an agency worker follows, and somebody stays in the end. */
const passThroughAgency = (roster: Roster, each: SamplePost, month: number): void => {
  const agency = roster.start(each, 'agency', dayIn(month, 15));
  if (each.number % 3 === 0) {
    const converted = { type: 'ConvertWorker', ...agency, employment: 'permanent' } as const;
    roster.of(agency, dayIn(month + 7, 1), converted);
    return;
  }
  if (each.number % 3 === 1) {
    roster.end(agency, addDays(dayIn(month, 15), 50), 'better-offer');
    roster.start(each, 'newly-qualified', '2024-09-16');
    return;
  }
  roster.of(agency, dayIn(month + 5, 1), {
    type: 'ExtendAssignment',
    ...agency,
    plannedEnd: dayIn(month + 11, 28),
  });
  roster.end(agency, dayIn(month + 10, 28), 'post-filled');
  roster.start(each, 'permanent', dayIn(month + 10, 28));
};

const LEAVING = { type: 'PlanMovement', kind: 'leave', postId: null, employment: null, fte: null } as const;

/** The head of assessment, who owns actions of the plan, and leaves while they are open. */
const headPost: SamplePost = {
  postId: sampleId('post/head-of-assessment'),
  teamId: teamIdOf(teams[0]),
  roleId: roleIdOf('Team Manager'),
  fte: 100,
  number: posts.length,
};
const tellOfHead = (roster: Roster): void => {
  const head = roster.start(headPost, 'permanent', BEGUN, personIdOf('assessment'));
  roster.leave(head, '2025-07-19');
};

/** Those of whom more is to tell than that they came and went. */
const tellOfSome = (roster: Roster, staying: readonly (Engaged & { readonly at: SamplePost })[]): void => {
  const [first, second, third, fourth, fifth] = staying;
  if (!first || !second || !third || !fourth || !fifth) throw new Error('Too few stay.');
  const { postId, teamId } = posts.at(-3) ?? fifth.at;
  roster.of(second, '2025-01-06', { type: 'MoveWorker', ...idsOf(second), postId, teamId });
  roster.of(third, '2025-03-03', { type: 'ChangeWorkingHours', ...idsOf(third), fte: 80 });
  const cover = { ...idsOf(fourth), coverId: sampleId('post-cover/1') };
  const covered = { postId: first.at.postId, teamId: first.at.teamId };
  roster.leave(idsOf(first), '2024-06-30', 'retirement');
  roster.of(fourth, '2024-07-01', { type: 'BeginPostCover', ...cover, ...covered, kind: 'acting-up' });
  roster.of(fourth, '2024-10-31', { type: 'EndPostCover', ...cover });
  roster.start(first.at, 'agency', '2024-11-04');
  roster.of(fifth, '2025-06-30', { type: 'ReportAbsence', ...idsOf(fifth), quarter: '2025-Q2', days: 650 });
  const standing = { coverId: sampleId('post-cover/2'), ...covered, kind: 'acting-up' } as const;
  roster.of(fifth, '2025-07-07', { type: 'BeginPostCover', ...idsOf(fifth), ...standing });
  const planned = { personId: fifth.personId, engagementId: fifth.engagementId, on: '2025-09-30' };
  roster.of(fifth, '2025-07-14', { ...LEAVING, ...planned, movementId: sampleId('movement/1') });
  const stays = { personId: third.personId, engagementId: third.engagementId, on: '2025-08-31' };
  const movementId = sampleId('movement/2');
  roster.of(third, '2025-07-01', { ...LEAVING, ...stays, movementId });
  const cancelled = { type: 'CancelMovement', personId: third.personId, movementId } as const;
  roster.of(third, '2025-07-21', cancelled, 'The offer of fewer hours was taken.');
};
const idsOf = ({ personId, engagementId }: Engaged): Engaged => ({ personId, engagementId });

const roster = (): Roster => {
  const told = new Roster();
  const staying: (Engaged & { at: SamplePost })[] = [];
  for (const each of posts) {
    const role = each.number % structure.length;
    const isCaseHolder = role >= 2 && role <= 9;
    if (isCaseHolder && each.number % 5 === 3) {
      passThroughAgency(told, each, 1 + (each.number % 3));
      continue;
    }
    const engaged = told.start(each, 'permanent', BEGUN);
    const leaves = isCaseHolder && each.number % 4 === 1;
    if (!leaves) {
      staying.push({ ...engaged, at: each });
      continue;
    }
    const month = 2 + (each.number % 5);
    told.leave(engaged, dayIn(month, 28));
    if (each.number === 17) {
      told.start(each, 'permanent', '2025-05-01', engaged.personId);
      continue;
    }
    passThroughAgency(told, each, month + 1);
  }
  tellOfSome(told, staying);
  tellOfHead(told);
  return told;
};

const establish = (): SampleStep[] => [
  ...teams.map((team) => define('team', teamIdOf(team), team)),
  ...roles.map((role) => define('role', roleIdOf(role), role)),
];
const define = (kind: 'team' | 'role', officeId: string, name: string): SampleStep =>
  one(step(office, officeId, { type: 'DefineOffice', kind, officeId, name: inCouncil(name) }));
const openAll = (): SampleStep[] =>
  [...posts, headPost].map(({ postId, teamId, roleId, fte }) => {
    const opened = { postId, teamId, roleId, kind: 'established', fte, budgetNote: null } as const;
    return one(step(post, postId, { type: 'OpenPost', ...opened }));
  });
const registerAll = (people: ReadonlyMap<string, string>): SampleStep[] =>
  [...people].map(([personId, name]) => {
    const registered = { personId, name: seal(personSubject(personId), name) };
    return one(step(person, personId, { type: 'RegisterPerson', ...registered }));
  });

/** Steps of one order are of different workers, and hold from one day for one reason. */
const inOrders = (movements: readonly StaffingTold[]): StaffingTold[][] => {
  const orders: StaffingTold[][] = [];
  for (const each of movements.toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1))) {
    const last = orders.at(-1);
    const joins = last?.every(
      ({ on, because, personId }) => on === each.on && because === each.because && personId !== each.personId,
    );
    if (last !== undefined && joins === true) last.push(each);
    else orders.push([each]);
  }
  return orders;
};

/** Tells it all, on one afternoon. */
export const tellStaffing = (timeline: Timeline): void => {
  const { movements, people, begun } = roster();
  let minutes = 15 * 60;
  const add = (what: string, on: string, steps: readonly SampleStep[], reason?: string): void => {
    minutes += 1;
    timeline.add({
      at: londonTime(BROUGHT_IN, minutes),
      by: 'staffing',
      what,
      effectiveAt: on,
      reason,
      steps,
    });
  };
  add('teams', BEGUN, establish());
  add('posts', BEGUN, openAll());
  add('workers', BEGUN, registerAll(people));
  const [vacant] = posts.slice(-1);
  if (vacant === undefined) throw new Error('There are no posts.');
  const vacancy = { postId: vacant.postId, vacancyId: sampleId('vacancy/1') };
  const advertise = one(step(post, vacant.postId, { type: 'AdvertiseVacancy', ...vacancy }));
  add('vacancy', '2025-07-01', [advertise]);
  const tellAll = (what: string, told: readonly StaffingTold[]): void =>
    inOrders(told).forEach((order, index) => {
      const [first] = order;
      if (first === undefined) return;
      const steps = order.map(({ step: each }) => each);
      add(`${what}-${index + 1}`, first.on, steps, first.because);
    });
  tellAll('movements', movements);
  // Whoever was there when the roster begins had joined long before.
  const joined = [...begun.values()].filter(({ on }) => on > BEGUN);
  tellAll('joinings', joiningsOf(joined, BROUGHT_IN));
  for (const { what, on, steps, because } of publications()) add(what, on, steps, because);
  for (const quarter of ['2025-Q1', '2025-Q2']) {
    add(`figures-${quarter}`, BROUGHT_IN, [publishFigures(quarter, movements)]);
  }
};

/** What the workforce lead counted of a quarter, published for everybody who may see the council. */
const publishFigures = (quarter: string, movements: readonly Movement[]): SampleStep => {
  const councilId = sampleId('council');
  const counts = { ...countedOf(movements, quarter), quarter, knownAt: null };
  return one(step(disclosure, councilId, { type: 'PublishWorkforceFigures', councilId, ...counts }));
};
