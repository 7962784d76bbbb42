import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from './folders.js';

const bootstrap = join(repositoryRoot, 'infra', 'bootstrap.mjs');

test('an unknown command is answered with the known ones, and nothing is installed', () => {
  const { status, stderr } = spawnSync(process.execPath, [bootstrap, 'dance'], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toBe('Say one of start, test, soak, bench, ledger: node infra/bootstrap.mjs start.\n');
});

test('a Node that is too old is told which one to install', () => {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.20.1' }); process.argv[2] = 'start'; await import('${bootstrap}')`;
  const args = ['--input-type=module', '-e', pretend, 'start'];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toBe('Node 18.20.1 is too old: install Node 20.19 or later, then try again.\n');
});
