/** The refusals of the registers, which the catalogue of refusals takes in. */
export const registerRefusals = {
  'programme-exists': 'An audit programme with this id was already set, with other content.',
  'programme-not-found': 'No such audit programme in this council.',
  'programme-ended': 'The audit programme has ended.',
  'audit-exists': 'An audit with this id was already planned, with other content.',
  'audit-not-found': 'No such audit in this council.',
  'audit-settled': 'The audit was done or missed already.',
  'audit-not-done': 'The audit has not been done.',
  'grade-unknown': 'The scale of the programme does not know this grade.',
  'own-audit': 'An audit is moderated by somebody other than the auditor.',
  'own-work': 'Nobody audits their own work.',
  'not-inadequate': 'The work was not found inadequate.',
  'remedy-not-open': 'No such remedy is open.',
  'later-entry': 'Something was said of this record after it: correct or retract that first.',
} as const;
