// The only script that runs before anything is installed: plain Node, no dependency.
//   node e2e/bootstrap.mjs demo|test|bench [options]
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultOf } from './faults.mjs';
import { usage } from './usage.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const entries = { demo: 'e2e/demo/main.ts', test: 'e2e/suite/main.ts', bench: 'e2e/bench/main.ts' };
const [command, ...options] = process.argv.slice(2);
const entry = entries[command];
if (!entry) {
  console.error(`usage: node e2e/bootstrap.mjs ${Object.keys(entries).join('|')} [options]`);
  process.exit(2);
}
if (options.includes('--help') || options.includes('-h')) {
  console.log(usage[command]);
  process.exit(0);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Node ${process.versions.node} is too old: install Node 20.19 or newer, then run this again.`,
  );
  process.exit(1);
}

const fault = faultOf(command, options, root);
if (fault) {
  console.error(`${fault}\n\n${usage[command]}`);
  process.exit(2);
}

/** Runs to the end with the terminal attached; the same exit code is ours. */
function run(file, args) {
  const { status, error } = spawnSync(file, args, { cwd: root, stdio: 'inherit' });
  if (error) console.error(`${file}: ${error.message}`);
  return status ?? 1;
}

// npm ci deletes node_modules first, so it runs only when the lock file is not the one that was installed.
const stamp = join(root, 'node_modules', '.org-ci-lock');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;
if (!installed) {
  console.log('Installing the locked dependencies (npm ci)…');
  const status = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0) process.exit(status);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}

process.exit(
  run(process.execPath, ['--conditions=@org/source', '--import', 'tsx', join(root, entry), ...options]),
);
