import type { SampleWorkstream } from './structure.js';
import { action } from './structure.js';

export const workforce: SampleWorkstream = {
  reference: 'C',
  title: 'A stable, skilled and supported workforce',
  commitments: [
    {
      title: 'Children keep the same social worker because ours stay.',
      actions: [
        action(
          'Replace agency workers in long-term posts, starting with the Fenside team.',
          'End December 2024',
          'workforce',
          'recruitment',
          'permanent recruitment',
        ),
        action(
          'Offer a retention payment to experienced workers in the two busiest teams.',
          'End April 2024',
          'director',
          'policy',
          'the retention payment',
        ),
        action(
          'Hold a conversation with every worker after three months and before any resignation takes effect.',
          'With immediate effect',
          { team: 'Service managers' },
          'voice',
          'stay conversations',
        ),
        action(
          'Recruit twelve newly qualified workers for the autumn and give each a protected caseload.',
          'End September 2024',
          'workforce',
          'recruitment',
          'the newly qualified intake',
        ),
        action(
          'Bring average caseloads to no more than 17 in assessment teams.',
          'End March 2025',
          'assessment',
          'practice',
          'caseloads',
        ),
        action(
          'Open an international recruitment route jointly with a neighbouring authority.',
          'tba',
          'workforce',
          'recruitment',
          'international recruitment',
        ),
      ],
    },
    {
      title: 'Staff have the skills that their work asks for.',
      actions: [
        action(
          'Publish a training pathway for each role, from first day to third year.',
          'End June 2024',
          'workforce',
          'policy',
          'the training pathway',
        ),
        action(
          'Set up a practice academy with four advanced practitioners.',
          'End November 2024',
          'principal',
          'recruitment',
          'the practice academy',
        ),
        action(
          'All staff to complete the course on coercive control and its effect on children.',
          'End February 2025',
          'workforce',
          'training',
          'the coercive control course',
        ),
        action(
          'Give first-line managers a nine-month leadership programme.',
          'End July 2025',
          'workforce',
          'training',
          "the first-line managers' programme",
        ),
        action(
          'Practice weeks twice a year in which leaders work beside teams.',
          'End October 2024',
          'principal',
          'practice',
          'practice week',
        ),
      ],
    },
    {
      title: 'Tools and workplaces help rather than hinder.',
      actions: [
        action(
          'Cut duplicate forms in the case system by half, with workers choosing which.',
          'End January 2025',
          'data',
          'system',
          'the cull of forms',
        ),
        action(
          'Issue every worker with a device that works away from the office.',
          'End May 2024',
          'commissioning',
          'system',
          'mobile devices',
        ),
        action(
          'Provide a quiet room and a family room at each locality base.',
          'End August 2024',
          'commissioning',
          'system',
          'rooms at locality bases',
        ),
        action(
          'Appoint business support to each team so that workers spend more time with families.',
          'End October 2024',
          'commissioning',
          'recruitment',
          'business support posts',
        ),
      ],
    },
  ],
};
