// The one entry of `npm start`, `npm test`, `npm run ledger`, `npm run soak` and `npm run bench`. It needs Node alone: it installs the
// packages when they are missing or changed, builds, and goes on in the same process, so that signals and exit codes
// need no passing on.
/* Plain JavaScript, in no tsconfig, for it runs before there is a compiler: the linter knows no types here. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const path = (...parts) => join(root, ...parts);
const packageManager = 'pnpm@12.21.0';
const stampFile = path('node_modules', '.installed-lock');

/** What a person is told in a sentence; anything else is a fault of ours, and shows where. */
class Failed extends Error {
  exitCode = 1;
}

const commands = {
  start: async () => {
    await prepare({ alwaysBuild: true });
    await go(path('infra', 'dist', 'start.js'), []);
  },
  test: async (args) => {
    await prepare({ alwaysBuild: true });
    await runTests(args);
  },
  soak: async (args) => {
    await prepare({ alwaysBuild: true });
    process.env.LEDGER_SOAK = '1';
    await runTests(args);
  },
  bench: async (args) => {
    await prepare({ alwaysBuild: true });
    await go(path('bench', 'dist', 'main.js'), args);
  },
  // Speaks only when it has to: its output is often read by a script.
  ledger: async (args) => {
    await prepare({ alwaysBuild: false });
    // npm moves to the repository; the files a person names are where the command was typed.
    if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
    await go(path('packages', 'cli', 'dist', 'main.js'), args);
  },
};

/**
 * npm hands a signal to the shell that it started us with, and that shell dies of it without a word to us. A new
 * parent is the only sign, and it means: stop.
 */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 300);
  watch.unref();
}

const [name, ...given] = process.argv.slice(2);
stopWithNpm();
try {
  assertNode(process.versions.node);
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
  if (!command)
    throw new Failed(`Say one of ${Object.keys(commands).join(', ')}: node infra/bootstrap.mjs start.`);
  await command(given);
} catch (error) {
  if (!(error instanceof Failed)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}

function assertNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Failed(`Node ${version} is too old: install Node 20.19 or later, then try again.`);
}

async function prepare({ alwaysBuild }) {
  const installed = await install();
  const built = existsSync(path('packages', 'cli', 'dist', 'main.js'));
  if (alwaysBuild || installed || !built) await build();
}

/** Only when node_modules is missing or the lock changed since: the stamp holds the hash of the lock it was made from. */
async function install() {
  const hash = createHash('sha256')
    .update(readFileSync(path('pnpm-lock.yaml')))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return false;
  const first = existsSync(path('node_modules')) ? 'they changed' : 'first run only';
  process.stderr.write(`Installing packages (${first}) …\n`);
  const begun = Date.now();
  const { code, output } = await capture('npx', ['-y', packageManager, 'install', '--frozen-lockfile'], {
    // CI: pnpm asks no question. The rest: an unreachable registry is given up on within seconds, not minutes.
    CI: 'true',
    npm_config_fetch_retries: '1',
    npm_config_fetch_retry_mintimeout: '1000',
    npm_config_fetch_timeout: '60000',
  });
  if (code !== 0) throw new Failed(installFailure(output));
  writeFileSync(stampFile, hash);
  process.stderr.write(`Packages installed in ${seconds(begun)}.\n`);
  return true;
}

function installFailure(output) {
  const last = output.trim().split('\n').slice(-15).join('\n');
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|META_FETCH_FAIL|FETCH_ERROR|network/i.test(
      output,
    )
  ) {
    return `${last}\nThe npm registry cannot be reached: check the network or the npm proxy settings, then try again.`;
  }
  if (/ENOSPC|No space left/i.test(output))
    return `${last}\nThe disk is full: free some space, then try again.`;
  if (/OUTDATED_LOCKFILE/.test(output)) {
    return `${last}\npnpm-lock.yaml does not match the packages' own lists: run "npx -y ${packageManager} install".`;
  }
  return `${last}\nThe packages could not be installed: the reason stands above.`;
}

async function build() {
  // Incremental: a build with nothing to do takes a fraction of a second.
  const { code, output } = await capture(
    process.execPath,
    [path('node_modules', 'typescript', 'bin', 'tsc'), '-b'],
    {},
  );
  if (code !== 0)
    throw new Failed(`${output.trim()}\nThe build failed: mend what stands above, then try again.`);
}

async function runTests(args) {
  process.chdir(root);
  await go(path('node_modules', 'vitest', 'vitest.mjs'), ['run', ...args]);
}

/** Goes on as that script, as though Node had been started with it. */
async function go(script, args) {
  if (!existsSync(script))
    throw new Failed(`${script} is missing: run "npx -y ${packageManager} build", then try again.`);
  process.argv = [process.argv[0], script, ...args];
  await import(pathToFileURL(script).href);
}

/** Runs a step to its end. A signal to us ends it, and whatever it started, first. */
function capture(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    child.stdout.on('data', (bytes) => (output += bytes));
    child.stderr.on('data', (bytes) => (output += bytes));
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const pass = (signal) => {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // It has just ended.
      }
      process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    for (const signal of signals) process.on(signal, pass);
    const end = () => signals.forEach((signal) => process.off(signal, pass));
    child.once('error', (error) => {
      end();
      const missing = error.code === 'ENOENT';
      reject(
        new Failed(missing ? `${command} is not on the PATH: install npm, then try again.` : error.message),
      );
    });
    child.once('close', (code) => {
      end();
      resolve({ code: code ?? 1, output });
    });
  });
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
