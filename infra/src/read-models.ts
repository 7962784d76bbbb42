import { setTimeout as pause } from 'node:timers/promises';

const POLL_DELAY_MS = 50;
const WAIT_MS_MAX = 30_000;

/** Waits until the API's own metrics say that no read model is behind; tells whether that came in time. */
export async function whenReadModelsAreCurrent(apiUrl: string): Promise<boolean> {
  const deadline = Date.now() + WAIT_MS_MAX;
  while (Date.now() < deadline) {
    if (await areCurrent(apiUrl)) return true;
    await pause(POLL_DELAY_MS);
  }
  return false;
}

async function areCurrent(apiUrl: string): Promise<boolean> {
  try {
    const text = await (await fetch(`${apiUrl}/metrics`)).text();
    const lags = text.split('\n').filter((line) => line.startsWith('ledger_projection_lag_events{'));
    return lags.every((line) => line.endsWith(' 0'));
  } catch {
    // The API is not listening yet.
    return false;
  }
}
