/** With which codes the records around a plan are refused; part of the one catalogue. */
export const planRecordRefusals = {
  'part-not-found': 'No such plan, or no such part of it.',
  'body-not-found': 'No such board, committee or panel in this council.',
  'meeting-held': 'The meeting was held.',
  'meeting-cancelled': 'The meeting was cancelled.',
  'signal-not-found': 'No such signal, or nobody has answered it.',
  'own-answer': 'An answer is accepted by somebody other than the person who gave it.',
  'grade-not-of-framework': 'It is no grade of this inspection.',
  'number-taken': 'This inspection has a recommendation of that number already.',
  'recommendation-not-found': 'No such recommendation in this inspection.',
  'range-reversed': 'The most is less than the least.',
  'measure-not-achieved': 'The measure is not met, so it cannot lapse.',
  'version-superseded': 'Another version has taken its place.',
  'version-not-submitted': 'The version was submitted to nobody, so nobody accepted it.',
  'actions-open': 'Actions of this plan are open: name the plan in which they go on.',
  'round-frozen': 'The round is frozen: later updates are for the next board.',
} as const;
