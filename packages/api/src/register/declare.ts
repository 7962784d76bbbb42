/**
 * How a register comes to have mutations and types: from a list of fields, each with its description. A mutation of a
 * register names the command and the fields that it takes; what they are called in the event they are called here.
 */
import type { Refusal, SealedText } from '@improvement-ledger/domain';
import { seal } from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import type { ClassType } from 'type-graphql';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { v7 } from 'uuid';
import { OfCouncilInput } from '../access/access.inputs.js';
import { changeCouncil } from '../access/of-council.js';
import { refusedPayload } from '../commands/carry-out.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import type { MutationName } from '../rules.js';
import { DateScalar } from '../scalars.js';
import { RegisterPayload } from './payload.types.js';

type TypeOf = Parameters<typeof Field>[0] & (() => unknown);

/** One field of an input or of a type. */
export interface RegisterField {
  readonly type: TypeOf;
  readonly description: string;
  readonly nullable: boolean;
  /** What it is in the event, where that is not the value itself; `subject` is whom or what a text is about. */
  readonly toData: (value: unknown, subject: string) => unknown;
}
export type RegisterFields = Readonly<Record<string, RegisterField>>;

const asItIs = (value: unknown): unknown => value;
const sealedText = (value: unknown, subject: string): SealedText => seal(subject, value as string);

/** A field of a type of the schema. */
export const of = (
  type: () => unknown,
  description: string,
  toData: RegisterField['toData'] = asItIs,
): RegisterField => ({
  type: type as TypeOf,
  description,
  nullable: false,
  toData,
});
export const text = (description: string): RegisterField => of(() => String, description, sealedText);
/** A text that is a code, and stands open in the event. */
export const code = (description: string): RegisterField => of(() => String, description);
export const id = (description: string): RegisterField => of(() => ID, description);
export const int = (description: string): RegisterField => of(() => Int, description);
export const flag = (description: string): RegisterField => of(() => Boolean, description);
export const date = (description: string): RegisterField => of(() => DateScalar, description);
export const optional = (field: RegisterField): RegisterField => ({ ...field, nullable: true });

// oxlint-disable-next-line typescript/no-extraneous-class -- its fields are declared one by one.
const emptyClass = (): ClassType => class {};

const fieldsOn = (target: object, fields: RegisterFields): void => {
  for (const [name, { type, description, nullable }] of Object.entries(fields)) {
    Field(type, { description, nullable })(target, name);
  }
};

/** The data that an input of these fields comes to. */
export const dataOf = (
  fields: RegisterFields,
  input: object,
  subject: string,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { toData }]) => {
      const value = (input as Readonly<Record<string, unknown>>)[name] ?? null;
      return [name, value === null ? null : toData(value, subject)];
    }),
  );

/** An input type of these fields; for one within another, `Base` has none. */
export const declareInput = (
  name: string,
  description: string,
  fields: RegisterFields,
  Base: ClassType = emptyClass(),
): ClassType => {
  const Input = class extends Base {};
  fieldsOn(Input.prototype, fields);
  InputType(name, { description })(Input);
  return Input;
};

/** A type of answers, of these fields. */
export const declareType = (name: string, description: string, fields: RegisterFields): ClassType => {
  const Type = emptyClass();
  fieldsOn(Type.prototype, fields);
  ObjectType(name, { description })(Type);
  return Type;
};

/** A mutation of a register. */
export interface RegisterChange {
  readonly description: string;
  /** What its input is. */
  readonly about: string;
  /** The register, with the name of the field that names its records. */
  readonly aggregate: Step['aggregate'] & { readonly id: string };
  readonly command: string;
  /** The field whose id is new, and which the answer tells; the record itself where that begins with it. */
  readonly makes?: string;
  /** The id that is not new but follows from what is said. */
  readonly named?: (input: Readonly<Record<string, unknown>>) => string;
  readonly fields: RegisterFields;
  /** What the fields come to, where an event has others. */
  readonly complete?: (data: Readonly<Record<string, unknown>>, council: string) => object;
}

/** What an input cannot mean, whatever stands in the record. */
export class RefusedInput extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const stepOf = (
  { aggregate, command, makes, named, fields, complete = asItIs as never }: RegisterChange,
  input: OfCouncilInput,
  council: string,
) => {
  const asked = input as unknown as Readonly<Record<string, unknown>>;
  const made: Readonly<Record<string, string>> =
    makes === undefined || named !== undefined ? {} : { [makes]: v7() };
  const recordId = named?.(asked) ?? (asked[aggregate.id] as string | undefined) ?? made[aggregate.id] ?? '';
  const completed = complete(dataOf(fields, input, council), input.council);
  const data = { ...completed, [aggregate.id]: recordId, ...made };
  return {
    step: { aggregate, id: recordId, command: { type: command, ...data } },
    id: made[makes ?? ''] ?? recordId,
  };
};

const expectedVersion = optional(
  int('The version of the record that you saw; the change is refused when somebody else was first.'),
);

/** A resolver of these mutations. */
export const declareChanges = (
  changes: Readonly<Partial<Record<MutationName, RegisterChange>>>,
): ClassType => {
  const Mutations = emptyClass();
  for (const [name, change] of Object.entries(changes) as [MutationName, RegisterChange][]) {
    const isNew = change.makes === change.aggregate.id;
    const fields = isNew ? change.fields : { ...change.fields, expectedVersion };
    const Input = declareInput(`${capital(name)}Input`, change.about, fields, OfCouncilInput);
    const method = async (input: OfCouncilInput, context: ApiContext): Promise<MutationPayload> =>
      changeCouncil(context, name, input, ({ council }) => stepOf(change, input, council)).catch(
        (error: unknown) => {
          if (error instanceof RefusedInput) return refusedPayload(error.refusal);
          throw error;
        },
      );
    Object.defineProperty(Mutations.prototype, name, { value: method });
    Mutation(() => RegisterPayload, { description: change.description })(Mutations.prototype, name, {});
    Arg('input', () => Input, INPUT)(Mutations.prototype, name, 0);
    Ctx()(Mutations.prototype, name, 1);
  }
  Resolver()(Mutations);
  return Mutations;
};
