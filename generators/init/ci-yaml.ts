import type { Environment, Standard } from '@org/ci-core';
import { Document, isMap, isScalar, type Pair } from 'yaml';

/** What a new ci.yaml says. */
export interface CiYaml {
  readonly standard: Standard;
  readonly packageManager: 'npm' | 'pnpm';
  readonly registry: string;
  readonly mirrors?: Readonly<Record<string, string>> | undefined;
  readonly platforms?: readonly string[] | undefined;
  readonly repository?: string | undefined;
}

const comments: Readonly<Record<string, string>> = {
  standard: ' The standard that every service follows',
  packageManager: ' Dockerfiles and workflows are written for it',
  registry: ' Images are published as <registry>/<service>',
  mirrors: ' Registry host: mirror, where images of that host are fetched',
  platforms: ' Platforms of published images',
  repository: ' Becomes the image label org.opencontainers.image.source',
  environments: ' In promotion order; {service} in host is replaced by the service’s name',
};

function comment(pair: Pair): void {
  if (!isScalar(pair.key)) return;
  const text = comments[String(pair.key.value)];
  if (text === undefined) return;
  pair.key.commentBefore = text;
  pair.key.spaceBefore = pair.key.value !== 'standard';
}

/** Text of a new ci.yaml, with the comments that its reader needs. */
export function formatCiYaml(ciYaml: CiYaml): string {
  const { standard, packageManager, registry, mirrors, platforms, repository } = ciYaml;
  const environments: Environment[] = [...standard.environments];
  const document = new Document({
    standard: { name: standard.name, version: `^${standard.version}` },
    packageManager,
    registry,
    ...(mirrors && { mirrors }),
    ...(platforms && { platforms }),
    ...(repository && { repository }),
    environments,
  });
  document.commentBefore = [
    ' yaml-language-server: $schema=./node_modules/@org/ci/schemas/ci.json',
    ' What the workspace as a whole decides. After an edit: npx nx sync',
  ].join('\n');
  if (isMap(document.contents)) document.contents.items.forEach(comment);
  return document.toString({ lineWidth: 0 });
}
