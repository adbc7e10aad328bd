import { execa } from 'execa';
import type { PackageRegistry } from '../rig/verdaccio.js';

/**
 * Makes npm's cache say what the registry has of our packages now. Everything else is then taken from the cache without
 * asking, which is most of the time of an installation.
 */
export async function refreshNpmCache({ url, published }: PackageRegistry): Promise<void> {
  await execa('npm', ['cache', 'add', ...published, '--prefer-online', `--registry=${url}`], {
    extendEnv: true,
  });
}
