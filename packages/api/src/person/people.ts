/** The people whom one page names. Their names are read together, and only when one of them is asked for. */
import { personRegister } from '@improvement-ledger/projections';
import type { View } from '../view.js';
import { namesOf } from '../view.js';

export interface People {
  readonly view: View;
  readonly ids: readonly string[];
  names?: Promise<Map<string, string>>;
}

/** Somebody with the others on the page. */
export interface Named {
  readonly id: string;
  readonly people: People;
}

/** The name as known now; `null` when unknown or erased. */
export const nameOf = async ({ id, people }: Named): Promise<string | null> => {
  const { view, ids } = people;
  people.names ??= view.read([personRegister], async (tx) => namesOf(tx, view.tenant, ids));
  return (await people.names).get(id) ?? null;
};
