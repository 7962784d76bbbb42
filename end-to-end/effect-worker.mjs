/**
 * A process that carries out three effects of one kind, by posting their keys: what a dead worker left first. It is here
 * so that an effect which is sent at most once can be tried before there is one.
 */
import {
  beginEffect,
  claimEffects,
  connect,
  recoverEffects,
  settleEffect,
} from '../packages/event-store/dist/index.js';

const { databaseUrl, kind, url } = JSON.parse(process.argv[2]);
const sql = connect(databaseUrl, { max: 2 });

await recoverEffects(sql, kind);
for (const effect of await claimEffects(sql, kind, 3)) {
  const attempt = await beginEffect(sql, kind, effect);
  const headers = { 'webhook-id': effect.id };
  const response = await fetch(url, { method: 'POST', headers, body: effect.key });
  await response.text();
  await settleEffect(sql, kind, effect, attempt, { outcome: 'sent' });
}
await sql.end();
process.disconnect();
