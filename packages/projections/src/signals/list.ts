/** THE LIST of integrity signals. A new one is a file beside this one, and a line here. */
import { betterAfterBoard } from './better-after-board.js';
import { claimNotVerified } from './claim-not-verified.js';
import { dateOrOwnerMissing } from './date-or-owner-missing.js';
import { dueMovedAfterDue } from './due-moved-after-due.js';
import { dueMovedBeforeBoard } from './due-moved-before-board.js';
import { dueMovedOften } from './due-moved-often.js';
import { duplicatesContradict } from './duplicates-contradict.js';
import { noUpdate } from './no-update.js';
import { ratedWellWhileOverdue } from './rated-well-while-overdue.js';
import type { IntegritySignal } from './signal.js';
import { standingWithoutReview } from './standing-without-review.js';

export const integritySignals: readonly IntegritySignal[] = [
  ratedWellWhileOverdue,
  claimNotVerified,
  noUpdate,
  dueMovedAfterDue,
  dueMovedBeforeBoard,
  dueMovedOften,
  betterAfterBoard,
  standingWithoutReview,
  dateOrOwnerMissing,
  duplicatesContradict,
];
