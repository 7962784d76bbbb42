/** From the words typed at the terminal to a command and its exit code. */
import { inspect, parseArgs } from 'node:util';
import type { Command, Given, QueueCommand } from './commands/command.js';
import { commands } from './commands/index.js';
import type { Environment } from './config.js';
import { databaseUrlFrom, projectorUrlFrom, queueHomeFrom } from './config.js';
import { withLedger } from './ledger.js';
import { withQueues } from './queues.js';
import { RefusedError } from './refused-error.js';
import type { Terminal } from './terminal.js';

const usage = (): string => {
  return [
    'Usage: npm run ledger -- <command>',
    '',
    ...Object.values(commands).flatMap((command) => [`  ${command.usage}`, `      ${command.does}`]),
    '',
    'With --help after it, a command tells more of itself.',
    'The ledger is the one at DATABASE_URL, else the one that npm start has running here; queues are found by REDIS_URL.',
  ].join('\n');
};

/** Carries out what was typed. Whatever goes wrong is a sentence on the terminal and an exit code. */
export const runCommandLine = async (
  words: readonly string[],
  env: Environment,
  terminal: Terminal,
): Promise<number> => {
  if (words.length === 0 || words[0] === '--help' || words[0] === '-h' || words[0] === 'help') {
    terminal.out(usage());
    return words.length === 0 ? 2 : 0;
  }
  try {
    const [name, command] = findCommand(words);
    if (words.includes('--help')) {
      const lines = [`Usage: npm run ledger -- ${command.usage}`, command.does, ...(command.help ?? [])];
      terminal.out(lines.join('\n'));
      return 0;
    }
    const given = parse(command, words.slice(name.split(' ').length));
    if ('runOnQueues' in command) {
      const home = queueHomeFrom(env);
      return await withQueues(home, async (desk) => command.runOnQueues(desk, given, terminal, home));
    }
    const url = command.connectsAs === 'projector' ? projectorUrlFrom(env) : databaseUrlFrom(env);
    return await withLedger(url, async (sql) => command.run(sql, given, terminal, queueHomeFrom(env)));
  } catch (error) {
    terminal.err(sentenceOf(error, env.LEDGER_DEBUG === '1'));
    return error instanceof RefusedError ? error.exitCode : 1;
  }
};

const findCommand = (words: readonly string[]): [string, Command | QueueCommand] => {
  const found = Object.entries(commands).find(
    ([name]) => name === words.slice(0, name.split(' ').length).join(' '),
  );
  if (found !== undefined) return found;
  throw new RefusedError(`There is no command "${words.slice(0, 2).join(' ')}".\n\n${usage()}`, 2);
};

const parse = (command: Command | QueueCommand, words: readonly string[]): Given => {
  const wrong = (message: string): RefusedError =>
    new RefusedError(`${message}\nUsage: npm run ledger -- ${command.usage}`, 2);
  const { values, positionals } = parsed(command, words, wrong);
  const missing = command.arguments.slice(positionals.length).filter((name) => !name.startsWith('['));
  if (missing.length > 0) throw wrong(`${missing.join(' and ')} is missing.`);
  if (positionals.length > command.arguments.length) {
    throw wrong(
      `"${positionals.slice(command.arguments.length).join(' ')}" is one word too many; is a quote missing?`,
    );
  }
  for (const [option, { required }] of Object.entries(command.options)) {
    if (required === true && values[option] === undefined) throw wrong(`--${option} is missing.`);
  }
  return {
    argument: (name) => positionals[command.arguments.indexOf(name)] ?? '',
    option: (name) => {
      const value = values[name];
      return typeof value === 'string' ? value : null;
    },
    flag: (name) => values[name] === true,
  };
};

const parsed = (
  command: Command | QueueCommand,
  words: readonly string[],
  wrong: (message: string) => RefusedError,
) => {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { type }]) => [name, { type }]),
  );
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    const { message } = error as Error;
    const valueless = /^Option '(?:-\w, )?(--[\w-]+).*argument (?:is ambiguous|missing)/.exec(message)?.[1];
    if (valueless !== undefined) {
      throw wrong(`${valueless} needs a value; one that begins with a dash is given as ${valueless}=VALUE.`);
    }
    throw wrong(`${message.split(/\. |\.?\n/)[0] ?? ''}.`);
  }
};

const sentenceOf = (error: unknown, debug: boolean): string => {
  if (!(error instanceof Error)) return String(error);
  const details = debug
    ? `\n${error.stack ?? ''}\n${error.cause === undefined ? '' : inspect(error.cause)}`
    : '';
  if (error instanceof RefusedError) return error.message + details;
  return debug
    ? details.trim()
    : `Something went wrong: ${error.message}. Set LEDGER_DEBUG=1 to see where it happened.`;
};
