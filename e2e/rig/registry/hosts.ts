/** Registries besides Docker Hub that the loopback registry stands in for: `HOST/NAME` is kept there as `NAME` below `HOST/`. */
export const mirroredHosts = [
  'gcr.io',
  'ghcr.io',
  'quay.io',
  'registry.k8s.io',
  'mcr.microsoft.com',
  'public.ecr.aws',
  'docker.elastic.co',
] as const;

/** Where each registry host's images are found: what `mirrors` of a ci.yaml takes. */
export function planMirrors(registry: string): Record<string, string> {
  return Object.fromEntries([
    ['docker.io', registry],
    ...mirroredHosts.map((host) => [host, `${registry}/${host}`]),
  ]) as Record<string, string>;
}

/** The loopback registry's name for a reference as Dockerfiles write it: `node:24` → `library/node:24`, `gcr.io/x/y:z` unchanged. */
export function mirrorName(reference: string): string {
  const [first = '', ...rest] = reference.split('/');
  if (rest.length === 0) return `library/${reference}`;
  return first === 'docker.io' ? rest.join('/') : reference;
}
