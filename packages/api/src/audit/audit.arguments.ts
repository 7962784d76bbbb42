/** What may be asked of audits. */
import type { AuditSource, AuditTheme } from '@improvement-ledger/domain';
import { ArgsType, Field, ID } from 'type-graphql';
import { PageArguments } from '../connection.js';
import { MONTHS_MAX } from '../limits.js';
import { EffectiveTimeScalar } from '../scalars.js';
import type { OutcomeBy } from './audit.enums.js';
import { AuditSourceEnum, AuditThemeEnum, OutcomeByEnum } from './audit.enums.js';

@ArgsType()
export class MonthsArguments {
  @Field(() => EffectiveTimeScalar, {
    nullable: true,
    description: `The first month, \`2015-07\`; unless given, eleven months before the last. At most ${MONTHS_MAX} months.`,
  })
  readonly from?: string | null;

  @Field(() => EffectiveTimeScalar, {
    nullable: true,
    description: 'The last month; unless given, that of the point asked about.',
  })
  readonly to?: string | null;
}

@ArgsType()
export class PagedMonthsArguments extends PageArguments {
  @Field(() => EffectiveTimeScalar, {
    nullable: true,
    description: `The first month, \`2015-07\`; unless given, eleven months before the last. At most ${MONTHS_MAX} months.`,
  })
  readonly from?: string | null;

  @Field(() => EffectiveTimeScalar, {
    nullable: true,
    description: 'The last month; unless given, that of the point asked about.',
  })
  readonly to?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only audits of this programme.' })
  readonly programmeId?: string | null;
}

@ArgsType()
export class OutcomesArguments extends PagedMonthsArguments {
  @Field(() => [OutcomeByEnum], {
    defaultValue: [],
    description: 'By what is counted; all together, unless given.',
  })
  readonly by!: OutcomeBy[];

  @Field(() => AuditSourceEnum, { nullable: true, description: 'Only audits by these staff.' })
  readonly source?: AuditSource | null;

  @Field(() => ID, { nullable: true, description: "Only audits of this team's work." })
  readonly teamId?: string | null;

  @Field(() => AuditThemeEnum, { nullable: true, description: 'Only audits of this theme.' })
  readonly theme?: AuditTheme | null;
}

@ArgsType()
export class AuditsArguments extends PageArguments {
  @Field(() => ID, { nullable: true, description: 'Only those of this programme.' })
  readonly programmeId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only those of this team's work." })
  readonly teamId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only those of this worker's work." })
  readonly workerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those by this auditor.' })
  readonly auditorId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those of this case.' })
  readonly case?: string | null;

  @Field(() => EffectiveTimeScalar, { nullable: true, description: 'Only those planned for this month.' })
  readonly month?: string | null;
}
