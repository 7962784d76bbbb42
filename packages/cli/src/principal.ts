/** Who acts when the command line does: one service principal, the same on every machine. */
import type { Actor, Circumstances, Source } from '@improvement-ledger/domain';
import { newId } from './new-id.js';

export const commandLinePrincipal = {
  id: '0190c0de-0000-7000-8000-00000000c11e',
  name: 'Ledger command line',
} as const;

const commandLineActor: Actor = {
  kind: 'service',
  id: commandLinePrincipal.id,
  role: 'administrator',
};

/** The circumstances of one command given at the terminal; an import passes its own source and correlation. */
export const atTheTerminal = (
  source: Source = { channel: 'command-line', document: null, row: null },
  correlation = newId(),
): Omit<Circumstances, 'effectiveAt'> => ({
  actor: commandLineActor,
  onBehalfOf: null,
  reason: null,
  source,
  correlation,
  causation: null,
});
