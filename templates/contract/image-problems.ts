import type { Problem, RenderedFile, WithArtefacts, WorkspaceInput } from '@org/ci-core';
import { allowedImages } from './example';

/** `FROM` and its ARG defaults in a Dockerfile, `image:` in YAML. */
const patterns = {
  dockerfile: /^(?:FROM(?: --platform=\S+)? |ARG \w*IMAGE=)(\S+)/gm,
  yaml: /^\s*(?:- )?image: ["']?([^\s"']+)/gm,
};

/** What a Dockerfile may name that is no image of a registry. */
function isLocal(reference: string, text: string): boolean {
  const stages = [...text.matchAll(/^FROM .* AS (\S+)$/gim)].map(([, name]) => name);
  return reference === 'scratch' || reference.startsWith('${') || stages.includes(reference);
}

/** Images of the workspace's own services: a promotion gives them their digest. */
const isOwn = (reference: string, { services }: WorkspaceInput): boolean =>
  services.some(({ service }) => service.name === reference);

/** Image references of one file that are not the standard's pins. */
export function imageProblems({ path, text }: RenderedFile, input: WithArtefacts<WorkspaceInput>): Problem[] {
  const isDockerfile = path.endsWith('/Dockerfile');
  if (!isDockerfile && !/\.ya?ml$/.test(path)) return [];
  const allowed = allowedImages(input.standard, input.pins);
  return [...text.matchAll(isDockerfile ? patterns.dockerfile : patterns.yaml)]
    .flatMap(([, reference]) => reference ?? [])
    .filter((reference) => !allowed.has(reference) && !isOwn(reference, input) && !isLocal(reference, text))
    .map((reference) => ({
      code: 'contract',
      where: path,
      what: `${reference} is no pinned image of the standard`,
      fix: 'take it from the pins',
    }));
}
