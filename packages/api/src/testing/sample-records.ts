/** A council with a plan and two actions, made through the API itself. */
import type { RunningApi } from './running-api.js';

export interface SampleRecords {
  readonly council: string;
  readonly councilId: string;
  readonly planId: string;
  readonly workstreamId: string;
  readonly commitmentId: string;
  readonly actionId: string;
  readonly otherActionId: string;
  /** The change that added the action. */
  readonly changeId: string;
}

interface Payload {
  readonly userErrors: readonly { readonly code: string }[];
  readonly [field: string]: unknown;
}

/** The payload of one mutation, sent as the administrator. */
export const carriedOut = async (
  api: RunningApi,
  mutation: string,
  input: object,
  fields: string,
  type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`,
): Promise<Payload> => {
  const { data, text } = await api.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} userErrors { code } } }`,
    { variables: { input }, token: api.tokens.administrator },
  );
  const payload = data?.[mutation] as Payload | undefined;
  if (payload === undefined || payload.userErrors.length > 0) throw new Error(text);
  return payload;
};

export const makeRecords = async (api: RunningApi, council: string): Promise<SampleRecords> => {
  const registered = await carriedOut(
    api,
    'registerCouncil',
    { key: council, name: `${council} Council` },
    'council { id }',
  );
  const drafted = await carriedOut(
    api,
    'draftPlan',
    { council, title: 'Improvement plan', inForceFrom: '2015-07-20' },
    'plan { id }',
  );
  const { id: planId } = drafted['plan'] as { id: string };
  const added = async (mutation: string, input: object): Promise<string> =>
    (await carriedOut(api, mutation, { title: 'Leadership', ...input }, 'added'))['added'] as string;
  const workstreamId = await added('addWorkstream', { planId, reference: 'A' });
  const commitmentId = await added('addCommitment', { workstreamId, reference: 'A1' });
  const actions: { readonly id: string; readonly changeId: string }[] = [];
  for (const reference of ['A1.1', 'A1.2']) {
    const input = {
      commitmentId,
      reference,
      title: 'Visit a team each month.',
      due: { asWritten: 'End July 2015' },
      owners: [{ kind: 'PERSON', name: 'Ann Example' }],
    };
    const { action, event } = await carriedOut(api, 'addAction', input, 'action { id } event { id }');
    actions.push({ id: (action as { id: string }).id, changeId: (event as { id: string }).id });
  }
  return {
    council,
    councilId: (registered['council'] as { id: string }).id,
    planId,
    workstreamId,
    commitmentId,
    actionId: actions[0]?.id ?? '',
    otherActionId: actions[1]?.id ?? '',
    changeId: actions[0]?.changeId ?? '',
  };
};
