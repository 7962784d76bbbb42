/** The rules on what is shown of the records around a plan: whoever may see a council sees them. */
import 'reflect-metadata';
import type { FieldRule } from '../field-rule.js';
import { whoSees } from '../field-rule.js';
import './board.types.js';
import { declaredFieldRules } from './object-type.js';

const connection = (name: string): Readonly<Record<string, Readonly<Record<string, FieldRule>>>> => ({
  [`${name}Connection`]: whoSees('edges pageInfo totalCount'),
  [`${name}Edge`]: whoSees('cursor node'),
});

export const planRecordFieldRules: Readonly<Record<string, Readonly<Record<string, FieldRule>>>> = {
  ...declaredFieldRules(),
  ...connection('Meeting'),
  RecordPayload: whoSees('event id madeId position userErrors'),
};

export const planRecordsOfCouncil: Readonly<Record<string, FieldRule>> = whoSees('bodies meetings');
