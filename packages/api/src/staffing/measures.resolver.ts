/** The measures of one count of recruitment churn: only those are worked out that are asked for. */
import type { MeasureName } from '@improvement-ledger/domain';
import { incompleteMeasure, measureNames, measureOf } from '@improvement-ledger/domain';
import { Arg, FieldResolver, Resolver, Root } from 'type-graphql';
import { apiError } from '../errors.js';
import { MeasureType, RecruitmentChurnType } from './churn.types.js';
import { MeasureNameEnum } from './staffing.enums.js';

@Resolver(() => RecruitmentChurnType)
export class MeasuresResolver {
  @FieldResolver(() => [MeasureType], {
    description: 'The measures that follow; by employment those that take neither posts nor other terms.',
  })
  measures(
    @Root() { counted: { churn, known, names } }: RecruitmentChurnType,
    @Arg('names', () => [MeasureNameEnum], {
      nullable: true,
      description: 'Only these, in the order in which all are given; all, unless given.',
    })
    asked?: MeasureName[] | null,
  ): MeasureType[] {
    if ((asked?.length ?? 0) > measureNames.length) {
      throw apiError('BAD_USER_INPUT', 'names holds a measure twice. Name each once.', 'names');
    }
    return names
      .filter((name) => asked?.includes(name) ?? true)
      .map((name) => ({
        ...measureOf(name, churn),
        incomplete: incompleteMeasure(name, churn, known),
      }));
  }
}
