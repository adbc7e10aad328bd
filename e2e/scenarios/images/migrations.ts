import { join } from 'node:path';
import { execa } from 'execa';
import { expect } from 'vitest';
import { composeIn } from '../../world/compose.js';
import { eventually } from '../../world/http.js';
import { must } from '../../world/must.js';
import type { Sandbox } from '../../world/sandbox.js';

const folder = 'apps/orders';
const file = ['-f', 'compose.yaml'];
/** The key of `app/operations/lock.py`: the bytes of `django`. */
const key = Buffer.from('django').readUIntBE(0, 6);
/** Over TCP and with the password, as the service connects. */
const asService =
  'PGPASSWORD=$(cat /run/secrets/database/password) exec psql -h 127.0.0.1 -U orders -d orders -At "$@"';
const psql = ['exec', '-T', 'postgres', 'sh', '-c', asService, 'psql'];

/** A session of the database that has the lock of migrations until it is ended. */
function takeLock({ root, env }: Sandbox): () => Promise<unknown> {
  const session = execa('docker', ['compose', ...file, ...psql], {
    cwd: join(root, folder),
    env,
    reject: false,
  });
  session.stdin.write(`SELECT pg_advisory_lock(${key});\n`);
  return () => {
    session.stdin.end();
    return session;
  };
}

/** What five migrations printed, which all began while none could go on. */
export async function migrateFiveTimesAtOnce(workspace: Sandbox): Promise<string[]> {
  const compose = composeIn(workspace, folder, {});
  const locks = async (granted: boolean): Promise<string> => {
    const query = `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted = ${granted}`;
    return must(await compose.run(...file, ...psql, '-c', query), 'psql').output.trim();
  };
  try {
    must(await compose.run(...file, 'build', 'migrate'), 'the image');
    must(await compose.run(...file, 'up', '--wait', '--quiet-pull', 'postgres'), 'the database');
    const letGo = takeLock(workspace);
    expect(await eventually(() => locks(true), (seen) => seen === '1')).toBe('1'); // prettier-ignore
    const migrate = () => compose.run(...file, 'run', '--rm', '--no-deps', 'migrate');
    const all = Promise.all(Array.from({ length: 5 }, migrate));
    const waiting = await eventually(() => locks(false), (seen) => seen === '5', 180); // prettier-ignore
    await letGo();
    const outputs = (await all).map((ran) => must(ran, 'a migration').output);
    expect(waiting, 'all wait for the lock').toBe('5');
    return outputs;
  } finally {
    await compose.down(...file);
  }
}
