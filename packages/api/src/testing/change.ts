/** One change after another, each sent over HTTP in a role; every role is another person. */
import type { Role } from '@improvement-ledger/domain';
import type { RunningApi } from './running-api.js';

export interface Payload {
  readonly event: { readonly id: string; readonly position: number } | null;
  readonly position: number | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly field: string | null;
    readonly message: string;
  }[];
  readonly [field: string]: unknown;
}
interface Sending {
  readonly role?: Role;
  /** What else is asked of the payload. */
  readonly fields?: string;
}

const inputType = (mutation: string): string =>
  /Completion|reopen/.test(mutation)
    ? 'CompletionInput'
    : `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;

/** Sends a mutation and returns its payload, refused or not. */
export const changeOf =
  (api: RunningApi) =>
  async (
    mutation: string,
    input: object,
    { role = 'planManager', fields = '' }: Sending = {},
  ): Promise<Payload> => {
    const { data, text } = await api.ask(
      `mutation ($input: ${inputType(mutation)}!) {
         ${mutation}(input: $input) { event { id position } position userErrors { code field message } ${fields} } }`,
      { variables: { input }, token: api.tokens[role] },
    );
    const payload = data?.[mutation] as Payload | null | undefined;
    if (payload === undefined || payload === null) throw new Error(text);
    return payload;
  };
