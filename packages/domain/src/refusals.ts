/**
 * THE CATALOGUE OF NO: every code with which the domain refuses a command, and what it means.
 * A refusal is a value, not an exception; nothing is recorded and no idempotency key is used up.
 */
export const refusalCodes = {
  'council-exists': 'The key already belongs to a council.',
  'council-not-found': 'No such council.',
  'plan-exists': 'A plan with this id was already drafted.',
  'plan-not-found': 'No such plan.',
  'workstream-exists': 'A workstream with this id was already added, with other content.',
  'workstream-not-found': 'No such workstream in this plan.',
  'commitment-exists': 'A commitment with this id was already added, with other content.',
  'commitment-not-found': 'No such commitment in this plan.',
  'action-exists': 'An action with this id was already added, with other content.',
  'action-not-found': 'No such action.',
  'person-exists': 'A person with this id was already registered under another name.',
  'person-not-found': 'No such person in this council.',
  'person-merged': 'This id was merged into another: use the one that stands for the person now.',
  'person-merged-into-itself': 'A person is merged into another id, not into their own.',
  'grant-exists': 'A grant with this id was already given, with other content.',
  'grant-not-found': 'No such grant in this council.',
  'grant-ended': 'This access has been ended.',
  'grant-ends-before-it-begins': 'Access must end after it begins, and in the future.',
  'grant-end-required': 'Access of an adviser is for a time: say until when.',
  'last-administrator': 'A council keeps somebody who can sign in and administer it.',
  'invitation-exists': 'An invitation with this id was already made, with other content.',
  'invitation-not-found': 'No such invitation is open: it may have expired, been used or been revoked.',
  'invitation-accepted': 'This invitation was accepted: end the access that it gave.',
  'invitation-revoked': 'This invitation has been revoked.',
  'issuer-exists': 'An issuer with this id is already trusted, with other content.',
  'issuer-not-found': 'The council trusts no such issuer.',
  'link-exists': 'A link with this id was already made, with other content.',
  'link-not-found': 'No such link, or it was undone.',
  'subject-already-linked': 'This subject already stands for somebody in this council.',
  'token-exists': 'A token with this id was already issued, with other content.',
  'token-not-found': 'No such token in this council.',
  'token-revoked': 'This token has been revoked.',
  'office-exists': 'A role, team or body with this id was already defined, as another.',
  'office-not-found': 'No such role, team or body in this council.',
  'holder-already-appointed': 'This person holds it already.',
  'holder-not-appointed': 'This person does not hold it.',
  'gss-code-taken': 'This GSS code belongs to another council in the same years.',
  'rag-unknown': "The rating is not in the plan's vocabulary.",
  'status-empty': 'A status update needs a rating, a narrative, or both.',
  'reason-required': 'This change needs a reason.',
  'effective-in-future': 'A change cannot take effect in the future.',
  'completion-not-claimed': 'Completion has not been claimed, so it cannot be verified or sent back.',
  'completion-already-claimed': 'Completion has already been claimed and awaits verification.',
  'completion-already-verified': 'The action was already verified as complete; reopen it first.',
  'completion-not-verified': 'The action is not verified as complete, so it cannot be reopened.',
  'effective-before-latest':
    'This would take effect before the latest change of its kind, so it would change nothing.',
  'own-claim': 'A claim of completion is verified by somebody other than the person who made it.',
  'approval-required': 'This plan moves a due date only once somebody has approved it: request the change.',
  'request-pending': 'Another due date was already requested and awaits a decision.',
  'request-not-pending': 'No such request awaits a decision.',
  'own-request': 'Another due date is approved by somebody other than the person who requested it.',
  'owner-not-found': 'Nobody of that name has a part in the action.',
  'cover-stands': 'Somebody already stands in for this owner.',
  'cover-not-found': 'No such cover stands.',
  'dates-reversed': 'The last day comes before the first.',
  'action-withdrawn': 'The action was withdrawn; reinstate it first.',
  'action-not-withdrawn': 'The action is not withdrawn, so it cannot be reinstated.',
  'link-to-itself': 'An action is not linked to itself.',
  'actions-already-linked': 'The actions are linked so already.',
  'link-circular': 'That would make a circle of duplicates.',
  'action-link-not-found': 'No such link stands between actions.',
  'evidence-exists': 'A document with these bytes is attached already.',
  'evidence-not-found': 'No such evidence is attached.',
  'challenge-exists': 'A challenge with this id was already raised, with other content.',
  'challenge-not-found': 'No such challenge in this plan.',
  'challenge-closed': 'The challenge is closed; raise another.',
  'not-raiser': 'A challenge is closed by whoever raised it, or by a plan manager with a reason.',
  'event-not-found': 'No such event in this record.',
  'event-not-correctable': 'An event of this type cannot be corrected this way.',
  'position-taken': 'Somebody else changed this record first.',
  'idempotency-key-reused': 'The idempotency key was already used for another command.',
  'recorded-at-not-allowed':
    'Only a council with a replayed clock may be given a recorded time, and never an earlier one.',
  'invalid-input': 'A field does not hold what it must.',
  'too-large': 'The change is larger than the ledger takes.',
} as const;
export type RefusalCode = keyof typeof refusalCodes;

/** A command was refused: why, which field is at fault, and a sentence for the person who sent it. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Path of the field at fault within the command, or `null` where none is. */
  readonly field: string | null;
  readonly message: string;
}

export const refuse = (code: RefusalCode, field: string | null = null, detail?: string): Refusal => ({
  code,
  field,
  message: detail === undefined ? refusalCodes[code] : `${refusalCodes[code]} ${detail}`,
});
