/**
 * Eighteen boards and what happened around each: the events that make the sample worth reading. What owners
 * report in between is made by routine.ts.
 *
 * Actions are called by their references. `before` and `after` are days from the board.
 */
import type { Rating } from './northmere.js';
import type { PersonKey } from './structure.js';

export type Happening = { readonly days: number } & (
  | {
      readonly does: 'slips';
      readonly action: string;
      readonly by: PersonKey;
      readonly to: string;
      readonly because: string;
    }
  | {
      readonly does: 'hands-over';
      readonly from: PersonKey;
      readonly to: PersonKey;
      readonly on: string;
      readonly because: string;
    }
  | {
      readonly does: 'is-given';
      readonly action: string;
      readonly by: PersonKey;
      readonly to: PersonKey;
      readonly because: string;
    }
  | { readonly does: 'claims'; readonly action: string; readonly by: PersonKey; readonly note: string }
  | { readonly does: 'verifies'; readonly action: string; readonly by: PersonKey; readonly note: string }
  | { readonly does: 'sends-back'; readonly action: string; readonly by: PersonKey; readonly note: string }
  | { readonly does: 'reopens'; readonly action: string; readonly by: PersonKey; readonly note: string }
  | {
      readonly does: 'reports';
      readonly action: string;
      readonly by: PersonKey;
      readonly rating?: Rating;
      readonly words: string;
      /** The day that it speaks of, where that is not the day on which it was entered. */
      readonly of?: string;
    }
  | {
      /** Puts right what was last reported of the action. */
      readonly does: 'corrects';
      readonly action: string;
      readonly by: PersonKey;
      readonly rating?: Rating;
      readonly words?: string;
      readonly because: string;
    }
  | { readonly does: 'retracts'; readonly action: string; readonly by: PersonKey; readonly because: string }
);

export interface Board {
  readonly on: string;
  readonly happenings: readonly Happening[];
}

const before = (days: number): { readonly days: number } => ({ days: -days });
const after = (days: number): { readonly days: number } => ({ days });

