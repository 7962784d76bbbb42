/** The `ledger` command: npm run ledger -- <command>. */
import { runCommandLine } from './command-line.js';
import { environment } from './config.js';

// A reader that has seen enough (`| head`) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), environment(), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  folder: process.cwd(),
});
