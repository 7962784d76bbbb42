/** The events of all registers on the one skeleton, which the catalogue takes in. */
import { auditEvents, auditProgrammeEvents } from '../audit/audit-events.js';
import { indicatorEvents } from '../indicator/indicator-events.js';
import { smallRegisterEvents } from '../registers/small-events.js';

export const registerEvents = {
  ...auditProgrammeEvents,
  ...auditEvents,
  ...indicatorEvents,
  ...smallRegisterEvents,
};
