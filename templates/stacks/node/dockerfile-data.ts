import { posix } from 'node:path';
import { neverInContext, pinImage, type StackInput } from '@org/ci-core';
import { toolVersion } from '../../artefacts/pins';
import type { TemplateData } from '../../text/text-template';
import { images } from './images';

/** What every template of a program on Node.js may use. */
export const commonData = ({
  service,
  directory,
  workspace,
}: StackInput): TemplateData & { readonly service: object } => ({
  packageManager: workspace.packageManager,
  environments: workspace.environments.map(({ name }) => name),
  service: {
    ...service,
    directory,
    root: posix.relative(`/${directory}`, '/'),
    description: service.description ?? service.name,
  },
});

/** Text of a Dockerfile between double quotes, in which only these characters mean more than themselves. */
const quote = (text: string): string => `"${text.replace(/["$\\]/g, '\\$&')}"`;

/** What people said about a service, under the keys of the Image Spec (opencontainers/image-spec, annotations.md). */
export function labels({ service: { description, owner } }: StackInput): [key: string, value: string][] {
  const said: [string, string | undefined][] = [
    ['description', description],
    ['authors', owner],
  ];
  return said.flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, quote(value)]],
  );
}

/** What every Dockerfile of a program on Node.js, and the allow-list beside it, may use. */
export const dockerfileData = (input: StackInput): TemplateData => ({
  ...commonData(input),
  labels: labels(input),
  never: neverInContext,
  image: (purpose: keyof typeof images) => pinImage(input.pins, input.images?.[purpose] ?? images[purpose]),
  tool: (name: string) => toolVersion(input.standard, name),
});
