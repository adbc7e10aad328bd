import {
  forbiddenOptions,
  synthService,
  synthWorkspace,
  type PlacedService,
  type Problem,
  type RenderedFile,
  type WithArtefacts,
  type WorkspaceInput,
} from '@org/ci-core';
import { fileProblems } from './file-problems';
import { imageProblems } from './image-problems';
import { seedProblems } from './seed-problems';
import { ownProblems, stackProblems, withEverything } from './stack-problems';

interface Rendering {
  readonly where: string;
  /** Folder that the files must stay in; the workspace's root is ''. */
  readonly folder: string;
  readonly render: () => readonly RenderedFile[];
}

function renderings(input: WithArtefacts<WorkspaceInput>): Rendering[] {
  const { services, ...rest } = input;
  const ofServices = services.flatMap((placed): Rendering[] => {
    const { name } = placed.service;
    const serviceInput = { ...rest, ...placed };
    return [
      { where: `${name} files`, folder: placed.directory, render: () => synthService(serviceInput) },
      {
        where: `${name} source`,
        folder: placed.directory,
        render: () => placed.stack.seed({ ...serviceInput, packageName: `@acme/${name}` }),
      },
    ];
  });
  return [...ofServices, { where: 'workspace files', folder: '', render: () => synthWorkspace(input) }];
}

const problem = (where: string, what: string, fix: string): Problem => ({
  code: 'contract',
  where,
  what,
  fix,
});

function twice(files: readonly RenderedFile[], where: string): Problem[] {
  const paths = files.map(({ path }) => path);
  return [...new Set(paths.filter((path, index) => paths.indexOf(path) !== index))].map((path) =>
    problem(where, `${path} is rendered twice`, 'let one artefact own it'),
  );
}

/** The example, and the example with everything that its stacks accept and its standard does not forbid. */
function variants(input: WithArtefacts<WorkspaceInput>): WithArtefacts<WorkspaceInput>[] {
  const isAllowed = ({ service, directory }: PlacedService): boolean =>
    forbiddenOptions(service, input.standard, directory).length === 0;
  const full = input.services.map((placed) => withEverything(placed).filter(isAllowed));
  const count = Math.max(0, ...full.map(({ length }) => length));
  const nth = (index: number) => full.flatMap((each) => each[index % each.length] ?? []);
  return [input, ...Array.from({ length: count }, (_, index) => ({ ...input, services: nth(index) }))];
}

/** Problems of several variants, each said once. */
const once = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((one) => [JSON.stringify(one), one])).values(),
];

/**
 * What every stack and artefact owes whoever uses it: the same text for the same input, readable files, paths that
 * stay inside, images from the pins alone, commands without a shell, a user that is nobody, everything that it accepts.
 * For standards of other packages too.
 * @returns nothing where all is well
 */
export const contractProblems = (input: WithArtefacts<WorkspaceInput>): Problem[] =>
  once([
    ...input.standard.stacks.flatMap(ownProblems),
    ...variants(input).flatMap((variant) => [
      ...variant.services.flatMap((placed) => [
        ...stackProblems(variant, placed),
        ...seedProblems(variant, placed),
      ]),
      ...renderingProblems(variant),
    ]),
  ]);

function renderingProblems(input: WithArtefacts<WorkspaceInput>): Problem[] {
  const all = renderings(input);
  const files = all.flatMap((rendering) => rendering.render());
  return [
    ...twice(files, 'rendering'),
    ...all.flatMap(({ where, folder, render }) => {
      const rendered = render();
      const again = JSON.stringify(render()) === JSON.stringify(rendered);
      return [
        ...(again ? [] : [problem(where, 'two renderings differ', 'use nothing but the input')]),
        ...rendered.flatMap((file) => [...fileProblems(file, folder), ...imageProblems(file, input)]),
      ];
    }),
  ];
}
