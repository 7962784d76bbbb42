/** A change sent to the API, as any other program sends it. */
const RECORD = `mutation ($input: RecordStatusInput!) {
  recordStatus(input: $input) { event { position } userErrors { code message } }
}`;

/** The position at which it is recorded; `null` when rivals were first too often and it is to be sent again. */
export const recordOverHttp = async (url, token, input) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: RECORD, variables: { input } }),
  });
  const { data, errors } = await response.json();
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  const { event, userErrors } = data.recordStatus;
  if (userErrors.some(({ code }) => code === 'POSITION_TAKEN')) return null;
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  return [event.position];
};
