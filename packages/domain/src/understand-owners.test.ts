import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { understandOwners } from './understand-owners.js';

/** "kind/part: name [post]", to read a table of cases at a glance. */
const shown = (text: string): readonly string[] =>
  understandOwners(text).map(
    ({ kind, part, name, post }) => `${kind}/${part}: ${name}${post === null ? '' : ` [${post}]`}`,
  );

describe('understandOwners', () => {
  it.each<[string, readonly string[]]>([
    ['Mina Okafor (HoS, Early Years)', ['person/owner: Mina Okafor [HoS, Early Years]']],
    ['Leo Hart, (CSE Lead)', ['person/owner: Leo Hart [CSE Lead]']],
    ["Rory O'Dea (HoS, HR)", ["person/owner: Rory O'Dea [HoS, HR]"]],
    [
      'Ada Quill (SM) Bo Finch (Team Manager)',
      ['person/owner: Ada Quill [SM]', 'person/owner: Bo Finch [Team Manager]'],
    ],
    ['Ada Quill and Bo Finch', ['person/owner: Ada Quill', 'person/owner: Bo Finch']],
    ['Ada Quill, Head of Service', ['person/owner: Ada Quill [Head of Service]']],
    ['Ada Quill, HoS', ['person/owner: Ada Quill [HoS]']],
    ['Head of Service (Ada Quill)', ['person/owner: Ada Quill [Head of Service]']],
    ['HoS - Ada Quill', ['person/owner: Ada Quill [HoS]']],
    ['Dr. A. Finch', ['person/owner: Dr. A. Finch']],
    ['Maria de la Cruz-Hart', ['person/owner: Maria de la Cruz-Hart']],
  ])('sees the persons in %j', (text, expected) => expect(shown(text)).toEqual(expected));

  it.each<[string, readonly string[]]>([
    ['TMs and ATMs', ['role/owner: TMs', 'role/owner: ATMs']],
    [
      'Social workers, ATMs and Team Managers',
      ['role/owner: Social workers', 'role/owner: ATMs', 'role/owner: Team Managers'],
    ],
    ['All Service and Team Managers', ['role/owner: All Service and Team Managers']],
    ['Social workers in the Leaving Care Team', ['role/owner: Social workers in the Leaving Care Team']],
    ["Director of Children's Services", ["role/owner: Director of Children's Services"]],
    ['All teams. Internal audit.', ['team/owner: All teams', 'team/owner: Internal audit']],
    ['IROs / CP Chairs, CAR Team.', ['role/owner: IROs', 'role/owner: CP Chairs', 'team/owner: CAR Team']],
    [
      'CSE Coordinator/CSE Strategic Group',
      ['role/owner: CSE Coordinator', 'body/owner: CSE Strategic Group'],
    ],
    ['QA Board', ['body/owner: QA Board']],
    ['Council', ['body/owner: Council']],
    ['Executive', ['body/owner: Executive']],
    ['Chief Executive', ['role/owner: Chief Executive']],
    ['SMM', ['body/owner: SMM']],
    ['External Training provider', ['external/owner: External Training provider']],
    ['LSCB Q & P Group', ['body/owner: LSCB Q & P Group']],
  ])('tells roles, teams and bodies apart in %j', (text, expected) => expect(shown(text)).toEqual(expected));

  it('tells who owns from who supports and where it is monitored', () => {
    expect(shown('Service Managers, to be monitored in SMM.')).toEqual([
      'role/owner: Service Managers',
      'body/monitor: SMM',
    ]);
    expect(shown('Social workers. Supported by Team Managers and ATMs')).toEqual([
      'role/owner: Social workers',
      'role/support: Team Managers',
      'role/support: ATMs',
    ]);
    expect(shown('Lead: Ada Quill; Support: Bo Finch')).toEqual([
      'person/owner: Ada Quill',
      'person/support: Bo Finch',
    ]);
  });

  it('names an owner once, in its first place', () => {
    expect(shown('TMs, ATMs, TMs')).toEqual(['role/owner: TMs', 'role/owner: ATMs']);
  });

  it('does not make persons of initials, single names or places', () => {
    expect(shown('PLR/ KD')).toEqual(['role/owner: PLR', 'role/owner: KD']);
    expect(shown('Ada (HoS)')).toEqual(['role/owner: Ada (HoS)']);
    expect(shown('Thames Valley Police')).toEqual(['body/owner: Thames Valley Police']);
    expect(shown('Virtual School')).toEqual(['body/owner: Virtual School']);
    expect(shown('Early Help')).toEqual(['role/owner: Early Help']);
  });

  it.each(['', ' \n', '-', 'tbc', 'n/a', 'To be confirmed', 'As above', 'vacant', 'x'.repeat(5_001)])(
    'names nobody in %j',
    (text) => expect(understandOwners(text)).toEqual([]),
  );

  it('throws on no text and gives each owner a name', () => {
    const words = fc.constantFrom(
      'Ada Quill',
      'HoS',
      '(',
      ')',
      ',',
      '/',
      '.',
      'and',
      'Supported by',
      'Board',
      'TMs',
      '-',
      ':',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(text, (written) => {
        for (const owner of understandOwners(written)) {
          expect(owner.name.trim()).not.toBe('');
          expect(owner.kind === 'person' || owner.post === null).toBe(true);
        }
      }),
    );
  });
});
