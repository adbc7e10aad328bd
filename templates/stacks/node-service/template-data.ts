import { neverInContext, type Application, type StackInput } from '@org/ci-core';
import type { TemplateData } from '../../text/text-template';
import { dockerfileData } from '../node/dockerfile-data';
import { healthcheckOf, mainOf } from './runtime';

/** Files of the workspace's root that decide an installation, and are no part of what is shipped. */
const rootFiles = {
  npm: 'package-lock.json .npmrc patches tsconfig.base.json',
  pnpm: 'pnpm-lock.yaml pnpm-workspace.yaml .pnpmfile.cjs .npmrc patches tsconfig.base.json',
};

/** What a build has made is content here; everything else that tools make stays out. */
const ignored = [...neverInContext.folders.filter((name) => name !== 'dist'), ...neverInContext.files];

/** A program whose manifest does not say how it starts is refused before anything is rendered. */
const unknown: Application = { main: 'main.js' };

/** JSON as people write it in a Dockerfile. */
const formatArgv = (argv: readonly string[]): string =>
  `[${argv.map((argument) => JSON.stringify(argument)).join(', ')}]`;

export function templateData(input: StackInput): TemplateData {
  const { service, directory, workspace } = input;
  const { build, output } = service.application ?? unknown;
  const main = mainOf(service.application ?? unknown, directory);
  const database = service.database === 'postgres';
  return {
    ...dockerfileData(input),
    build,
    output,
    main,
    database,
    ignored,
    rootFiles: rootFiles[workspace.packageManager],
    healthcheck: formatArgv(healthcheckOf(service)),
    command: formatArgv([...(database ? ['--require=/app/database.cjs'] : []), `/app/${main}`]),
  };
}
