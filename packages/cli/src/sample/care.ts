import type { SampleWorkstream } from './structure.js';
import { action } from './structure.js';

export const care: SampleWorkstream = {
  reference: 'E',
  title: 'Children in care and care leavers',
  commitments: [
    {
      title: 'Children in care live in homes that are right for them.',
      actions: [
        action(
          'Publish a sufficiency strategy that says which homes are missing and how they will be found.',
          'End July 2024',
          'commissioning',
          'policy',
          'the sufficiency strategy',
        ),
        action(
          'Recruit twenty fostering households, with a single team from enquiry to approval.',
          'End March 2025',
          'care',
          'recruitment',
          'fostering recruitment',
        ),
        action(
          'End the use of unregistered arrangements, with a daily report while there is any.',
          'With immediate effect',
          'care',
          'practice',
          'unregistered arrangements',
        ),
        action(
          'Visit every child placed more than twenty miles away within the quarter.',
          'End June 2024',
          'care',
          'practice',
          'visits to children living far away',
        ),
        action(
          'Hold a stability meeting at the first sign that a home is under strain.',
          'End October 2024',
          'reviewing',
          'practice',
          'stability meetings',
        ),
      ],
    },
    {
      title: 'Permanence is planned from the first day.',
      actions: [
        action(
          'Set up a permanence tracking panel that meets every fortnight.',
          'End April 2024',
          'care',
          'practice',
          'the permanence panel',
        ),
        action(
          'Agree a permanence plan by the second review for every child.',
          'End September 2024',
          'reviewing',
          'practice',
          'permanence by the second review',
        ),
        action(
          'Start life story work within six weeks of a permanence decision.',
          'End January 2025',
          'care',
          'training',
          'life story work',
        ),
        action(
          'Review the arrangements for children placed with parents and discharge orders no longer needed.',
          'End December 2024',
          ['care', 'legal'],
          'audit',
          'the review of placements with parents',
        ),
        action(
          'Complete nine in ten initial health assessments within twenty working days.',
          'End November 2024',
          'care',
          'partners',
          'initial health assessments',
        ),
        action(
          'Personal education plans of good quality for every child, every term.',
          'End July 2025',
          'virtualHead',
          'audit',
          'personal education plans',
        ),
      ],
    },
    {
      title: 'Care leavers are ready for adult life and not alone in it.',
      actions: [
        action(
          'Write the local offer with care leavers and put it where they will find it.',
          'End May 2024',
          'leaving',
          'voice',
          'the local offer',
        ),
        action(
          'Pathway plans written with the young person before they are sixteen and a half.',
          'End October 2024',
          'leaving',
          'practice',
          'pathway plans',
        ),
        action(
          'Keep in touch with nine in ten care leavers at least every eight weeks.',
          'End August 2024',
          'leaving',
          'practice',
          'keeping in touch',
        ),
        action(
          'Secure eighteen supported flats with the housing department.',
          'End February 2025',
          ['leaving', 'commissioning'],
          'system',
          'supported flats',
        ),
        action(
          'Give every care leaver their health history before they turn eighteen.',
          'End June 2025',
          null,
          'partners',
          'health histories',
        ),
        action(
          'Ring-fence ten apprenticeships in the council and its contractors each year.',
          'tba',
          'virtualHead',
          'recruitment',
          'ring-fenced apprenticeships',
        ),
      ],
    },
  ],
};
