import {
  missingPackages,
  ok,
  type PlacedService,
  type Problem,
  type WithArtefacts,
  type WorkspaceInput,
} from '@org/ci-core';

/** A new service depends on all that its stack says it needs: sync would complain of it from the first day. */
export function seedProblems(input: WithArtefacts<WorkspaceInput>, placed: PlacedService): Problem[] {
  const { workspace, standard, pins } = input;
  const { service, directory, stack } = placed;
  const seed = stack.seed({ workspace, standard, pins, ...placed, packageName: `@acme/${service.name}` });
  const read = (path: string) => seed.find((file) => file.path === path)?.text;
  return missingPackages([{ service, directory }], { standardFor: () => ok(standard), read }).map(
    ({ where, what }) => ({
      code: 'contract',
      where,
      what,
      fix: 'name the same packages in needs and in seed',
    }),
  );
}
