import { describe, expect, test } from 'vitest';
import type { EventType } from '../events.js';
import { catalogue } from '../events.js';
import { given } from '../testing/given.js';
import { councilText, ids, sample, sampleData } from '../testing/index.js';
import { sampleId } from '../testing/sample-parts.js';
import { office } from '../office/office.js';
import { person } from '../person/person.js';
import { scheduleOfCron, timeZoneFault } from './cron-line.js';
import type { DigestRulesCommand } from './digest-rules.js';
import { digestRules } from './digest-rules.js';

const daily = sample('DigestScheduleSet');
const set = { type: 'SetDigestSchedule', ...sampleData.DigestScheduleSet } as const;
const mapped = sample('OwnerMapped');
const map = { type: 'MapOwner', ...sampleData.OwnerMapped } as const;
const ben = { ...person.initial, registered: sampleData.PersonRegistered };
const reason = councilText('The clerk is away.');

describe('SetDigestSchedule', () => {
  test('records when a kind is sent, and stays quiet when repeated', () => {
    given(digestRules).when(set).then(daily);
    given(digestRules, daily)
      .when({ ...set, weekdays: [5, 4, 3, 2, 1] })
      .thenNothing();
    given(digestRules, daily)
      .when({ ...set, time: '16:30' })
      .then(sample('DigestScheduleSet', { time: '16:30' }));
  });

  test.each([
    [{ weekdays: [] }],
    [{ kind: 'weekly' as const }],
    [{ kind: 'weekly' as const, weekdays: [] }],
    [{ kind: 'monthly' as const }],
    [{ kind: 'board' as const, weekdays: [1] }],
  ])('is refused for days on which it would never be due: %j', (told) => {
    given(digestRules)
      .when({ ...set, ...told })
      .thenRefused('schedule-never-due', 'weekdays');
  });

  test('takes a time of day, working days of the week and counts within bounds', () => {
    const takes = (data: object) =>
      catalogue['DigestScheduleSet' satisfies EventType].safeParse({
        ...sampleData.DigestScheduleSet,
        ...data,
      }).success;
    const bad = [
      { time: '24:00' },
      { time: '7:00' },
      { weekdays: [6] },
      { weekdays: [1, 1] },
      { workingDay: 0 },
    ];
    expect([...bad, { workingDaysBefore: 21 }, { staleDays: 0 }, { kind: 'hourly' }].filter(takes)).toEqual(
      [],
    );
  });
});

test('EndDigestSchedule ends what is sent, and changes nothing else', () => {
  const end = { type: 'EndDigestSchedule', ...sampleData.DigestScheduleEnded } as const;
  given(digestRules, daily).when(end).then(sample('DigestScheduleEnded'));
  given(digestRules).when(end).thenNothing();
});

test('SetClosureDays keeps days in their order', () => {
  const days: DigestRulesCommand = {
    type: 'SetClosureDays',
    councilId: ids.council,
    days: ['2026-12-30', '2026-12-29'],
  };
  given(digestRules).when(days).then(sample('ClosureDaysSet'));
  given(digestRules, sample('ClosureDaysSet')).when(days).thenNothing();
});

describe('MapOwner', () => {
  test('says to whom a name leads: a person, or an office', () => {
    given(digestRules)
      .when(map, { related: { person: ben } })
      .then(mapped);
    const toOffice = { personId: null, officeId: ids.office };
    const role = { ...office.initial, defined: { kind: 'role' as const, ...sampleData.RoleDefined } };
    given(digestRules)
      .when({ ...map, ...toOffice }, { related: { office: role } })
      .then(sample('OwnerMapped', toOffice));
  });

  test('is refused to nobody and to two, for people and offices that are not there, and for a name that leads elsewhere', () => {
    given(digestRules)
      .when({ ...map, personId: null })
      .thenRefused('mapping-to-one', 'personId');
    given(digestRules)
      .when({ ...map, officeId: ids.office })
      .thenRefused('mapping-to-one', 'personId');
    given(digestRules).when(map).thenRefused('person-not-found', 'personId');
    given(digestRules)
      .when({ ...map, personId: null, officeId: ids.office })
      .thenRefused('office-not-found', 'officeId');
    given(digestRules, mapped)
      .when({ ...map, mappingId: sampleId(92) }, { related: { person: ben } })
      .thenRefused('mapping-exists', 'name');
  });

  test('is taken back, and what leads nowhere cannot be', () => {
    const unmap = { type: 'UnmapOwner', ...sampleData.OwnerUnmapped } as const;
    given(digestRules, mapped).when(unmap).then(sample('OwnerUnmapped'));
    given(digestRules).when(unmap).thenRefused('mapping-not-found', 'mappingId');
  });
});

test('a schedule that was set by mistake is retracted, and another is in force again', () => {
  given(digestRules, daily)
    .when({ type: 'RetractEvent', position: 1 }, { reason })
    .then({ ...daily, corrects: { position: 1, kind: 'retracted' } });
});

describe('a cron line', () => {
  test('says a time of day and days of the week', () => {
    expect(scheduleOfCron('daily', '30 7 * * 1-5').told).toEqual({
      weekdays: [1, 2, 3, 4, 5],
      time: '07:30',
    });
    expect(scheduleOfCron('weekly', ' 0 16  * * 4 ').told).toEqual({ weekdays: [4], time: '16:00' });
    expect(scheduleOfCron('daily', '0 7 * * *').told).toEqual({ weekdays: [1, 2, 3, 4, 5], time: '07:00' });
  });

  test.each([
    ['0 7 31 2 *', 'schedule-never-due'],
    ['0 7 30 2 *', 'schedule-never-due'],
    ['0 7 31 4,6 *', 'schedule-never-due'],
    ['0 7 * * 6,0', 'schedule-never-due'],
    ['0 25 * * *', 'cron-not-understood'],
    ['* * * * *', 'cron-not-understood'],
    ['0 7 1 * *', 'cron-not-understood'],
    ['0 7 * *', 'cron-not-understood'],
    ['@daily', 'cron-not-understood'],
    ['0 7 * * 5-1', 'cron-not-understood'],
    ['0 7 * * MON', 'cron-not-understood'],
    ['', 'cron-not-understood'],
  ])('that never fires, or says something else, is refused: %s', (line, code) => {
    expect(scheduleOfCron('daily', line).refusal).toMatchObject({ code, field: 'cron' });
  });

  test('is not for digests that follow meetings or months', () => {
    expect(scheduleOfCron('board', '0 7 * * 1').refusal?.code).toBe('cron-not-understood');
  });
});

test('a time zone that there is not, or another than London, is refused', () => {
  expect(timeZoneFault('Europe/London')).toBeNull();
  expect(timeZoneFault('Europe/Lundon')).toMatchObject({ code: 'time-zone-unknown', field: 'timeZone' });
  expect(timeZoneFault('Europe/Paris')?.message).toContain('Europe/Paris');
});
