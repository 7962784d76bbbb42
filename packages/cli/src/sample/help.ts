import type { SampleWorkstream } from './structure.js';
import { action } from './structure.js';

export const help: SampleWorkstream = {
  reference: 'D',
  title: 'Help and protection at the right time',
  commitments: [
    {
      title: 'The front door makes safe decisions within a day.',
      actions: [
        action(
          'Put an experienced manager on every shift of the front door to sign off decisions.',
          'End February 2024',
          'frontDoor',
          'recruitment',
          'management cover at the front door',
        ),
        action(
          'Record consent, or why it was not sought, on every contact.',
          'End April 2024',
          'frontDoor',
          'practice',
          'recording of consent',
        ),
        action(
          'Dip-sample ten closed contacts a week, by a manager from another team.',
          'With immediate effect',
          'frontDoor',
          'audit',
          'the weekly dip-sample',
        ),
        action(
          'Bring health and education colleagues into the front door for at least three days a week.',
          'End September 2024',
          ['frontDoor', 'partnership'],
          'partners',
          'partners at the front door',
        ),
        action(
          'Tell referrers within three working days what happened to their referral.',
          'End July 2024',
          'frontDoor',
          'practice',
          'feedback to referrers',
        ),
      ],
    },
    {
      title: 'Families get early help before matters grow worse.',
      actions: [
        action(
          'Adopt an early help strategy with partners, and a measure of its effect.',
          'End June 2024',
          'earlyHelp',
          'policy',
          'the early help strategy',
        ),
        action(
          'Open family hubs in Harbour, Fenside and Upland.',
          'End March 2025',
          'earlyHelp',
          'system',
          'the family hubs',
        ),
        action(
          'Train lead practitioners in schools and health to run a team around the family.',
          'End December 2024',
          'earlyHelp',
          'training',
          'lead practitioner training',
        ),
        action(
          'Review all step-downs after twelve weeks to see whether help has held.',
          'End November 2024',
          'earlyHelp',
          'audit',
          'the review of step-downs',
        ),
      ],
    },
    {
      title: 'Risk outside the home is seen and met.',
      actions: [
        action(
          'Appoint a coordinator for exploitation and missing, and publish the pathway.',
          'End May 2024',
          'assessment',
          'recruitment',
          'the exploitation coordinator',
        ),
        action(
          'Offer every return home interview within 72 hours.',
          'End August 2024',
          'assessment',
          'practice',
          'return home interviews',
        ),
        action(
          'Map the places where young people are at risk with the police and the youth service.',
          'Winter 2024',
          'partnership',
          'partners',
          'the map of places',
        ),
        action(
          'Hold a weekly meeting on children at highest risk, with the power to commit resources.',
          'With immediate effect',
          'assessment',
          'partners',
          'the weekly risk meeting',
        ),
      ],
    },
    {
      title: 'Child protection work keeps to time and purpose.',
      actions: [
        action(
          'Hold strategy discussions with police and health present, within one working day.',
          'End June 2024',
          'assessment',
          'partners',
          'strategy discussions',
        ),
        action(
          'Hold initial conferences within fifteen working days in nine cases of ten.',
          'End September 2024',
          'reviewing',
          'practice',
          'conference timeliness',
        ),
        action(
          'Visit children on protection plans at least every ten working days and see them alone.',
          'End April 2024',
          { team: 'Locality teams' },
          'practice',
          'visits to children on plans',
        ),
        action(
          'Use the public law outline earlier, and review every pre-proceedings case each month.',
          'End October 2024',
          ['legal', 'assessment'],
          'practice',
          'pre-proceedings work',
        ),
        action(
          "Bring the children's views to every conference in a form they have chosen.",
          'As required',
          'reviewing',
          'voice',
          "children's views at conference",
        ),
      ],
    },
  ],
};
