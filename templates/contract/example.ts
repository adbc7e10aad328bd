import {
  Service,
  Workspace,
  forbiddenOptions,
  pinImage,
  type PinLock,
  type PlacedService,
  type Stack,
  type Standard,
  type WithArtefacts,
  type WorkspaceInput,
} from '@org/ci-core';

/** A digest that no content has: it stands where a real one would, so that pins can be seen in what is rendered. */
const exampleDigest = (index: number): `sha256:${string}` => `sha256:${String(index).padStart(64, '0')}`;

/** A pin for every image that the standard and its stacks name. */
export function examplePins(standard: Standard): PinLock {
  const references = [standard, ...standard.stacks].flatMap((source) =>
    Object.values('pins' in source ? source.pins.images : source.images),
  );
  const images = [...new Set(references)].sort();
  return { images: Object.fromEntries(images.map((image, index) => [image, exampleDigest(index + 1)])) };
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
  const service = Service.parse({
    name,
    stack: stack.id,
    port,
    database,
    description: `Example of ${stack.title}`,
    ...stack.example,
  });
  return { service, directory: `apps/examples/${name}`, stack };
}

const exampleServices = (standard: Standard): PlacedService[] =>
  standard.stacks
    .flatMap((stack, index) => [
      place(stack, 'none', 3000 + 2 * index),
      place(stack, 'postgres', 3001 + 2 * index),
    ])
    .filter(({ service, directory }) => forbiddenOptions(service, standard, directory).length === 0);

/** Every image reference that may be rendered. */
export const allowedImages = (standard: Standard, pins: PinLock): Set<string> =>
  new Set(
    [standard.pins.images, ...standard.stacks.map(({ images }) => images)]
      .flatMap((images) => Object.values(images))
      .map((image) => pinImage(pins, image)),
  );
