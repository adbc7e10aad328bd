import type { Problem } from '@org/ci-core';
import { runsAsRoot } from './detect/dockerfile';
import { composeNames } from './detect/compose';
import type { Detection } from './detection';
import type { Found } from './evidence';
import { sourcesOf, type Project } from './project';

type Row = readonly [what: string, value: string, evidence: string];

const row = (what: string, one: Found<unknown> | undefined, value?: string): Row[] =>
  one === undefined ? [] : [[what, value ?? String(one.value), one.evidence]];

/** Columns under each other. */
function formatRows(rows: readonly Row[]): string[] {
  const widths = [0, 1].map((column) => Math.max(...rows.map((one) => (one[column] ?? '').length)));
  return rows.map(([what, value, evidence]) =>
    `  ${what.padEnd(widths[0] ?? 0)}  ${value.padEnd(widths[1] ?? 0)}  ${evidence}`.trimEnd(),
  );
}

/** What was found, and where: whoever reads it sees at once what was guessed wrong. */
export function formatDetection(found: Detection, { directory }: Project): string {
  const build = found.build?.value;
  const rows = [
    ...row('name', found.name),
    ...row('description', found.description),
    ...row('framework', found.framework),
    ...row('build', found.build, build && `${build.target} (${build.tool})`),
    ...row('output', found.output),
    ...row('main', found.main),
    ...row('port', found.port),
    ...row('live', found.live),
    ...row('ready', found.ready),
    ...row('database', found.database),
    ...row('context', found.context),
  ];
  return [`${directory}: what it is, and where that was found`, ...formatRows(rows)].join('\n');
}

/** What its image or its smoke test will ask of it, and what it does not show. Nothing of it stops the adoption. */
export function adoptNotes(project: Project): Problem[] {
  const { directory, files } = project;
  const stops = sourcesOf(project).some(({ text }) =>
    /SIGTERM|enableShutdownHooks|close-with-grace|terminus/.test(text),
  );
  const shadowed = composeNames.find((name) => name !== 'compose.yaml' && files.includes(name));
  return [
    ...(stops
      ? []
      : [
          {
            code: 'adopt-sigterm',
            where: directory,
            what: 'nothing in it listens for SIGTERM, which Node.js ignores as the first process of a container: smoke will fail, and every rollout waits',
            fix: "process.on('SIGTERM', () => server.close(() => process.exit(0)))",
          },
        ]),
    ...(runsAsRoot(project)
      ? [
          {
            code: 'adopt-root',
            where: `${directory}/Dockerfile`,
            what: 'its last stage has no numeric user: smoke will fail',
            fix: 'USER 65532:65532 in its last stage, or take the Dockerfile of the standard',
          },
        ]
      : []),
    ...(shadowed === undefined
      ? []
      : [
          {
            code: 'adopt-compose',
            where: `${directory}/${shadowed}`,
            what: 'is yours, and compose would prefer a compose.yaml beside it: none is written',
            fix: 'to have it: rename yours, and remove files › compose.yaml from service.yaml',
          },
        ]),
  ];
}
