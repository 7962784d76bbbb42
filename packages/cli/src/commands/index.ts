import type { Command, QueueCommand } from './command.js';
import { accessLog } from './access-log.js';
import { councilAdd } from './council-add.js';
import { councilChange } from './council-change.js';
import { councilList } from './council-list.js';
import { digestList } from './digest-list.js';
import { digestPreview, digestRun } from './digest.js';
import { effectsSettle } from './effects-settle.js';
import { effects } from './effects.js';
import { exportFeed } from './export.js';
import { grantAdd, grantEnd, grantList } from './grant.js';
import { importIndicators } from './import-indicators.js';
import { importDocument } from './import.js';
import { invitationAdd, invitationList, invitationRevoke } from './invitation.js';
import { issuerAdd, issuerEnd, issuerList } from './issuer.js';
import { linkAdd, linkEnd, linkList } from './link.js';
import { officeAdd, officeAppoint, officeEnd, officeList } from './office.js';
import { personAdd, personList, personMerge } from './person.js';
import { projectionsList } from './projections-list.js';
import { projectionsRebuild } from './projections-rebuild.js';
import { projectionsVerify } from './projections-verify.js';
import { queueList, queuesFailed, queuesRetry } from './queues.js';
import { status } from './status.js';
import { tokenAdd } from './token-add.js';
import { tokenList, tokenRevoke } from './token.js';
import { verify } from './verify.js';

/** Every command, by the words it begins with, in the order of the usage; the longer before the shorter. */
export const commands: Readonly<Record<string, Command | QueueCommand>> = {
  'council add': councilAdd,
  'council change': councilChange,
  'council list': councilList,
  'person add': personAdd,
  'person list': personList,
  'person merge': personMerge,
  'office add': officeAdd,
  'office appoint': officeAppoint,
  'office end': officeEnd,
  'office list': officeList,
  'grant add': grantAdd,
  'grant end': grantEnd,
  'grant list': grantList,
  'invitation add': invitationAdd,
  'invitation list': invitationList,
  'invitation revoke': invitationRevoke,
  'token add': tokenAdd,
  'token list': tokenList,
  'token revoke': tokenRevoke,
  'issuer add': issuerAdd,
  'issuer end': issuerEnd,
  'issuer list': issuerList,
  'link add': linkAdd,
  'link end': linkEnd,
  'link list': linkList,
  'digest preview': digestPreview,
  'digest run': digestRun,
  'access-log': accessLog,
  'import-indicators': importIndicators,
  import: importDocument,
  status,
  'digest list': digestList,
  'effects settle': effectsSettle,
  effects,
  'queues failed': queuesFailed,
  'queues retry': queuesRetry,
  queues: queueList,
  verify,
  export: exportFeed,
  'projections rebuild': projectionsRebuild,
  'projections verify': projectionsVerify,
  projections: projectionsList,
};
