import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { awaitDaemon, pidOf, startDaemon, type Daemon } from '../os/daemon.js';

/** The state folder is an argument that the program ignores: it marks the process as this rig's. */
export const hostMapDaemon = (state: string): Daemon => ({
  name: 'host map',
  pidFile: join(state, 'host-map.pid'),
  logFile: join(state, 'log/host-map.log'),
  mark: join(state, 'host-map.pid'),
});

/** Starts the engine's proxy in a process of its own. */
export async function startHostMap(state: string, port: number, registryPort: number): Promise<void> {
  const daemon = hostMapDaemon(state);
  if (pidOf(daemon)) return;
  const main = fileURLToPath(new URL('./host-map-main.ts', import.meta.url));
  const args = [
    '--import',
    import.meta.resolve('tsx'),
    main,
    String(port),
    String(registryPort),
    daemon.mark,
  ];
  startDaemon(daemon, process.execPath, args);
  await awaitDaemon(
    daemon,
    async () => (await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))?.status === 400,
  );
}
