/**
 * Starts the ledger in a fresh clone as a newcomer would, twice, asks it something each time and stops it.
 * Usage: node fresh-start.mjs FOLDER. Ends with a non-zero exit and a sentence when anything is not as promised.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const [folder] = process.argv.slice(2);
const FIRST_START_MS_MAX = 180_000;
const STOP_MS_MAX = 5_000;
const SAMPLE_EVENTS_MIN = 500;

const freePort = async () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const demand = (condition, sentence) => {
  if (!condition) throw new Error(sentence);
};

const ask = async (port) => {
  const access = JSON.parse(await readFile(`${folder}/.ledger/access.json`, 'utf8'));
  demand(access.apiUrl.endsWith(`:${port}`), `access.json names ${access.apiUrl}, not port ${port}`);
  const response = await fetch(`${access.apiUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${access.tokens.adviser}` },
    body: JSON.stringify({ query: '{ councils { key position } }' }),
  });
  const { data } = await response.json();
  return data.councils;
};

const startOnce = async (port) => {
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  let ended = null;
  const exited = new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      ended = code ?? signal;
      resolve();
    });
  });

  while (!output.includes('Ctrl-C stops everything')) {
    demand(ended === null, `npm start ended (${ended}) before it was up:\n${output}`);
    demand(performance.now() - began < FIRST_START_MS_MAX, `npm start was not up in time:\n${output}`);
    await pause(50);
  }
  const upMs = performance.now() - began;
  const councils = await ask(port);
  demand(
    councils.some(({ position }) => position >= SAMPLE_EVENTS_MIN),
    `the sample council is not there: ${JSON.stringify(councils)}`,
  );

  const stopping = performance.now();
  child.kill('SIGTERM');
  await Promise.race([exited, pause(STOP_MS_MAX)]);
  const stopMs = performance.now() - stopping;
  demand(ended !== null, `npm start did not stop within ${STOP_MS_MAX} ms`);
  while (performance.now() - stopping < STOP_MS_MAX) {
    const gone = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => false,
      () => true,
    );
    if (gone) return { upMs, stopMs, councils };
    await pause(50);
  }
  throw new Error(`port ${port} still answers ${STOP_MS_MAX} ms after the stop`);
};

const port = await freePort();
const first = await startOnce(port);
const second = await startOnce(port);
demand(
  JSON.stringify(first.councils) === JSON.stringify(second.councils),
  `the second start has other data: ${JSON.stringify([first.councils, second.councils])}`,
);
const seconds = (ms) => (ms / 1000).toFixed(1);
process.stdout.write(
  `first start ${seconds(first.upMs)} s, second ${seconds(second.upMs)} s, stop ${seconds(second.stopMs)} s\n`,
);
