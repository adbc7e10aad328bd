// Runs the service from its sources, those of workspace libraries included, and restarts it at every edit.
import { getTsconfig } from 'get-tsconfig';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import './env.mjs';

const port = Number(process.env.PORT);

/** Whether another program listens there; what else is wrong with an address the service itself will say. */
const isTaken = (host) =>
  new Promise((resolve) => {
    const probe = createServer().once('error', ({ code }) => resolve(code === 'EADDRINUSE'));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(false)));
  }).catch(() => false);

// Asked first: the watcher would wait for an edit, which frees no port.
if ((await isTaken(process.env.HOST || '0.0.0.0')) || (await isTaken('127.0.0.1'))) {
  const project = process.env.NX_TASK_TARGET_PROJECT;
  const again = `PORT=${port + 1}${project ? ` npx nx serve ${project}` : ''}`;
  console.error(`Port ${port} is taken by another program, perhaps by this service in compose.`);
  console.error(`  → end it (docker compose down), or choose another port: ${again}`);
  process.exit(1);
}

const conditions = getTsconfig()?.config.compilerOptions?.customConditions ?? [];
const watch = ['watch', ...conditions.map((condition) => `--conditions=${condition}`), 'src/main.ts'];
const child = spawn('tsx', watch, { stdio: 'inherit', shell: process.platform === 'win32' });

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
