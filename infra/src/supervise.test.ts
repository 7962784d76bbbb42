import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startChildPart, type StartingPart } from './child-part.js';
import { repositoryRoot } from './folders.js';
import { messageOf, supervise, type Part } from './supervise.js';
import { temporaryHome } from './testing/temporary-home.js';

const fixture = join(repositoryRoot, 'infra', 'src', 'testing', 'fixtures', 'part.mjs');

function part(home: string, name: string, mood = 'calm', script = fixture): StartingPart {
  const env = { PATH: process.env['PATH'] ?? '', MOOD: mood };
  return startChildPart({ name, script, env, logPath: join(home, `${name}.log`) });
}

async function ended(parts: StartingPart[]): Promise<void> {
  // Stopping again returns at once when it has ended; it would wait otherwise.
  await Promise.all(parts.map((each) => each.stop()));
}

test('a signal stops every part, after three seconds also one that does not listen, and exits 0', async () => {
  const home = temporaryHome();
  const signals = new EventEmitter();
  const lines: string[] = [];
  const parts = [part(home, 'calm'), part(home, 'deaf', 'deaf')];
  const order: string[] = [];
  const first: Part = {
    name: 'store',
    logPath: '',
    crashed: new Promise(() => undefined),
    stop: async () => void order.push('store'),
  };
  const done = supervise({ onLine: (line) => lines.push(line), signals }, async (keep) => {
    keep(first);
    keep(
      ...parts.map((each) => ({ ...each, stop: () => each.stop().then(() => void order.push(each.name)) })),
    );
    await Promise.all(parts.map((each) => each.ready));
    signals.emit('ready');
  });
  await new Promise((resolve) => signals.once('ready', resolve));
  const begun = Date.now();
  signals.emit('SIGTERM');
  expect(await done).toBe(0);
  const tookMs = Date.now() - begun;
  expect(tookMs).toBeGreaterThanOrEqual(2_900);
  expect(tookMs).toBeLessThan(8_000);
  expect(order).toEqual(['calm', 'deaf', 'store']);
  expect(lines).toEqual(['Stopping …', 'Stopped.']);
});

test('a part that crashes is named with its last lines, the rest are stopped, and the code is not 0', async () => {
  const home = temporaryHome();
  const lines: string[] = [];
  const parts = [part(home, 'steady'), part(home, 'fragile', 'crash')];
  const code = await supervise(
    { onLine: (line) => lines.push(line), signals: new EventEmitter() },
    async (keep) => {
      keep(...parts);
    },
  );
  expect(code).toBe(1);
  expect(lines.join('\n')).toMatch(
    /fragile ended by itself: read .*fragile\.log.*the last thing that it said/s,
  );
  expect(lines.at(-1)).toBe('Everything else was stopped.');
  await ended(parts);
});

test('a part that never comes up ends the start', async () => {
  const home = temporaryHome();
  const lines: string[] = [];
  const missing = fileURLToPath(new URL('./no-such-file.js', import.meta.url));
  const parts = [part(home, 'absent', 'calm', missing)];
  const code = await supervise(
    { onLine: (line) => lines.push(line), signals: new EventEmitter() },
    async (keep) => {
      keep(...parts);
      await parts[0]?.ready;
    },
  );
  expect(code).toBe(1);
  expect(lines.join('\n')).toMatch(/absent ended by itself.*Cannot find module/s);
});

test('a start that fails stops what it had started, and says why', async () => {
  const home = temporaryHome();
  const lines: string[] = [];
  const started = part(home, 'calm');
  const code = await supervise(
    { onLine: (line) => lines.push(line), signals: new EventEmitter() },
    async (keep) => {
      keep(started);
      await started.ready;
      throw new Error('The database said no: ask it nicely.');
    },
  );
  expect(code).toBe(1);
  expect(lines).toEqual(['The database said no: ask it nicely.', 'Everything else was stopped.']);
});

test('a home that cannot be made is named, with the variable that moves it', () => {
  const home = join(fixture, 'home');
  let said = '';
  try {
    mkdirSync(home, { recursive: true });
  } catch (error) {
    said = messageOf(error);
  }
  expect(said).toBe(
    `${home} cannot be written (ENOTDIR): set LEDGER_HOME to a folder that this user may write.`,
  );
});
