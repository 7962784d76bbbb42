/** All that can be said of an action besides its status, and one of each left standing. */
import type { RunningApi } from './running-api.js';
import type { SampleRecords } from './sample-records.js';
import { carriedOut } from './sample-records.js';

const REASON = 'To have one of each.';

export interface LifeOfAction {
  readonly withdrawnActionId: string;
  /** The change that claimed its completion. */
  readonly claimId: string;
  readonly requestId: string;
  readonly coverId: string;
  readonly evidenceId: string;
  readonly actionLinkId: string;
  readonly challengeId: string;
}

interface Parts {
  readonly dueRequest: { readonly requestId: string };
  readonly covers: readonly { readonly coverId: string }[];
  readonly evidence: readonly { readonly evidenceId: string }[];
  readonly links: readonly { readonly linkId: string }[];
}

/** Adds an action and withdraws it. */
const withdrawOne = async (api: RunningApi, { commitmentId }: SampleRecords): Promise<string> => {
  const double = {
    commitmentId,
    reference: 'A1.3',
    title: 'Visit a team each month.',
    due: { asWritten: 'End July 2015' },
    cells: [{ column: 'Lead', text: 'Ann Example' }],
  };
  const { action } = await carriedOut(api, 'addAction', double, 'action { id }');
  const { id: actionId } = action as { readonly id: string };
  await carriedOut(api, 'withdrawAction', { actionId, reason: REASON }, '');
  return actionId;
};

/** Raises a challenge, which is answered and stays open. */
const challenge = async (api: RunningApi, about: string): Promise<string> => {
  const asked = { about, question: 'How is that known?' };
  const raised = await carriedOut(api, 'raiseChallenge', asked, 'challenge { id }');
  const { id: challengeId } = raised['challenge'] as { readonly id: string };
  await carriedOut(api, 'answerChallenge', { challengeId, answer: 'By an audit.' }, '');
  return challengeId;
};

export const liveThrough = async (api: RunningApi, records: SampleRecords): Promise<LifeOfAction> => {
  const { planId, actionId, otherActionId } = records;
  const change = async (mutation: string, input: object, parts: string): Promise<Parts> => {
    const told = { actionId, reason: REASON, ...input };
    const { action } = await carriedOut(api, mutation, told, `action { ${parts} }`);
    return action as Parts;
  };
  await carriedOut(api, 'setPlanRules', { planId, dueDateChangesNeedApproval: true }, '');
  const due = { date: '2016-01-01' };
  const { dueRequest } = await change('requestDueDateChange', { due }, 'dueRequest { requestId }');
  const claimed = await carriedOut(api, 'claimCompletion', { actionId }, 'event { id }', 'CompletionInput');
  const { id: claimId } = claimed['event'] as { readonly id: string };
  const { evidence } = await change(
    'attachEvidence',
    {
      claim: claimId,
      title: 'Audit of twenty cases',
      url: 'https://files.example.org/audit',
      mediaType: 'application/pdf',
      size: 1024,
      sha256: 'a'.repeat(64),
    },
    'evidence { evidenceId }',
  );
  const cover = {
    covers: { kind: 'PERSON', name: 'Ann Example' },
    by: { kind: 'TEAM', name: 'Duty managers' },
    from: '2020-01-01',
  };
  const { covers } = await change('beginCover', cover, 'covers { coverId }');
  const { links } = await change('linkAction', { to: otherActionId, kind: 'DEPENDS_ON' }, 'links { linkId }');
  return {
    withdrawnActionId: await withdrawOne(api, records),
    claimId,
    requestId: dueRequest.requestId,
    coverId: covers[0]?.coverId ?? '',
    evidenceId: evidence[0]?.evidenceId ?? '',
    actionLinkId: links[0]?.linkId ?? '',
    challengeId: await challenge(api, actionId),
  };
};
