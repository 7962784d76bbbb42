/**
 * One mutation for each thing that can be said of a record around a plan, made from a line of the list: its input type from
 * the fields, its resolver from the kind of record and the event. What is decided is decided in the domain.
 */
import type { EventType, PlanRecordEventType, PlanRecordKind, Refusal } from '@improvement-ledger/domain';
import { councilSubject, planSubject, refuse, streamOf } from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import { readEvent, readStreams } from '@improvement-ledger/event-store';
import type { ClassType } from 'type-graphql';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { v7 } from 'uuid';
import { carryOut, refusedPayload } from '../commands/carry-out.js';
import { councilIdOf } from '../commands/home.js';
import { ChangeInput, INPUT } from '../commands/input.types.js';
import { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import { maySee } from '../context.js';
import type { NodeKind } from '../ids.js';
import { globalId, refOfKind } from '../ids.js';
import type { MutationName } from '../rules.js';
import type { InputField, Within } from './input-fields.js';

// oxlint-disable-next-line typescript/no-explicit-any -- a list holds kinds of different events and relations.
type AnyKind = PlanRecordKind<any, any>;

/** By what a record is found or begun: the council's key, the global id of a plan or workstream, or the record's own. */
type Of = 'council' | 'plan' | 'workstream' | 'record';

export interface RecordMutation {
  readonly kind: AnyKind;
  /** The type of the record in the API; without one it has no global id. */
  readonly node?: NodeKind;
  readonly type: PlanRecordEventType;
  readonly of: Of;
  /** The field that is the record's id too: a setting of what has that id. */
  readonly keyedBy?: string;
  /** The field for which it makes an id: something within the record. */
  readonly makes?: string;
  readonly description: string;
  /** What the input is. */
  readonly input: string;
  readonly fields: Readonly<Record<string, InputField>>;
}

@ObjectType({ description: 'What became of a change to a record around a plan.' })
class RecordPayload extends MutationPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The record that was begun or changed: its global id, or its id where it has no global one.',
  })
  readonly id!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'What was begun within the record, such as a judgement of an inspection.',
  })
  readonly madeId!: string | null;
}

type Sent = ChangeInput & Readonly<Record<string, unknown>>;

const NOTHING = { id: null, madeId: null };
const payload = (
  { event, position, userErrors, changed }: MutationPayload,
  made: Pick<RecordPayload, 'id' | 'madeId'>,
): RecordPayload => ({ event, position, userErrors, changed, ...made });
const refused = (refusal: Refusal): RecordPayload => payload(refusedPayload(refusal), NOTHING);

/** The name and meaning of the field by which the record is found. */
const homeField = ({ of, kind, node }: RecordMutation): readonly [string, () => object, string] => {
  if (of === 'council') return ['council', () => String, "The council's key."];
  if (of === 'plan') return ['planId', () => ID, 'The plan.'];
  if (of === 'workstream') return ['workstreamId', () => ID, 'The workstream.'];
  return [
    kind.idField,
    () => ID,
    `The ${(node ?? kind.category).replaceAll(/(?<!^)[A-Z]/g, ' $&').toLowerCase()}.`,
  ];
};

const nodeOf = { plan: 'Plan', workstream: 'Workstream' } as const;

/** The first event of a stream, with its data. */
const beginning = async (
  context: ApiContext,
  tenant: string,
  stream: string,
): Promise<{ readonly type: EventType; readonly data: object } | null> =>
  context.read(async (tx) => (await readStreams(tx, tenant, [stream]))[0] ?? null);

const planIn = (data: object | undefined): string | null =>
  data !== undefined && 'planId' in data && typeof data.planId === 'string' ? data.planId : null;

interface Home extends Omit<Within, 'context'> {
  /** The record's id; `null` where it is to be begun. */
  readonly id: string | null;
}

