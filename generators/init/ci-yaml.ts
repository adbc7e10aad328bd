import type { Environment, Standard } from '@org/ci-core';
import { Document, isMap, isScalar, type Pair } from 'yaml';

/** What a new ci.yaml says. */
export interface CiYaml {
  /** Of the workspace; undefined where nothing tells one. */
  readonly name?: string | undefined;
  readonly standard: Standard;
  readonly packageManager: 'npm' | 'pnpm';
  readonly registry: string;
  readonly mirrors?: Readonly<Record<string, string>> | undefined;
  readonly platforms?: readonly string[] | undefined;
  readonly repository?: string | undefined;
}

const comments: Readonly<Record<string, string>> = {
  name: ' Containers and volumes of the whole workspace on one machine are called by it',
  standard: ' The standard that every service follows',
  packageManager: ' Dockerfiles and workflows are written for it',
  registry: ' Images are published as <registry>/<service>',
  mirrors: ' Registry host: mirror, where images of that host are fetched',
  platforms: ' Platforms of published images',
  repository: ' Becomes the image label org.opencontainers.image.source',
  environments: ' In promotion order; {service} in host is replaced by the service’s name',
};

function comment(pair: Pair, index: number): void {
  if (!isScalar(pair.key)) return;
  const text = comments[String(pair.key.value)];
  if (text === undefined) return;
  pair.key.commentBefore = text;
  pair.key.spaceBefore = index > 0;
}

/** Text of a new ci.yaml, with the comments that its reader needs. */
export function formatCiYaml(ciYaml: CiYaml): string {
  const { name, standard, packageManager, registry, mirrors, platforms, repository } = ciYaml;
  const environments: Environment[] = [...standard.environments];
  const document = new Document({
    ...(name !== undefined && { name }),
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
