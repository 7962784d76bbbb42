/** The counts of a quarter by team and by role, from the roster of the sample council. */
import type { CountedOffice, CountedQuarter, Employment } from '@improvement-ledger/domain';
import { lastDayOfMonth, lastMonthOfQuarter, monthsAfter } from '@improvement-ledger/domain';
import type { Movement, SamplePost } from './roster.js';
import { posts, roles, roleIdOf, teamIdOf, teams } from './roster.js';

type Figure = Exclude<keyof CountedOffice, 'officeId'>;
type Counts = { -readonly [Name in keyof CountedOffice]: CountedOffice[Name] };
const noCounts = (officeId: string): Counts => ({
  officeId,
  starters: 0,
  leavers: 0,
  conversions: 0,
  agencyStarted: 0,
  agencyEnded: 0,
  inPostFte: 0,
  agencyFte: 0,
  establishmentFte: 0,
});

interface AtWork {
  readonly post: SamplePost | undefined;
  readonly employment: Employment;
  readonly fte: number;
}
type Add = (post: SamplePost | undefined, figure: Figure, amount?: number) => void;

const postOf = (postId: string): SamplePost | undefined => posts.find((post) => post.postId === postId);

/** What one movement makes of who is at work; `add` counts it. */
const follow = (atWork: Map<string, AtWork>, { command }: Movement, add: Add): void => {
  if (!('engagementId' in command) || command.engagementId === null) return;
  const id = command.engagementId;
  if (command.type === 'StartWorker') {
    const { employment, fte } = command;
    const post = postOf(command.postId);
    atWork.set(id, { post, employment, fte });
    add(post, employment === 'agency' ? 'agencyStarted' : 'starters');
    return;
  }
  const before = atWork.get(id);
  if (before === undefined) return;
  if (command.type === 'MoveWorker') atWork.set(id, { ...before, post: postOf(command.postId) });
  if (command.type === 'ChangeWorkingHours') atWork.set(id, { ...before, fte: command.fte });
  if (command.type === 'ConvertWorker') {
    atWork.set(id, { ...before, employment: command.employment });
    add(before.post, 'conversions');
  }
  if (command.type !== 'RecordLeaving' && command.type !== 'EndAssignment') return;
  atWork.delete(id);
  add(before.post, command.type === 'RecordLeaving' ? 'leavers' : 'agencyEnded');
};

const ignore: Add = () => {};

export const countedOf = (movements: readonly Movement[], quarter: string): CountedQuarter => {
  const last = lastMonthOfQuarter(quarter);
  const [begins, ends] = [`${monthsAfter(last, -2)}-01`, lastDayOfMonth(last)];
  const byTeam = new Map(teams.map((team) => [teamIdOf(team), noCounts(teamIdOf(team))]));
  const byRole = new Map(roles.map((role) => [roleIdOf(role), noCounts(roleIdOf(role))]));
  const add: Add = (post, figure, amount = 1) => {
    for (const counts of [byTeam.get(post?.teamId ?? ''), byRole.get(post?.roleId ?? '')]) {
      if (counts !== undefined) counts[figure] += amount;
    }
  };
  const atWork = new Map<string, AtWork>();
  const ordered = movements
    .filter(({ on }) => on <= ends)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  for (const movement of ordered) follow(atWork, movement, movement.on < begins ? ignore : add);
  for (const { post, employment, fte } of atWork.values()) {
    add(post, employment === 'agency' ? 'agencyFte' : 'inPostFte', fte);
  }
  for (const post of posts) add(post, 'establishmentFte', post.fte);
  return { teams: [...byTeam.values()], roles: [...byRole.values()] };
};
