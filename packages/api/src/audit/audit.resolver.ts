/** The audits of a council, and what they come to. Which roles may ask stands in `rules.ts`. */
import type { AuditEventType } from '@improvement-ledger/domain';
import { gradeAgreementOf, isMonthOver, percentIn } from '@improvement-ledger/domain';
import type { SecondLook } from '@improvement-ledger/projections';
import { recordPageAt, registerEntries, secondLooksAt } from '@improvement-ledger/projections';
import { Arg, Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { checkFirst, connectionOf, PageArguments, pageOf } from '../connection.js';
import { CouncilType } from '../council/council.types.js';
import { checkUuid } from '../ids.js';
import { monthsAsked } from '../months.js';
import { forbidden, hasRole } from '../permission.js';
import type { People } from '../person/people.js';
import { cursorOfRoot, rootOfCursor } from '../register/cursor.js';
import { quality } from '../register/register-rules.js';
import {
  AuditsArguments,
  MonthsArguments,
  OutcomesArguments,
  PagedMonthsArguments,
} from './audit.arguments.js';
import {
  AgreementType,
  AuditConnection,
  AuditProgrammeType,
  CompletionConnection,
  InadequateCaseConnection,
  OutcomeConnection,
} from './audit.types.js';
import { inadequateCasesIn } from './cases.js';
import { completionOf, outcomeCells } from './outcomes.js';
import type { AuditRecord } from './present.js';
import { presentAudits, presentProgramme, programmesIn } from './present.js';

const base64 = ({ key }: { readonly key: string }): string => Buffer.from(key).toString('base64url');

@Resolver(() => CouncilType)
export class AuditResolver {
  @FieldResolver(() => [AuditProgrammeType], {
    nullable: true,
    description: 'Its programmes of audits, in the order in which they were set.',
  })
  async auditProgrammes(@Root() { view }: CouncilType): Promise<object[]> {
    return (await programmesIn(view)).map((each) => presentProgramme(each, view));
  }

  @FieldResolver(() => AuditConnection, {
    nullable: true,
    description: 'Its audits, in the order in which they were planned.',
  })
  async audits(
    @Root() { view }: CouncilType,
    @Args(() => AuditsArguments) { first, after, month = null, ...asked }: AuditsArguments,
  ): Promise<object> {
    checkFirst(first);
    const having = {
      programmeId: checkUuid(asked.programmeId, 'programmeId'),
      teamId: checkUuid(asked.teamId, 'teamId'),
      workerId: checkUuid(asked.workerId, 'workerId'),
      auditorId: checkUuid(asked.auditorId, 'auditorId'),
      case: asked.case ?? null,
      month,
    };
    const found = await view.read([registerEntries], async (tx) =>
      recordPageAt<AuditEventType>(tx, view.tenant, view.at, {
        category: 'audit',
        having,
        after: rootOfCursor(after),
        first: first + 1,
      }),
    );
    const nodes = new Map((await presentAudits(view, found.rows)).map((node) => [node.id, node]));
    return connectionOf(found, first, cursorOfRoot, ({ id }: AuditRecord) => nodes.get(id));
  }

  @FieldResolver(() => OutcomeConnection, {
    nullable: true,
    description:
      'What its audits came to, by month, tool, source, team and theme in this order. To those who may not read single audits numbers by grade are multiples of 5, and not by team or theme.',
  })
  async auditOutcomes(
    @Root() { view }: CouncilType,
    @Args(() => OutcomesArguments) args: OutcomesArguments,
  ): Promise<object> {
    const isExact = hasRole(view.caller, view.tenant, quality);
    if (!isExact && tellsOfFew(args)) {
      throw forbidden(view.caller, view.tenant, 'count audits by team or theme');
    }
    const cells = await outcomeCells(view, {
      isExact,
      ...monthsAsked(args, view.present),
      by: args.by,
      programmeId: checkUuid(args.programmeId, 'programmeId'),
      source: args.source ?? null,
      teamId: checkUuid(args.teamId, 'teamId'),
      theme: args.theme ?? null,
    });
    return pageOf(cells, args, base64, (cell) => cell);
  }

  @FieldResolver(() => AgreementType, {
    nullable: true,
    description:
      "How often somebody else's grade of the same work agreed with the auditor's, of audits done in these months.",
  })
  async auditAgreement(
    @Root() { view }: CouncilType,
    @Args(() => MonthsArguments) args: MonthsArguments,
  ): Promise<object> {
    const months = monthsAsked(args, view.present);
    const looks = await view.read([registerEntries], async (tx) =>
      secondLooksAt(tx, view.tenant, view.at, months),
    );
    const [inspection, moderation] = [
      looks.filter(({ by }) => by === 'inspector'),
      looks.filter(({ by }) => by !== 'inspector'),
    ];
    return { moderation: agreementCounts(moderation), inspection: agreementCounts(inspection) };
  }

  @FieldResolver(() => CompletionConnection, {
    nullable: true,
    description: 'How many audits each auditor carried out in each month, beside how many were expected.',
  })
  async auditCompletion(
    @Root() { view }: CouncilType,
    @Args(() => PagedMonthsArguments) args: PagedMonthsArguments,
    @Arg('onlyShort', () => Boolean, {
      defaultValue: false,
      description: 'Only where a month is over and fewer were done.',
    })
    onlyShort: boolean,
  ): Promise<object> {
    const months = monthsAsked(args, view.present);
    const programmeId = checkUuid(args.programmeId, 'programmeId');
    const cells = await completionOf(view, { ...months, programmeId });
    const people: People = { view, ids: cells.map(({ auditorId }) => auditorId) };
    const nodes = cells.map(({ key, month, auditorId, expected, outcome: { done, missed } }) => {
      const isShort = done < expected && isMonthOver(month, view.present);
      return { key, month, auditor: { id: auditorId, people }, expected, done, missed, isShort };
    });
    return pageOf(
      nodes.filter(({ isShort }) => isShort || !onlyShort),
      args,
      base64,
      (node) => node,
    );
  }

  @FieldResolver(() => InadequateCaseConnection, {
    nullable: true,
    description: 'The cases in which work was found inadequate, those of which there was the most first.',
  })
  async inadequateCases(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('onlyRepeat', () => Boolean, {
      defaultValue: false,
      description: 'Only those found inadequate more than once: the list of the head of service.',
    })
    onlyRepeat: boolean,
    @Arg('onlyOpen', () => Boolean, {
      defaultValue: false,
      description: 'Only those that are not put right.',
    })
    onlyOpen: boolean,
  ): Promise<object> {
    const cases = await inadequateCasesIn(view);
    const listed = cases.filter((each) => (each.isRepeat || !onlyRepeat) && (each.isOpen || !onlyOpen));
    return pageOf(listed, page, base64, (node) => node);
  }
}

/** Whether it is asked by what would tell of single people's work. */
const tellsOfFew = ({ by, teamId = null, theme = null }: OutcomesArguments): boolean =>
  by.includes('team') || by.includes('theme') || teamId !== null || theme !== null;

const agreementCounts = (looks: readonly SecondLook[]) => {
  const counts = { agreed: 0, lowered: 0, raised: 0 };
  for (const { first, second, count } of looks) counts[gradeAgreementOf(first, second)] += count;
  const count = counts.agreed + counts.lowered + counts.raised;
  return { count, ...counts, agreedShare: percentIn(counts.agreed, count) };
};
