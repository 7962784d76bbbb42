/** Gets a small document of an issuer. What is slow, long, elsewhere or not JSON is left, with an error that says so. */

export const DOCUMENT_BYTES_MAX = 262_144;

export const fetchJson = async (url: URL, signal: AbortSignal): Promise<unknown> => {
  // A redirect could lead where no issuer may send us.
  const response = await fetch(url, { redirect: 'manual', headers: { accept: 'application/json' }, signal });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`${url.href} answered ${response.status}; redirects are not followed.`);
  }
  const text = await boundedText(response, url);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${url.href} did not answer JSON.`);
  }
};

const boundedText = async (response: Response, url: URL): Promise<string> => {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const part of body ?? []) {
    bytes += part.length;
    if (bytes > DOCUMENT_BYTES_MAX)
      throw new Error(`${url.href} answered more than ${DOCUMENT_BYTES_MAX} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};
