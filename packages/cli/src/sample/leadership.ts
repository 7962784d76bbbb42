import type { SampleWorkstream } from './structure.js';
import { action } from './structure.js';

export const leadership: SampleWorkstream = {
  reference: 'A',
  title: 'Leadership, governance and partnership',
  commitments: [
    {
      title: 'Leaders know what is happening in practice and act on it without delay.',
      actions: [
        action(
          'Set up a monthly Improvement Board with an independent chair, agreed terms of reference and a forward plan.',
          'End February 2024',
          'director',
          'policy',
          "the board's terms of reference",
        ),
        action(
          'Give the board a one-page dashboard of ten measures, each with a target and a named owner.',
          'End April 2024',
          'data',
          'system',
          'the ten-measure dashboard',
        ),
        action(
          'Senior leaders each to observe practice in a different team every month and to write up what they saw.',
          'With immediate effect',
          'director',
          'practice',
          "the leaders' observation programme",
        ),
        action(
          'Bring a quarterly self-evaluation to the board, tested beforehand by peers from another authority.',
          'End June 2024',
          'quality',
          'audit',
          'the self-evaluation',
        ),
        action(
          'Publish a short account of progress for staff after every board.',
          'Ongoing',
          'programme',
          'voice',
          'the staff bulletin',
        ),
      ],
    },
    {
      title: 'Elected members and the chief executive hold the service to account.',
      actions: [
        action(
          'Hold four briefings a year for all members on what good help and protection look like.',
          'End March 2025',
          'director',
          'training',
          'member briefings',
        ),
        action(
          'Scrutiny committee to examine one part of this plan in depth at each of its meetings.',
          'End September 2024',
          { body: 'Children and Families Scrutiny Committee' },
          'partners',
          'the scrutiny work plan',
        ),
        action(
          'Agree a two-year budget that pays for lower caseloads and is reviewed with the plan.',
          'End March 2024',
          ['director', 'commissioning'],
          'policy',
          'the two-year budget',
        ),
        action(
          'Revise the scheme of delegation so that urgent placement decisions are made the same day.',
          '14 June 2024',
          'legal',
          'policy',
          'the scheme of delegation',
        ),
        action(
          'Review the corporate risk register entry for safeguarding each quarter.',
          'tba',
          'legal',
          'policy',
          'the safeguarding risk entry',
        ),
      ],
    },
    {
      title: 'Partners share responsibility for keeping children safe.',
      actions: [
        action(
          'Renew the multi-agency threshold document and test that practitioners in every agency use it.',
          'End July 2024',
          'partnership',
          'partners',
          'the threshold document',
        ),
        action(
          'Agree one escalation route for professional disagreements and report its use each quarter.',
          'End May 2024',
          'partnership',
          'partners',
          'the escalation route',
        ),
        action(
          'Run four multi-agency audits a year and follow each with a learning event.',
          'End December 2024',
          ['partnership', 'quality'],
          'audit',
          'the multi-agency audits',
        ),
        action(
          'Agree with health partners how initial health assessments are requested and chased.',
          'End October 2024',
          'care',
          'partners',
          'the health assessment pathway',
        ),
        action(
          'Set up a joint group with the police on children who go missing.',
          'Autumn 2024',
          'assessment',
          'partners',
          'the missing children group',
        ),
        action(
          'Invite schools to nominate a safeguarding link for each locality.',
          'End November 2024',
          null,
          'partners',
          'school safeguarding links',
        ),
      ],
    },
  ],
};