export const boards: readonly Board[] = [
  {
    on: '2024-02-13',
    happenings: [
      {
        ...before(1),
        does: 'slips',
        action: 'A1.1',
        by: 'programme',
        to: 'End March 2024',
        because: 'The chair can only be confirmed once references are in.',
      },
      {
        ...before(6),
        does: 'reports',
        action: 'D1.1',
        by: 'frontDoor',
        rating: 'red',
        words:
          'Two of five shifts have no experienced manager. Assessment managers cover at weekends, which cannot last.',
      },
    ],
  },
  {
    on: '2024-03-12',
    happenings: [
      {
        ...before(1),
        does: 'slips',
        action: 'D1.1',
        by: 'frontDoor',
        to: 'End May 2024',
        because:
          'The second advert closed without an appointable candidate; a market supplement is being sought.',
      },
      {
        ...before(5),
        does: 'claims',
        action: 'A2.3',
        by: 'director',
        note: 'Council approved the two-year budget on 28 February, with the sum for assessment teams protected.',
      },
      {
        ...after(3),
        does: 'corrects',
        action: 'D1.1',
        by: 'programme',
        rating: 'red',
        words:
          'Three of seven shifts have no experienced manager; the figure given before the board left out weekends.',
        because: 'The report counted weekdays only. Put right at the request of the chair.',
      },
    ],
  },
  {
    on: '2024-04-09',
    happenings: [
      {
        ...before(14),
        does: 'verifies',
        action: 'A2.3',
        by: 'quality',
        note: 'Budget papers and minute of the council meeting seen.',
      },
      {
        ...before(5),
        does: 'claims',
        action: 'B3.1',
        by: 'principal',
        note: 'Standard agreed with managers and in force from 1 April.',
      },
      {
        ...before(2),
        does: 'slips',
        action: 'A1.2',
        by: 'data',
        to: 'End June 2024',
        because: 'Four of the ten measures cannot yet be drawn from the case system.',
      },
    ],
  },
  {
    on: '2024-05-14',
    happenings: [
      {
        ...before(18),
        does: 'sends-back',
        action: 'B3.1',
        by: 'auditor',
        note: 'The standard is good. Of fourteen managers asked, five had not been told that it was in force.',
      },
      {
        ...before(1),
        does: 'slips',
        action: 'C1.2',
        by: 'director',
        to: 'End June 2024',
        because: 'The trade unions asked that the scheme include family support workers.',
      },
      {
        ...after(2),
        does: 'reports',
        action: 'B1.1',
        by: 'assessment',
        rating: 'amber',
        words:
          'Entered after the board from the notes of the launch: 31 of 48 workers have used the new format at least once.',
        of: '2024-04-26',
      },
    ],
  },
  {
    on: '2024-06-11',
    happenings: [
      {
        ...before(8),
        does: 'hands-over',
        from: 'frontDoor',
        to: 'frontDoor2',
        on: '2024-06-03',
        because: 'Joanne Sillitoe has left the council; Carys Winterbourne took up the post on 3 June.',
      },
      {
        ...before(4),
        does: 'claims',
        action: 'B3.1',
        by: 'principal',
        note: 'All fourteen managers have now signed the standard and had an hour on it.',
      },
      {
        ...before(1),
        does: 'slips',
        action: 'A1.2',
        by: 'data',
        to: 'End September 2024',
        because: "The supplier's release that carries the missing fields is now planned for August.",
      },
      {
        ...before(1),
        does: 'slips',
        action: 'D2.1',
        by: 'earlyHelp',
        to: 'End September 2024',
        because: 'Schools asked for the summer term to comment.',
      },
      {
        ...before(3),
        does: 'claims',
        action: 'D1.1',
        by: 'frontDoor2',
        note: 'Every shift, weekends included, has had an experienced manager since 27 May.',
      },
      {
        ...before(4),
        does: 'claims',
        action: 'E3.1',
        by: 'leaving',
        note: 'The local offer is written, printed and on the website.',
      },
    ],
  },
  {
    on: '2024-07-09',
    happenings: [
      {
        ...before(15),
        does: 'verifies',
        action: 'B3.1',
        by: 'auditor',
        note: "Asked nine managers, chosen by me. All knew the standard and eight had last month's records to it.",
      },
      {
        ...before(6),
        does: 'reports',
        action: 'D4.3',
        by: 'programme',
        rating: 'green',
        words: 'Visits at 91% for June.',
      },
      {
        ...after(2),
        does: 'retracts',
        action: 'D4.3',
        by: 'programme',
        because: 'Entered against the wrong action: 91% is the rate of reviews, not of visits.',
      },
      {
        ...before(16),
        does: 'verifies',
        action: 'D1.1',
        by: 'quality',
        note: 'Rotas for four weeks compared with sign-offs in the case system.',
      },
      {
        ...before(13),
        does: 'sends-back',
        action: 'E3.1',
        by: 'auditor',
        note: 'It reads well, but the action says with care leavers: only one was asked, by telephone.',
      },
    ],
  },
  {
    on: '2024-08-13',
    happenings: [
      {
        ...before(2),
        does: 'slips',
        action: 'B2.2',
        by: 'assessment',
        to: 'End November 2024',
        because:
          'There are 163 such plans, not the 90 assumed; two reviewing officers are lent for the purpose.',
      },
      {
        ...before(7),
        does: 'is-given',
        action: 'A3.6',
        by: 'programme',
        to: 'partnership',
        because: 'No owner was named when the plan was written. The partnership manager takes it on.',
      },
      {
        ...before(5),
        does: 'claims',
        action: 'E3.1',
        by: 'leaving',
        note: 'Rewritten over three evenings with eleven care leavers, who chose the title and the layout.',
      },
    ],
  },
  {
    on: '2024-09-10',
    happenings: [
      {
        ...before(1),
        does: 'slips',
        action: 'D4.2',
        by: 'reviewing',
        to: 'End December 2024',
        because:
          'Notice reaches the conference service on day nine on average; the front door pathway has to change first.',
      },
      {
        ...before(4),
        does: 'reports',
        action: 'E1.3',
        by: 'care',
        rating: 'red',
        words:
          'One arrangement this month, for nine days. A home was found within the county and the daily report has stopped.',
      },
      {
        ...after(3),
        does: 'corrects',
        action: 'E1.3',
        by: 'programme',
        rating: 'amber',
        because: 'The rating was entered as given on the phone and misheard; the words were right.',
      },
      {
        ...before(13),
        does: 'verifies',
        action: 'E3.1',
        by: 'auditor',
        note: 'Met four of the eleven. They recognised their words.',
      },
    ],
  },
  {
    on: '2024-10-08',
    happenings: [
      {
        ...before(12),
        does: 'hands-over',
        from: 'data',
        to: 'data2',
        on: '2024-09-16',
        because: 'Yusuf Harkness moved to the finance directorate; Leo Brackenridge follows him.',
      },
      {
        ...before(1),
        does: 'slips',
        action: 'A1.2',
        by: 'data2',
        to: 'End January 2025',
        because: 'The August release did not hold the fields. They are now being built here.',
      },
      {
        ...before(2),
        does: 'slips',
        action: 'B1.2',
        by: 'assessment',
        to: 'End January 2025',
        because: 'Timeliness fell in August and September with nine vacancies in Harbour.',
      },
      {
        ...before(5),
        does: 'reports',
        action: 'E1.2',
        by: 'care',
        rating: 'green',
        words: 'Nine households approved since April, against a profile of eight.',
      },
      {
        ...after(3),
        does: 'corrects',
        action: 'E1.2',
        by: 'programme',
        rating: 'amber',
        words:
          'Seven households approved since April, against a profile of eight; two more were approved on 3 October and belong to the next report.',
        because: 'Two approvals were counted before the panel had met.',
      },
    ],
  },
  {
    on: '2024-11-12',
    happenings: [
      {
        ...before(7),
        does: 'hands-over',
        from: 'programme',
        to: 'programme2',
        on: '2024-11-04',
        because:
          'Priya Lockwood has taken a post elsewhere; Daniel Orme manages the programme from 4 November.',
      },
      {
        ...after(4),
        does: 'reports',
        action: 'D3.2',
        by: 'assessment',
        rating: 'red',
        words:
          "October's figure arrived after the board: 54% of interviews within 72 hours, against 71% in September.",
        of: '2024-10-31',
      },
    ],
  },
  {
    on: '2024-12-10',
    happenings: [
      {
        ...before(16),
        does: 'reopens',
        action: 'B3.1',
        by: 'quality',
        note: 'The autumn audit found reflective records in four of fifteen files. The standard is known but no longer followed.',
      },
      {
        ...before(1),
        does: 'slips',
        action: 'C1.1',
        by: 'workforce',
        to: 'End June 2025',
        because:
          'Nineteen of thirty-one posts are filled; the Fenside team cannot be done before the summer.',
      },
      {
        ...before(6),
        does: 'reports',
        action: 'D4.2',
        by: 'reviewing',
        rating: 'green',
        words: 'Conferences in time: 93% in November.',
      },
      {
        ...after(2),
        does: 'corrects',
        action: 'D4.2',
        by: 'programme2',
        rating: 'amber',
        words: 'Conferences in time: 83% in November.',
        because: 'A slip of the keyboard, found when the minutes were drafted.',
      },
    ],
  },
  {
    on: '2025-01-14',
    happenings: [
      {
        ...before(6),
        does: 'reports',
        action: 'B3.1',
        by: 'principal',
        rating: 'amber',
        words:
          'Reflective records found in nine of fifteen files. Coaching for four managers began on 6 January.',
      },
      {
        ...before(1),
        does: 'slips',
        action: 'A1.2',
        by: 'data2',
        to: 'End March 2025',
        because:
          'Nine of ten measures run. The tenth, re-referrals, differs from the published return and is being reconciled.',
      },
      {
        ...before(12),
        does: 'reopens',
        action: 'D1.1',
        by: 'quality',
        note: 'From mid-December eleven shifts had no manager to sign off decisions.',
      },
      {
        ...before(5),
        does: 'reports',
        action: 'D1.1',
        by: 'frontDoor2',
        rating: 'red',
        words: 'One manager has left and one is on long-term leave. Cover is bought in until March.',
      },
      {
        ...after(3),
        does: 'reports',
        action: 'B2.2',
        by: 'assessment',
        rating: 'amber',
        words:
          'Found in the December papers and entered now: 41 plans were closed or stepped down in that month alone.',
        of: '2024-12-20',
      },
    ],
  },
  {
    on: '2025-02-11',
    happenings: [
      {
        ...before(7),
        does: 'hands-over',
        from: 'principal',
        to: 'principal2',
        on: '2025-02-03',
        because: 'Kwame Darrowby has retired; Adaeze Thornhill is the new Principal Social Worker.',
      },
      {
        ...before(1),
        does: 'slips',
        action: 'E3.4',
        by: 'leaving',
        to: 'End July 2025',
        because: 'Twelve of eighteen flats are let; the other six are held up by building works.',
      },
      {
        ...before(6),
        does: 'reports',
        action: 'D1.1',
        by: 'frontDoor2',
        rating: 'amber',
        words: 'Cover complete with agency managers. An appointment has been made for one of the two posts.',
      },
      {
        ...before(5),
        does: 'reports',
        action: 'E3.4',
        by: 'leaving',
        rating: 'amber',
        words: 'Fourteen of eighteen flats let.',
      },
      {
        ...after(2),
        does: 'retracts',
        action: 'E3.4',
        by: 'programme2',
        because:
          'Two of the fourteen were lettings of another scheme. The leaving care manager reports again in March.',
      },
    ],
  },
  {
    on: '2025-03-11',
    happenings: [
      {
        ...before(1),
        does: 'slips',
        action: 'E1.2',
        by: 'care',
        to: 'End September 2025',
        because: 'Thirteen households approved against twenty; nine more are in assessment.',
      },
      {
        ...before(2),
        does: 'slips',
        action: 'C1.5',
        by: 'assessment',
        to: 'End June 2025',
        because: 'The average is 19.4. It falls with each of the six starters due by May.',
      },
      {
        ...after(3),
        does: 'corrects',
        action: 'C1.5',
        by: 'programme2',
        words:
          'Average caseload 19.4 in assessment teams, counting workers at their contracted hours; the figure of 17.8 given before counted heads.',
        because: 'The average had been worked out per head and not per full-time worker.',
      },
      {
        ...before(14),
        does: 'reopens',
        action: 'E3.1',
        by: 'auditor',
        note: 'Two of the promises in the offer, on council tax and on driving lessons, are not being kept.',
      },
    ],
  },
  {
    on: '2025-04-08',
    happenings: [
      {
        ...before(5),
        does: 'hands-over',
        from: 'care',
        to: 'care2',
        on: '2025-04-01',
        because:
          'Nadia Bellweather is seconded to a regional post until October; Martin Eskdale acts for her.',
      },
      {
        ...before(4),
        does: 'claims',
        action: 'A1.2',
        by: 'data2',
        note: 'All ten measures run, and the board has had them for March.',
      },
    ],
  },
  {
    on: '2025-05-13',
    happenings: [
      {
        ...before(15),
        does: 'sends-back',
        action: 'A1.2',
        by: 'auditor',
        note: 'Two of the ten measures still have no target, which the action asks for.',
      },
      {
        ...before(1),
        does: 'slips',
        action: 'A1.2',
        by: 'data2',
        to: 'End June 2025',
        because: 'Targets for re-referrals and for placement moves will be set at the June board.',
      },
      {
        ...before(5),
        does: 'claims',
        action: 'D1.1',
        by: 'frontDoor2',
        note: 'Both posts are filled for good; no shift without a manager since 10 March.',
      },
      {
        ...before(4),
        does: 'claims',
        action: 'E3.1',
        by: 'leaving',
        note: 'Council tax relief is automatic from April; driving lessons have a budget of their own.',
      },
    ],
  },
  {
    on: '2025-06-10',
    happenings: [
      {
        ...before(5),
        does: 'claims',
        action: 'B3.1',
        by: 'principal2',
        note: 'Reflective records in thirteen of fifteen files, for the second month.',
      },
      {
        ...before(1),
        does: 'slips',
        action: 'C1.1',
        by: 'workforce',
        to: 'End September 2025',
        because: 'Fenside has four posts left to fill; two candidates start in August.',
      },
      {
        ...after(2),
        does: 'retracts',
        action: 'C1.5',
        by: 'programme2',
        because:
          'The figure was that of the whole service, not of the assessment teams. A new report follows.',
      },
      {
        ...before(17),
        does: 'verifies',
        action: 'D1.1',
        by: 'quality',
        note: 'Rotas from 10 March to 18 May agree with sign-offs.',
      },
      {
        ...before(15),
        does: 'sends-back',
        action: 'E3.1',
        by: 'auditor',
        note: 'Council tax is in order. Nobody has yet had a driving lesson from the budget.',
      },
    ],
  },
  {
    on: '2025-07-08',
    happenings: [
      {
        ...before(14),
        does: 'verifies',
        action: 'B3.1',
        by: 'auditor',
        note: 'Fifteen files of my own choosing: fourteen to the standard.',
      },
      {
        ...before(2),
        does: 'claims',
        action: 'A1.2',
        by: 'data2',
        note: 'Targets set for the last two measures at the June board.',
      },
      {
        ...before(1),
        does: 'slips',
        action: 'E1.2',
        by: 'care2',
        to: 'End December 2025',
        because: 'Two households withdrew at the last stage. Sixteen are approved.',
      },
    ],
  },
];
