/**
 * How owners speak of their work before a board: by the sort of work and by how far it is. `{topic}` is the
 * action's own word, `{n}` a number that grows with the work, `{area}` a part of the service.
 */
import type { WorkKind } from './structure.js';

/** From not begun (0) to all but done (4). */
export const progress: Readonly<Record<WorkKind, readonly (readonly string[])[]>> = {
  policy: [
    [
      'Not started. A lead has been asked to scope {topic}.',
      'Scoping meeting held; {topic} will be drafted next month.',
      'We have collected examples from three other authorities to inform {topic}.',
    ],
    [
      'First draft of {topic} written and with the leadership team.',
      'Drafting of {topic} has begun; two sections still lack an author.',
      'Outline of {topic} agreed. Finance asked for a note on cost.',
    ],
    [
      'Consultation on {topic} is open; {n} responses so far.',
      'Staff in {area} have commented on {topic}, and the draft is better for it.',
      'Second draft of {topic} takes in comments from partners.',
    ],
    [
      'Final draft of {topic} is with the director for approval.',
      'Legal have cleared {topic}; it goes to the leadership team next week.',
      'Only the equality assessment stands between {topic} and sign-off.',
    ],
    [
      '{Topic} approved. Publication and a short briefing for staff remain.',
      '{Topic} signed off and sent to teams; {n} managers have confirmed they use it.',
      'Approved. We will check in six weeks that {topic} has been put into use.',
    ],
  ],
  training: [
    [
      'Dates for {topic} are being booked; the first cohort is planned.',
      'Provider chosen for {topic}. Nobody has attended yet.',
      'Needs analysis for {topic} sent to managers, with replies due this month.',
    ],
    [
      'First cohort of {topic} completed: {n} people.',
      '{n} staff have attended {topic}; feedback is good but rooms were too small.',
      'Sessions of {topic} run in {area}; other areas follow.',
    ],
    [
      '{n} staff have now completed {topic}. Two sessions were moved because of duty cover.',
      'About half of those who need {topic} have had it.',
      'Attendance at {topic} fell this month; managers have been asked to release staff.',
    ],
    [
      '{n} staff have completed {topic}; the remaining names are with their managers.',
      'Three quarters have completed {topic}. A catch-up session is arranged for {area}.',
      'Evaluation of {topic} shows more confidence, not yet a change in files.',
    ],
    [
      'All but a handful have completed {topic}; new starters are booked in.',
      '{n} staff trained. Learning from {topic} was visible in the last audit.',
      'Last cohort of {topic} runs this week.',
    ],
  ],
  audit: [
    [
      'Method for {topic} not yet agreed.',
      'Auditors identified for {topic}; sampling to begin next month.',
      'Terms for {topic} drafted with two team managers.',
    ],
    [
      'Pilot of {topic} done on {n} files; the tool was too long and has been cut.',
      'First round of {topic} complete. Recording is weaker than practice.',
      '{n} files looked at for {topic} in {area}.',
    ],
    [
      '{n} files reviewed for {topic}. Findings repeat those of the last round.',
      'Second round of {topic}: more good judgements, but a wide spread between teams.',
      'Moderation of {topic} lowered one judgement in five.',
    ],
    [
      '{n} files reviewed. Each finding of {topic} now leads to a named action within a week.',
      'Findings from {topic} went to every team meeting in {area}.',
      'Gradings from {topic} have improved for two rounds running.',
    ],
    [
      '{Topic} now in a regular rhythm: {n} files this quarter.',
      'The last round of {topic} found the standard met in all but two files.',
      '{Topic} embedded; a closing report is being written.',
    ],
  ],
  system: [
    [
      'Requirements for {topic} being gathered.',
      'Not started; waiting for a slot with the supplier.',
      'Project lead named for {topic}.',
    ],
    [
      'Specification for {topic} agreed with {area}.',
      'Design of {topic} shown to staff, who asked for fewer steps.',
      'Order placed for {topic}; delivery expected within eight weeks.',
    ],
    [
      'Testing of {topic} under way; {n} faults logged, most of them small.',
      '{Topic} partly in place. {Area} goes first.',
      'First version of {topic} in use in one locality.',
    ],
    [
      '{Topic} live in two of three localities.',
      'Staff in {area} speak well of {topic}; one locality is still to come.',
      'Faults down to three. Training notes for {topic} are ready.',
    ],
    [
      '{Topic} in use everywhere; old arrangements switched off this month.',
      'Go-live of {topic} complete. A few staff still keep their own lists.',
      'All localities use {topic}; the benefit will be measured at the next board.',
    ],
  ],
  recruitment: [
    [
      'Advert for {topic} being written.',
      'Business case for {topic} with finance.',
      'No appointment yet; the first advert brought few applicants.',
    ],
    [
      '{n} applications received for {topic}; shortlisting this week.',
      'Interviews for {topic} held; one offer made.',
      'Advert for {topic} repeated with a better offer.',
    ],
    [
      'Two offers accepted for {topic}; checks in progress.',
      'First appointment to {topic} starts next month. {Area} is still short.',
      'Good field for {topic}: {n} interviewed, three appointable.',
    ],
    [
      'Most posts filled for {topic}; one candidate withdrew.',
      'Appointments to {topic} in post and through induction.',
      '{n} in post against {topic}; agency cover reduced to match.',
    ],
    [
      'All posts under {topic} filled or accepted.',
      'Last starter for {topic} joins this month.',
      '{Topic} complete but for one reference.',
    ],
  ],
  partners: [
    [
      'First meeting on {topic} arranged.',
      'Partners have been asked to name leads for {topic}.',
      'Waiting for one agency to reply about {topic}.',
    ],
    [
      'Partners met on {topic}; everyone agreed on the aim, fewer on the detail.',
      'Draft agreement on {topic} circulated. Police and health have replied.',
      'Leads named for {topic} in {n} agencies.',
    ],
    [
      '{Topic} tried out in {area}; early reports are encouraging.',
      'Second workshop on {topic} held, attended by {n} practitioners.',
      'Agreement on {topic} reached in principle; information sharing is the last point.',
    ],
    [
      '{Topic} in place with all but one partner.',
      '{Topic} used {n} times this quarter.',
      'Partnership executive endorsed {topic}; frontline staff are being told.',
    ],
    [
      'All partners take part in {topic}.',
      'Signed by every agency. The first report on {topic} is due next month.',
      '{Topic} by now routine; {n} uses recorded.',
    ],
  ],
  practice: [
    [
      'Team managers briefed on {topic}.',
      'Baseline for {topic} being worked out; the figures are not reliable yet.',
      'Expectations on {topic} drafted with a group of workers.',
    ],
    [
      '{Topic} begun in {area}. Baseline is {n}%.',
      'Guidance on {topic} issued; take-up is uneven.',
      'Two teams have made a start with {topic}.',
    ],
    [
      '{Topic} at {n}%. Duty pressures in {area} hold the figure down.',
      'Performance on {topic} is up this month to {n}%.',
      'Weekly check on {topic} started; overdue work is named and chased.',
    ],
    [
      '{Topic} at {n}%, three months of improvement.',
      'Good in two localities; {area} has a recovery plan for {topic}.',
      'Audit agrees with the figures on {topic}: {n}%.',
    ],
    [
      '{Topic} at {n}%, at target.',
      'Target met for {topic} in the last two months.',
      '{Topic} consistent across localities; we want one more month before claiming it.',
    ],
  ],
  voice: [
    [
      'Young people and staff asked how they would like to take part in {topic}.',
      'Nothing yet. A worker has been given half a day a week for {topic}.',
      'Plan for {topic} drafted.',
    ],
    [
      'First round of {topic}: {n} people took part.',
      '{Topic} started in {area}.',
      'Early response to {topic}: modest but frank.',
    ],
    [
      '{n} responses through {topic}. The theme is changes of worker.',
      'Redesigned {topic} after feedback that the first form was too long.',
      'Second round of {topic} held.',
    ],
    [
      'What we heard through {topic} was on the agenda of each team.',
      '{n} people have taken part in {topic}; we report back to them next month.',
      'Three changes made because of {topic}.',
    ],
    [
      '{Topic} now part of ordinary work.',
      'Those who took part in {topic} have been told what changed.',
      'A last check with the participation group on {topic} remains.',
    ],
  ],
};

