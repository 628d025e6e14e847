// Test support, run as a process: writes rows and says each once it is acknowledged, until it is killed.
import { silentLogger } from '../logger.ts';
import { openDataFolder } from './data-folder.ts';
import { json } from './json.ts';
import { openControl } from './open-control.ts';

const [path = '', template = ''] = process.argv.slice(2);
const folder = await openDataFolder(path);
const { db } = await openControl({ config: {}, folder, logger: silentLogger, template });
const newest = await db.selectFrom('settings').select('key').orderBy('key', 'desc').limit(1).executeTakeFirst();
process.stdout.write(`found ${newest?.key ?? 'none'}\n`);
for (let number = Number(newest?.key ?? 0) + 1; ; number += 1) {
  const key = String(number).padStart(9, '0');
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('settings')
      .values({ key, value: json('x'.repeat(500)) })
      .execute();
    await trx
      .insertInto('sessions')
      .values({ id: key, kind: 'test', api_key_id: null, created_at: new Date(), expires_at: new Date() })
      .execute();
  });
  process.stdout.write(`wrote ${key}\n`);
}
