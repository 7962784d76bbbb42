/** All that can be said of an action besides its status: one of each is left standing. */
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
  readonly id: string;
  readonly dueRequest: { readonly requestId: string };
  readonly covers: readonly { readonly coverId: string }[];
  readonly evidence: readonly { readonly evidenceId: string }[];
  readonly links: readonly { readonly linkId: string }[];
}

export const liveThrough = async (api: RunningApi, records: SampleRecords): Promise<LifeOfAction> => {
  const { planId, commitmentId, actionId, otherActionId } = records;
  const change = async (mutation: string, input: object, parts: string): Promise<Parts> => {
    const fields = `action { ${parts} }`;
    const payload = await carriedOut(api, mutation, { reason: REASON, ...input }, fields);
    return payload['action'] as Parts;
  };
  await carriedOut(api, 'setPlanRules', { planId, dueDateChangesNeedApproval: true }, '');
  const claimed = await carriedOut(api, 'claimCompletion', { actionId }, 'event { id }', 'CompletionInput');
  const { id: claimId } = claimed['event'] as { readonly id: string };
  const evidence = {
    actionId,
    claim: claimId,
    title: 'Audit of twenty cases',
    url: 'https://files.example.org/audit',
    mediaType: 'application/pdf',
    size: 1024,
    sha256: 'a'.repeat(64),
  };
  const cover = {
    actionId,
    covers: { kind: 'PERSON', name: 'Ann Example' },
    by: { kind: 'TEAM', name: 'Duty managers' },
    from: '2020-01-01',
  };
  const double = {
    commitmentId,
    reference: 'A1.3',
    title: 'Visit a team each month.',
    due: { asWritten: 'End July 2015' },
    cells: [{ column: 'Lead', text: 'Ann Example' }],
  };
  const link = { actionId, to: otherActionId, kind: 'DEPENDS_ON' };
  const { dueRequest } = await change(
    'requestDueDateChange',
    { actionId, due: { date: '2016-01-01' } },
    'dueRequest { requestId }',
  );
  const { covers } = await change('beginCover', cover, 'covers { coverId }');
  const { evidence: attached } = await change('attachEvidence', evidence, 'evidence { evidenceId }');
  const { links } = await change('linkAction', link, 'links { linkId }');
  const { id: withdrawnActionId } = await change('addAction', double, 'id');
  await change('withdrawAction', { actionId: withdrawnActionId }, 'id');
  const raised = await carriedOut(
    api,
    'raiseChallenge',
    { about: actionId, question: 'How is that known?' },
    'challenge { id }',
  );
  const { id: challengeId } = raised['challenge'] as { readonly id: string };
  await carriedOut(api, 'answerChallenge', { challengeId, answer: 'By an audit.' }, '');
  return {
    withdrawnActionId,
    claimId,
    requestId: dueRequest.requestId,
    coverId: covers[0]?.coverId ?? '',
    evidenceId: attached[0]?.evidenceId ?? '',
    actionLinkId: links[0]?.linkId ?? '',
    challengeId,
  };
};
