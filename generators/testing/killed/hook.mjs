// Preloaded: ends the process at the n-th change of a file below ROOT, before it or in the middle of it. Counts otherwise.
import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import process from 'node:process';

const { KILL_ROOT: root = '/nowhere', KILL_AT: at = '0', KILL_HALF: half } = process.env;
let count = 0;

for (const name of ['writeFileSync', 'rmSync', 'chmodSync']) {
  const original = fs[name];
  fs[name] = (path, ...rest) => {
    if (typeof path !== 'string' || !path.startsWith(`${root}/`)) return original(path, ...rest);
    count += 1;
    if (count === Number(at)) {
      const [content] = rest;
      if (half && name === 'writeFileSync')
        original(path, Buffer.from(content).subarray(0, content.length / 2));
      process.kill(process.pid, 'SIGKILL');
    }
    return original(path, ...rest);
  };
}
process.on('exit', () => fs.writeSync(1, `changes: ${count}\n`));
