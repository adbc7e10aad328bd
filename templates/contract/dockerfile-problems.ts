import type { Runtime, StackInput, Stack } from '@org/ci-core';
import type { Finding } from './runtime-problems';

/** Instructions of the stage that is built where nobody names one, and of those that it is made from. */
function finalStage(text: string): string[] {
  const stages = text.split(/^(?=FROM )/m).filter((stage) => stage.startsWith('FROM '));
  const isNamed = (stage: string, name: string): boolean =>
    new RegExp(`^FROM .* AS ${name}\\s*$`, 'im').test(stage);
  const follow = (stage: string | undefined): string[] => {
    if (stage === undefined) return [];
    const base = /^FROM (?:--\S+ )*(\S+)/.exec(stage)?.[1] ?? '';
    const from = stages.find((other) => other !== stage && /^[\w-]+$/.test(base) && isNamed(other, base));
    return [...follow(from), ...stage.split('\n')];
  };
  return follow(stages.at(-1));
}

const last = (lines: readonly string[], instruction: string): string =>
  lines.findLast((line) => line.startsWith(`${instruction} `))?.slice(instruction.length + 1) ?? '';

/** Stages that compose and the image's build ask for by name. */
function missingStages(text: string, wanted: readonly (string | undefined)[]): Finding[] {
  const named = [...text.matchAll(/^FROM .* AS (\S+)\s*$/gim)].map(([, name]) => name);
  return wanted
    .filter((name) => name !== undefined && !named.includes(name))
    .map((name) => [`its Dockerfile has no stage ${name ?? ''}`, 'name it: FROM … AS …']);
}

/** What the text of a Dockerfile owes to those who run its image: compose asks the image itself how it does. */
export function dockerfileFindings(
  stack: Stack,
  input: StackInput,
  { user, ...runtime }: Runtime,
): Finding[] {
  const text = stack.dockerfile(input);
  const lines = finalStage(text);
  if (lines.length === 0) return [['its Dockerfile has no stage', 'begin one with FROM']];
  const own = `${user.uid}:${user.gid}`;
  // without a database nothing is migrated
  const migrate = input.service.database === 'none' ? undefined : runtime.migrate;
  const development = stack.development?.(input).target;
  return [
    ...missingStages(text, ['runtime', migrate && 'migrate', development, development && 'test']),
    ...(last(lines, 'USER') === own
      ? []
      : [[`its Dockerfile does not end with USER ${own}`, 'say the numbers of runtime.user'] as const]),
    ...(/\bCMD \[/.test(last(lines, 'HEALTHCHECK'))
      ? []
      : [
          ['its Dockerfile has no HEALTHCHECK', 'add one with an array: CMD ["/service", "health"]'] as const,
        ]),
    ...(['ENTRYPOINT', 'CMD'] as const)
      .filter((name) => !['', '['].includes(last(lines, name).slice(0, 1)))
      .map((name): Finding => [`its Dockerfile has ${name} in a shell`, 'write it as an array']),
  ];
}
