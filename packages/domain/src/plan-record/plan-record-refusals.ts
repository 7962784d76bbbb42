/** With which codes the records around a plan are refused; part of the one catalogue. */
export const planRecordRefusals = {
  'record-exists': 'A record with this id was already begun, with other content.',
  'record-not-found': 'No such record.',
  'part-not-found': 'No such plan, or no such part of it.',
  'body-not-found': 'No such board, committee or panel in this council.',
  'meeting-held': 'The meeting was held.',
  'meeting-cancelled': 'The meeting was cancelled.',
} as const;
