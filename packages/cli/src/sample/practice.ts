import type { SampleWorkstream } from './structure.js';
import { action } from './structure.js';

export const practice: SampleWorkstream = {
  reference: 'B',
  title: 'Quality of social work practice',
  commitments: [
    {
      title: 'Assessments are timely, analytical and centred on the child.',
      actions: [
        action(
          'Introduce a single assessment format that asks what life is like for this child.',
          'End April 2024',
          'assessment',
          'practice',
          'the new assessment format',
        ),
        action(
          'Complete nine in ten assessments within 45 working days, with a weekly list of those at day 30.',
          'End September 2024',
          'assessment',
          'practice',
          'assessment timeliness',
        ),
        action(
          'Train every social worker in analysis and in writing for families.',
          'End October 2024',
          'workforce',
          'training',
          'analysis training',
        ),
        action(
          'Managers to record why an assessment is needed, and what it must answer, before it starts.',
          'End May 2024',
          { team: 'Team managers' },
          'practice',
          'management direction at the start',
        ),
        action(
          'Update chronologies at each change of worker and before each conference.',
          'End January 2025',
          'principal',
          'practice',
          'chronologies',
        ),
        action(
          'Gather three examples of strong assessments each month for use in team meetings.',
          'Ongoing',
          'principal',
          'voice',
          'the examples of good work',
        ),
      ],
    },
    {
      title: 'Plans say what will change, for whom and by when.',
      actions: [
        action(
          'Replace the plan template so that each aim has a person, a date and a measure.',
          'End June 2024',
          'reviewing',
          'practice',
          'the plan template',
        ),
        action(
          'Review every child in need plan open longer than nine months.',
          'End August 2024',
          'assessment',
          'audit',
          'the review of long-open plans',
        ),
        action(
          'Write to families in plain words after each review with what was agreed.',
          'End March 2025',
          'reviewing',
          'voice',
          'letters after reviews',
        ),
        action(
          'Set contingency plans for every child on a protection plan for a second time.',
          'End November 2024',
          'assessment',
          'practice',
          'contingency planning',
        ),
        action(
          'Check that plans name what each partner agency will do.',
          'End February 2025',
          'partnership',
          'audit',
          'partner actions within plans',
        ),
      ],
    },
    {
      title: 'Supervision is regular, reflective and recorded.',
      actions: [
        action(
          'Agree a supervision standard with frequency, content and a reflective record.',
          'End March 2024',
          'principal',
          'policy',
          'the supervision standard',
        ),
        action(
          'Report supervision rates by team every month, and visit teams below 85%.',
          'End July 2024',
          'data',
          'system',
          'supervision reporting',
        ),
        action(
          'Train all managers in reflective supervision and observe each of them once.',
          'End December 2024',
          'workforce',
          'training',
          'reflective supervision training',
        ),
        action(
          'Start group supervision in each locality for cases that have lost direction.',
          'End September 2024',
          'principal',
          'practice',
          'group supervision',
        ),
        action(
          'Survey staff twice a year on the quality of supervision they receive.',
          'End May 2025',
          'principal',
          'voice',
          'the supervision survey',
        ),
      ],
    },
    {
      title: 'Audit finds what matters and changes practice.',
      actions: [
        action(
          'Adopt a collaborative audit method in which the worker and the family take part.',
          'End May 2024',
          'quality',
          'audit',
          'the audit method',
        ),
        action(
          'Every manager to complete one audit a month, moderated by another.',
          'End October 2024',
          'quality',
          'audit',
          'the monthly audits',
        ),
        action(
          'Track audit actions to completion and report those still open after six weeks.',
          'End August 2024',
          'data',
          'system',
          'audit action tracking',
        ),
        action(
          'Close the loop: show in each quarterly report what changed because of audit.',
          'End January 2025',
          'quality',
          'audit',
          'the loop from audit to practice',
        ),
        action(
          'Re-audit a tenth of cases six months later by somebody not involved before.',
          'End June 2025',
          'quality',
          'audit',
          're-audit',
        ),
        action(
          'Ask families after closure whether our help made a difference.',
          'Spring 2025',
          null,
          'voice',
          'the closing conversation with families',
        ),
      ],
    },
  ],
};
