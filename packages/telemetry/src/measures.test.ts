import { expect, test } from 'vitest';
import { openMeasures } from './measures.js';
import { appended, applied, carriedOut, transactionBegun } from './signals.js';

const told = () => {
  carriedOut.tell(() => ({ council: 'northmere', outcome: 'recorded', code: null, events: 3 }));
  carriedOut.tell(() => ({ council: 'northmere', outcome: 'refused', code: 'own-claim', events: 0 }));
  appended.tell(() => ({ commands: 5, durationMs: 4 }));
  transactionBegun.tell(() => ({ waitedMs: 2_000 }));
  applied.tell(() => ({ council: 'northmere', projections: ['a', 'b'], events: 3, durationMs: 7 }));
  applied.tell(() => ({ council: 'northmere', projections: ['a'], events: 2, durationMs: 7 }));
};

test('what the layers below tell is counted until nobody listens any more', async () => {
  const measures = openMeasures();
  told();
  measures.close();
  told();
  const text = await measures.registry.metrics();
  for (const line of [
    'ledger_appends_total{outcome="recorded"} 1',
    'ledger_appends_total{outcome="refused"} 1',
    'ledger_refusals_total{code="own-claim"} 1',
    'ledger_events_appended_total{council="northmere"} 3',
    'ledger_append_seconds_bucket{le="0.005"} 1',
    'ledger_append_group_commands_sum 5',
    'ledger_transaction_wait_seconds_sum 2',
    'ledger_projection_batch_seconds_count{projection="together"} 1',
    'ledger_projection_batch_seconds_count{projection="a"} 1',
    'ledger_projection_events_total{projection="a",council="northmere"} 5',
    'ledger_projection_events_total{projection="b",council="northmere"} 3',
  ]) {
    expect(text).toContain(line);
  }
});

test('nothing is made of what nobody listens to', () => {
  let made = 0;
  carriedOut.tell(() => {
    made += 1;
    return { council: 'northmere', outcome: 'recorded', code: null, events: 1 };
  });
  expect(made).toBe(0);
});