/** Where the record is; a refusal where there is none that the caller may see. */
const homeOf = async (
  context: ApiContext,
  mutation: RecordMutation,
  input: Sent,
): Promise<Home | Refusal> => {
  const { of, kind, node } = mutation;
  const [field] = homeField(mutation);
  const sent = String(input[field]);
  if (of === 'council') {
    if (!maySee(context, sent)) return refuse('council-not-found', 'council');
    const council = await context.read(async (tx) => councilIdOf(tx, sent));
    return { tenant: sent, planId: null, subject: councilSubject(council), id: null };
  }
  const ref = refOfKind(sent, of === 'record' ? (node ?? 'Change') : nodeOf[of]);
  const gone =
    of === 'record' ? 'record-not-found' : of === 'plan' ? 'plan-not-found' : 'workstream-not-found';
  if (ref === null || !maySee(context, ref.tenant)) return refuse(gone, field);
  const { tenant, key } = ref;
  if (of === 'plan') return { tenant, planId: key, subject: planSubject(key), id: null };
  const begun = await beginning(context, tenant, streamOf(of === 'record' ? kind.category : of, key));
  if (begun === null) return refuse(gone, field);
  const planId = planIn(begun.data);
  const about =
    planId === null
      ? councilSubject(await context.read(async (tx) => councilIdOf(tx, tenant)))
      : planSubject(planId);
  return { tenant, planId, subject: about, id: of === 'record' ? key : null };
};

const carry = async (
  context: ApiContext,
  name: MutationName,
  mutation: RecordMutation,
  input: Sent,
): Promise<RecordPayload> => {
  const home = await homeOf(context, mutation, input);
  if ('code' in home) return refused(home);
  const { kind, type, fields, keyedBy, makes, of } = mutation;
  const data: Record<string, unknown> = {};
  const before: Step[] = [];
  for (const [field, { read }] of Object.entries(fields)) {
    const reading = await read(input[field], field, { context, ...home });
    if ('code' in reading) return refused(reading);
    data[field] = reading.value;
    before.push(...(reading.before ?? []));
  }
  if (of === 'workstream') data['workstreamId'] = refOfKind(String(input['workstreamId']), 'Workstream')?.key;
  if (makes !== undefined) data[makes] = v7();
  if (home.planId !== null) data['planId'] ??= home.planId;
  const id = home.id ?? (keyedBy === undefined ? v7() : String(data[keyedBy]));
  data[kind.idField] = id;
  const steps: Step[] = [{ aggregate: kind, id, command: { type: 'RecordFact', fact: { type, data } } }];
  const { tenant, subject } = home;
  const done = await carryOut(context, { mutation: name, tenant, subject, id, before, steps, input });
  return payload(done, await madeBy(context, mutation, tenant, done.event?.position ?? null));
};

/** What the event is of: also of a command sent again, which made it under the ids of the first time. */
const madeBy = async (
  context: ApiContext,
  { node, kind, makes }: RecordMutation,
  tenant: string,
  position: number | null,
): Promise<Pick<RecordPayload, 'id' | 'madeId'>> => {
  const event = position === null ? null : await context.read(async (tx) => readEvent(tx, tenant, position));
  if (event === null) return NOTHING;
  const data = event.data as Readonly<Record<string, unknown>>;
  const id = String(data[kind.idField]);
  return {
    id: node === undefined ? id : globalId(node, tenant, id),
    madeId: makes === undefined ? null : String(data[makes]),
  };
};

const inputType = (name: string, mutation: RecordMutation): ClassType<ChangeInput> => {
  class Input extends ChangeInput {}
  const declare = (field: string, of: () => unknown, description: string, isOptional = false): void => {
    Field(of as () => StringConstructor, { description, nullable: isOptional })(Input.prototype, field);
  };
  declare(...homeField(mutation));
  for (const [field, { of, description, isOptional }] of Object.entries(mutation.fields)) {
    declare(field, of, description, isOptional);
  }
  InputType(`${name.charAt(0).toUpperCase()}${name.slice(1)}Input`, { description: mutation.input })(Input);
  return Input;
};

/** The resolver of a list of mutations. */
export const recordMutations = (list: Readonly<Partial<Record<MutationName, RecordMutation>>>): ClassType => {
  // oxlint-disable-next-line typescript/no-extraneous-class -- decorators take a class; its methods follow.
  class Mutations {}
  for (const [name, mutation] of Object.entries(list)) {
    const input = inputType(name, mutation);
    const method = async (sent: Sent, context: ApiContext): Promise<RecordPayload> =>
      carry(context, name as MutationName, mutation, sent);
    const place = Mutations.prototype as Record<string, unknown>;
    place[name] = method;
    Arg('input', () => input, INPUT)(Mutations.prototype, name, 0);
    Ctx()(Mutations.prototype, name, 1);
    const descriptor = Object.getOwnPropertyDescriptor(Mutations.prototype, name) ?? {};
    Mutation(() => RecordPayload, { description: mutation.description })(
      Mutations.prototype,
      name,
      descriptor,
    );
  }
  Resolver()(Mutations);
  return Mutations;
};