/** What is said besides, by how the rating stands. */
export const outlook = {
  green: ['On track.', 'No obstacles at present.', 'The date will be met.', 'Confident of the date.', '', ''],
  amber: [
    'Two weeks behind where we meant to be.',
    'The date is tight.',
    'Capacity in {area} is the main risk.',
    'Depends on an appointment that is not yet made.',
    'Progress is slower than planned, but steady.',
  ],
  red: [
    'Behind plan; the director has asked for a recovery note.',
    'Will not be achieved by the date without more capacity.',
    'Stalled since the last board.',
    'Overdue. A realistic date is being worked out.',
    'No movement this month; escalated to the head of service.',
  ],
  unrated: ['Too early to rate.', '', 'To be rated once the baseline is known.'],
} as const;

export const claims = [
  'We consider this complete: {topic} in place and in use.',
  'Complete. Evidence on {topic} is in the shared folder, with the list of files checked.',
  'Done. The measure for {topic} has held for two months.',
  'Finished this month; {topic} handed over to the service as ordinary business.',
] as const;

export const verifications = [
  'Evidence seen and a sample of six checked; it holds.',
  'Spoke to staff in two localities, who described the same practice as the paper does.',
  'Documents are final and dated; use was confirmed in ten files.',
  'Checked against the measure for the last two months. Agreed.',
] as const;

export const sendBacks = [
  'Five of twelve files sampled do not show it yet. Please bring the Fenside figures up first.',
  'The document is final but two teams had not seen it.',
  'The figure counts work booked, not work done. Please count again.',
  'Evidence covers one month only; the measure asks for two.',
] as const;

/** Why a date moves. */
export const slipReasons = [
  'Two managers left in the same month and {topic} has had no lead since.',
  'The supplier has moved its release by a quarter.',
  'Partners asked for longer to consult their own boards on {topic}.',
  'Staff could not be released during the inspection of another service.',
  'The first version of {topic} did not survive testing with staff and is being redone.',
  'Recruitment took two rounds.',
  'The baseline was wrong, so the date rested on too little work.',
  'Sickness in {area} took priority.',
  'Funding was confirmed six weeks later than assumed.',
  'Moved to fall after the practice week, so that its findings can be used.',
  'Date aligned with the financial year.',
] as const;

export const areas = [
  'Harbour',
  'Fenside',
  'Upland',
  'the assessment teams',
  'the front door',
  'the children in care teams',
  'the localities',
] as const;
