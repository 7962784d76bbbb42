import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

type Counted = 'passed' | 'failed' | 'skipped';

/** Ends a run with one line that scripts can read: `12 passed, 0 failed, 1 skipped`. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly unknown[],
    _reason: TestRunEndReason,
  ): void {
    const line = summaryLine(modules, unhandled.length);
    // At the very end, below what the other reporters and the tear-down say.
    process.once('exit', () => process.stdout.write(`\n${line}\n`));
  }
}

function summaryLine(modules: readonly TestModule[], unhandled: number): string {
  const counts: Record<Counted, number> = { passed: 0, failed: unhandled, skipped: 0 };
  for (const module of modules) {
    const before = counts.failed;
    for (const test of module.children.allTests()) {
      const state = test.result().state;
      // One that never got an answer did not pass.
      counts[state === 'pending' ? 'failed' : state] += 1;
    }
    // A file that could not be loaded has no test to count, and is a failure all the same.
    if (module.state() === 'failed' && counts.failed === before) counts.failed += 1;
  }
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}
