import { unwrap } from '@org/ci-core';
import { parseReference, type Repository } from '@org/ci-oci';

/** `<registry>/<service>` of a registry as ci.yaml names it. Code: reference-invalid. */
export function repositoryIn(registry: string, service: string): Repository {
  const { host, repository } = unwrap(parseReference(`${registry}/${service}`));
  return { host, repository };
}

export const formatRepository = ({ host, repository }: Repository): string => `${host}/${repository}`;

export const isSame = (a: Repository, b: Repository): boolean => formatRepository(a) === formatRepository(b);
