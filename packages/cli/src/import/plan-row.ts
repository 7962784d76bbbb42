/** One row of the document: a new action, or what has changed on one that the ledger knows. */
import type { Due, Owners } from '@improvement-ledger/domain';
import { action, personSubject, planSubject, same, seal, textOf } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import type { ProposedAction } from '@improvement-ledger/importer';
import { newId } from '../new-id.js';
import type { NewPerson } from '../new-person.js';
import type { Edition } from './edition.js';
import { shortened } from './edition.js';
import type { ExistingAction } from './existing-plan.js';
import { evened } from './existing-plan.js';
import type { ImportStep, Remark } from './import-step.js';

export interface Row {
  readonly row: ProposedAction;
  readonly planId: string;
  readonly edition: Edition;
  readonly personIdOf: (name: string) => string;
}
interface Planned {
  readonly steps: readonly ImportStep[];
  readonly remarks: readonly Remark[];
}
interface Status {
  readonly rag?: string | null;
  readonly narrative?: string;
}

/** A row that the ledger does not know: an action, and how it stands where the document says so. */
export const addRow = (
  given: Row,
  place: {
    readonly workstreamId: string;
    readonly commitmentId: string;
    readonly reference: string;
    readonly place: number;
  },
): Planned => {
  const { row, planId, edition } = given;
  const actionId = newId();
  const { owners, people } = ownersOf(given);
  const added: ImportStep = {
    what: 'action',
    row: row.row,
    step: step(action, actionId, {
      type: 'AddAction',
      planId,
      actionId,
      ...place,
      title: seal(planSubject(planId), row.title),
      due: dueOf(given),
      owners,
      cells: cellsOf(given),
    }),
    people,
    key: `import:${planId}:action:${edition.hash}:${row.row}`,
    reason: null,
    line: `ActionAdded ${place.reference} "${shortened(row.title)}", due ${orNothing(row.dueAsWritten)}, owners ${orNothing(row.ownersAsWritten)}`,
  };
  return { steps: [added, ...firstStatus(given, actionId)], remarks: [] };
};

/** How the action stands, where its first row says so. The row as printed went in with the action and is not repeated. */
const firstStatus = (given: Row, actionId: string): readonly ImportStep[] => {
  const { rag, statusUpdate } = given.row;
  const status: Status = {
    ...(rag === null ? {} : { rag }),
    ...(evened(statusUpdate) === '' ? {} : { narrative: statusUpdate ?? '' }),
  };
  return isEmpty(status) ? [] : [statusStep(given, actionId, status, false)];
};

/** A row that the ledger knows, compared with how the action stood when this edition took effect. */
export const changeRow = (given: Row, known: ExistingAction): Planned => {
  const { row, edition } = given;
  if (known.from > edition.dayEnd) {
    const message = `The ledger has this action from ${known.from.slice(0, 10)}, after this document took effect.`;
    return { steps: [], remarks: [{ severity: 'refused', row: row.row, column: null, message }] };
  }
  // What this very edition said was taken in before; if it was corrected since, the document does not undo that.
  const said = known.recordedFrom(edition.hash, edition.effective);
  if (said.has('ActionAdded')) {
    return { steps: said.has('ActionStatusRecorded') ? [] : firstStatus(given, known.id), remarks: [] };
  }
  const then = known.at(edition.dayEnd);
  const steps: ImportStep[] = [];
  const remarks: Remark[] = [];
  const status = changedStatus(row, then.rag, textOf(then.narrative));
  if (!isEmpty(status) && !said.has('ActionStatusRecorded'))
    steps.push(statusStep(given, known.id, status, true));
  if (evened(row.statusUpdate) === '' && evened(textOf(then.narrative)) !== '') {
    const message = 'The document no longer says how the action stands; the last words stay.';
    remarks.push({ severity: 'note', row: row.row, column: 'Status update', message });
  }
  const { owners, people } = ownersOf(given);
  if (!said.has('ActionOwnerReassigned') && differs(row.ownersAsWritten, then.owners, owners)) {
    steps.push({
      ...changeOf(given, 'owners', people),
      step: step(action, known.id, {
        type: 'ReassignOwner',
        planId: given.planId,
        actionId: known.id,
        owners,
      }),
      line: `ActionOwnerReassigned ${known.reference} to ${orNothing(row.ownersAsWritten)}`,
    });
  }
  const due = dueOf(given);
  if (!said.has('ActionDueDateChanged') && differs(row.dueAsWritten, then.due, due)) {
    steps.push({
      ...changeOf(given, 'due', []),
      step: step(action, known.id, { type: 'ChangeDueDate', planId: given.planId, actionId: known.id, due }),
      line: `ActionDueDateChanged ${known.reference} from ${orNothing(textOf(then.due?.asWritten))} to ${orNothing(row.dueAsWritten)}`,
    });
  }
  return { steps, remarks };
};

