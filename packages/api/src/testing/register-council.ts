/** A record of every register, and of each all that can be said. */
import type { Around, Kept, Make } from './register-records.js';
import type { RunningApi } from './running-api.js';
import { carriedOut } from './sample-records.js';
import { keepSmallRegisters } from './small-register-council.js';

const REASON = 'To have one of each.';
const since = { effectiveAt: '2015-01-05' };

export const keepRegisters = async (api: RunningApi, council: string, around: Around): Promise<Kept> => {
  const make: Make = async (mutation, input) => {
    const payload = await carriedOut(api, mutation, { council, ...since, ...input }, 'id');
    return payload['id'] as string;
  };
  return {
    ...(await auditOne(make, around)),
    ...(await measureOne(make, around)),
    ...(await keepSmallRegisters(make, around)),
  };
};

const auditOne = async (
  make: Make,
  { personId, otherPersonId, teamId }: Around,
): Promise<Pick<Kept, 'programmeId' | 'auditId' | 'remedyId'>> => {
  const programme = { tool: 'Case audit', cycle: 'MONTHLY', source: 'EXTERNAL', scale: 'SIF_2013' };
  const over = await make('setAuditProgramme', programme);
  await make('endAuditProgramme', { programmeId: over, reason: REASON });
  const programmeId = await make('setAuditProgramme', programme);
  await make('changeAuditProgramme', { ...programme, programmeId, costPerCase: 8_500, reason: REASON });
  const auditorId = otherPersonId;
  await make('expectAudits', { programmeId, auditorId, monthly: 2 });
  const plan = { programmeId, case: 'C-0417', theme: 'WHOLE_CASE', auditorId, month: '2015-01' };
  await make('missAudit', { auditId: await make('planAudit', plan), note: 'Nobody was there.' });
  const of = { ...plan, teamId, workerId: personId };
  const evidence = {
    title: 'Audit form',
    url: 'https://files.example.org/audit',
    sha256: 'a'.repeat(64),
    mediaType: 'application/pdf',
    size: 20_480,
  };
  const audited = async (reAuditOf: string | null): Promise<string> => {
    const auditId = await make('planAudit', { ...of, reAuditOf });
    const found = { strengths: 'Visits are on time.', actionsRequired: 'A plan.', evidence };
    await make('recordAudit', { auditId, grade: 'INADEQUATE', ...found });
    return auditId;
  };
  const auditId = await audited(await audited(null));
  const look = { auditId, grade: 'INADEQUATE', note: 'The plan has no dates.' };
  await make('moderateAudit', { ...look, by: 'PEER', moderatorId: personId });
  await make('moderateAudit', { ...look, by: 'INSPECTOR' });
  const remedy = { auditId, what: 'A plan with dates.', ownerId: personId, due: '2015-02-01' };
  await make('recordRemedy', { auditId, remedyId: await make('requireRemedy', remedy), note: 'Seen.' });
  const remedyId = await make('requireRemedy', { ...remedy, due: '2015-03-01' });
  await make('escalateAudit', { auditId, toId: personId, note: 'Taken up.' });
  await make('flagCapability', { auditId, isRaised: true });
  return { programmeId, auditId, remedyId };
};

/** An indicator, its year to date that contradicts it, and what it is compared with. */
const measureOne = async (
  make: Make,
  { actionId }: Around,
): Promise<Pick<Kept, 'indicatorId' | 'indicatorLinkId'>> => {
  const clock = { from: 'REFERRAL', within: 45, days: 'WORKING' };
  const aim = { direction: 'HIGHER', target: '10', tolerance: '1' };
  const words = { meaning: 'Visits.', formula: 'visits', population: 'All.', source: 'The case system.' };
  const own = { unit: 'COUNT', series: 'OWN', ...words };
  const visits = { name: 'Visits', kind: 'MONTH', ...own, ...aim, clock };
  const indicatorId = await make('defineIndicator', visits);
  await make('redefineIndicator', { indicatorId, ...visits, target: '12', reason: REASON });
  const relation = (kind: string) => ({ kind, indicatorId });
  const toDate = {
    name: 'Visits to date',
    kind: 'YEAR_TO_DATE',
    ...own,
    relation: relation('YEAR_TO_DATE_OF'),
  };
  const toDateId = await make('defineIndicator', toDate);
  await make('defineIndicator', {
    name: 'Visits in England',
    kind: 'MONTH',
    ...own,
    series: 'ENGLAND',
    relation: relation('BENCHMARK_OF'),
  });
  const later = { effectiveAt: '2015-06-05' };
  const april = { kind: 'MONTH', name: '2015-04' };
  const reading = {
    indicatorId,
    period: april,
    published: { value: '10', numerator: '10', denominator: '12' },
  };
  await make('draftReading', reading);
  await make('reviewReading', { indicatorId, period: april, comment: 'One twice.', remedy: 'Count once.' });
  await make('finaliseReading', {
    ...reading,
    ...later,
    published: { ...reading.published, value: '9', printed: '9' },
  });
  await make('restateReading', { ...reading, ...later, published: { value: '11' }, reason: REASON });
  const toApril = { kind: 'YEAR_TO_DATE', name: '2015-04' };
  await make('finaliseReading', {
    indicatorId: toDateId,
    period: toApril,
    published: { value: '12' },
    ...later,
  });
  await make('linkIndicator', { indicatorId: toDateId, action: actionId, effectiveAt: undefined });
  const undone = await make('linkIndicator', { indicatorId, successMeasureId: indicatorId });
  await make('unlinkIndicator', { indicatorId, linkId: undone });
  const indicatorLinkId = await make('linkIndicator', {
    indicatorId,
    action: actionId,
    effectiveAt: undefined,
  });
  return { indicatorId, indicatorLinkId };
};
