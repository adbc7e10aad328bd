import type { Application, ConfigurationContract, Service } from '@org/ci-core';
import { Document } from 'yaml';

/** Fields of a new service.yaml, in the order in which people read them. */
export interface ManifestFields {
  readonly name: string;
  readonly stack: string;
  readonly standard?: { readonly name: string; readonly version: string } | undefined;
  readonly description?: string | undefined;
  readonly owner?: string | undefined;
  readonly port: number;
  readonly database: Service['database'];
  readonly cache?: Service['cache'] | undefined;
  readonly broker?: Service['broker'] | undefined;
  readonly processes?: Service['processes'];
  readonly dependsOn?: Service['dependsOn'];
  readonly configuration?: ConfigurationContract | undefined;
  readonly environments?: Service['environments'];
  readonly application?: Application;
  readonly health?: NonNullable<Service['health']>;
  readonly files?: NonNullable<Service['files']>;
}

/** Relative path from a folder of the workspace to its root: `apps/payments` → `../..`. */
export const toRoot = (directory: string): string =>
  directory
    .split('/')
    .map(() => '..')
    .join('/');

/** Text of a new service.yaml in `directory`, with the comments that its reader needs. */
export function formatManifest(fields: ManifestFields, directory: string): string {
  const defined = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const document = new Document(defined);
  const schema = `${toRoot(directory)}/node_modules/@org/ci/schemas/service.json`;
  document.commentBefore = [
    ` yaml-language-server: $schema=${schema}`,
    ' What this service is; everything else about it is derived. After an edit: npx nx sync',
  ].join('\n');
  return document.toString({ lineWidth: 0 });
}
