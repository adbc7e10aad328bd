import { homedir } from 'node:os';
import type { CredentialSource } from '@org/ci-oci';

/**
 * Logins that Docker's config.json holds itself. Credential helpers are programs, and generators start none: images
 * behind one are resolved through a mirror, or reported.
 */
export async function fileCredentials(): Promise<CredentialSource> {
  const { dockerConfigPath, dockerCredentials, readDockerConfig } = await import('@org/ci-oci');
  const config = await readDockerConfig(dockerConfigPath(process.env.DOCKER_CONFIG, homedir()));
  return dockerCredentials(config, () => Promise.resolve(undefined));
}
