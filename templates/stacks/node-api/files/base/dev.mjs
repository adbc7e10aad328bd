// Runs the service from its sources, those of workspace libraries included, and restarts it at every edit.
import { getTsconfig } from 'get-tsconfig';
import { spawn } from 'node:child_process';
import './env.mjs';

const conditions = getTsconfig()?.config.compilerOptions?.customConditions ?? [];
const watch = ['watch', ...conditions.map((condition) => `--conditions=${condition}`), 'src/main.ts'];
const child = spawn('tsx', watch, { stdio: 'inherit', shell: process.platform === 'win32' });

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
