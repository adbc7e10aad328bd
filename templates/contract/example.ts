import { createHash } from 'node:crypto';
import {
  Service,
  Workspace,
  acceptsOf,
  forbiddenOptions,
  pinImage,
  type PinLock,
  type PlacedService,
  type Stack,
  type Standard,
  type WithArtefacts,
  type WorkspaceInput,
} from '@org/ci-core';

/** No content's digest, but its name's: it stands where a real one would, so that pins can be seen in what is rendered. */
const exampleDigest = (image: string): `sha256:${string}` =>
  `sha256:${createHash('sha256').update(image).digest('hex')}`;

/** A pin for every image that the standard and its stacks name. */
export function examplePins(standard: Standard): PinLock {
  const references = [standard, ...standard.stacks].flatMap((source) =>
    Object.values('pins' in source ? source.pins.images : source.images),
  );
  const images = [...new Set(references)].sort();
  return { images: Object.fromEntries(images.map((image) => [image, exampleDigest(image)])) };
}

export interface ExampleOptions {
  readonly packageManager: 'npm' | 'pnpm';
  readonly environments: readonly {
    readonly name: string;
    readonly production?: boolean | undefined;
    readonly host?: string | undefined;
    readonly registry?: string | undefined;
  }[];
  readonly registry?: string;
  readonly registries?: readonly string[];
}

/** A workspace with one service per database and stack, as far as the standard allows it. */
export function exampleWorkspace(standard: Standard, options: ExampleOptions): WithArtefacts<WorkspaceInput> {
  const workspace = Workspace.parse({
    standard: { name: standard.name, version: standard.version },
    registry: 'ghcr.io/acme',
    ...options,
  });
  return { workspace, standard, pins: examplePins(standard), services: exampleServices(standard) };
}

function place(stack: Stack, database: 'postgres' | 'none', port: number): PlacedService {
  const name = `${stack.id}-${database}`;
  const { cache, broker } = acceptsOf(stack);
  const service = Service.parse({
    name,
    stack: stack.id,
    port,
    database,
    cache: cache[0],
    broker: broker[0],
    description: `Example of ${stack.title}`,
    ...stack.example,
  });
  return { service, directory: `apps/examples/${name}`, stack };
}

const exampleServices = (standard: Standard): PlacedService[] =>
  standard.stacks
    .flatMap((stack, index) =>
      (['none', 'postgres'] as const)
        .filter((database) => acceptsOf(stack).database.includes(database))
        .map((database) => place(stack, database, 3000 + 2 * index + Number(database === 'postgres'))),
    )
    .filter(({ service, directory }) => forbiddenOptions(service, standard, directory).length === 0);

/** Every image reference that may be rendered. */
export const allowedImages = (standard: Standard, pins: PinLock): Set<string> =>
  new Set(
    [standard.pins.images, ...standard.stacks.map(({ images }) => images)]
      .flatMap((images) => Object.values(images))
      .map((image) => pinImage(pins, image)),
  );
