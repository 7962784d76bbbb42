/** The resolvers of all registers, which the schema takes in. */
import { AuditMutations } from '../audit/audit.changes.js';
import { AuditResolver } from '../audit/audit.resolver.js';
import { IndicatorMutations } from '../indicator/indicator.changes.js';
import {
  ActionIndicatorsResolver,
  CouncilIndicatorsResolver,
  IndicatorLinkResolver,
  IndicatorResolver,
} from '../indicator/indicator.resolver.js';
import { SmallRegisterMutations } from '../registers/small.changes.js';
import { FeedbackSummaryResolver, SmallRegistersResolver } from '../registers/small.resolver.js';
import { RegisterPayloadResolver } from './payload.types.js';

export const registerResolvers = [
  ActionIndicatorsResolver,
  AuditMutations,
  AuditResolver,
  CouncilIndicatorsResolver,
  IndicatorLinkResolver,
  IndicatorMutations,
  IndicatorResolver,
  RegisterPayloadResolver,
  FeedbackSummaryResolver,
  SmallRegisterMutations,
  SmallRegistersResolver,
] as const;