const changedStatus = (row: ProposedAction, rag: string | null, narrative: string | null): Status => {
  // A cell that could not be read as a rating says nothing; an empty one says that there is none.
  const says = row.rag !== null || evened(row.ragAsWritten) === '';
  const words = evened(row.statusUpdate);
  return {
    ...(says && row.rag !== rag ? { rag: row.rag } : {}),
    ...(words !== '' && words !== evened(narrative) ? { narrative: row.statusUpdate ?? '' } : {}),
  };
};

/** The cell as written decides, so that a better understanding of the same words is not taken for a change. */
const differs = <Value extends Due | Owners>(
  written: string | null,
  then: Value | null,
  now: Value,
): boolean => {
  const before = textOf(then?.asWritten);
  return before === null && evened(written) !== '' ? !same(then, now) : evened(before) !== evened(written);
};

const isEmpty = ({ rag, narrative }: Status): boolean => rag === undefined && narrative === undefined;

const changeOf = ({ row, edition }: Row, what: 'owners' | 'due', people: readonly NewPerson[]) => ({
  what,
  row: row.row,
  people,
  key: null,
  reason: `Changed in ${edition.fileName}, row ${row.row}`,
});

const statusStep = (given: Row, actionId: string, status: Status, withCells: boolean): ImportStep => {
  const { row, planId } = given;
  const { rag, narrative } = status;
  const says = [
    ...(rag === undefined ? [] : [rag ?? 'no rating']),
    ...(narrative === undefined ? [] : [`"${shortened(narrative)}"`]),
  ];
  return {
    what: 'status',
    row: row.row,
    step: step(action, actionId, {
      type: 'RecordStatus',
      onlyIfChanged: true,
      planId,
      actionId,
      ...(rag === undefined ? {} : { rag }),
      ...(narrative === undefined ? {} : { narrative: seal(planSubject(planId), narrative) }),
      ...(withCells ? { cells: cellsOf(given) } : {}),
    }),
    people: [],
    key: null,
    reason: null,
    line: `ActionStatusRecorded ${says.join(', ')}`,
  };
};

const ownersOf = ({
  row,
  planId,
  personIdOf,
}: Row): { readonly owners: Owners; readonly people: NewPerson[] } => {
  const people: NewPerson[] = [];
  const list = row.owners.map(({ kind, part, name, post }) => {
    const personId = kind === 'person' ? personIdOf(name) : null;
    if (personId !== null) people.push({ id: personId, name });
    const subject = personId === null ? planSubject(planId) : personSubject(personId);
    return {
      kind,
      part,
      personId,
      name: seal(subject, name),
      post: post === null ? null : seal(subject, post),
    };
  });
  return { owners: { asWritten: written(planId, row.ownersAsWritten), list }, people };
};

const dueOf = ({ row, planId }: Row): Due => ({
  asWritten: written(planId, row.dueAsWritten),
  meaning: row.due,
});

const cellsOf = ({ row, planId }: Row) =>
  seal(
    planSubject(planId),
    row.cells.map(({ column, text }) => ({ column, text })),
  );

const written = (planId: string, text: string | null) =>
  evened(text) === '' ? null : seal(planSubject(planId), text ?? '');

const orNothing = (text: string | null): string =>
  evened(text) === '' ? 'not stated' : `"${shortened(text ?? '')}"`;
