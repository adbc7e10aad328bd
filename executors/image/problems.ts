import { ProblemError, type Problem } from '@org/ci-core';
import {
  diagnose,
  formatCommand,
  isPassing,
  maskSecrets,
  type Command,
  type Outcome,
} from '@org/ci-toolchain';

const unfit: Problem = {
  code: 'builder-unfit',
  where: 'docker buildx',
  what: 'this builder cannot export reproducible images: its engine does not use the containerd image store',
  fix: 'docker buildx create --use, or switch the containerd image store on (docs.docker.com/engine/storage/containerd)',
};

const emulation: Problem = {
  code: 'platform-emulation',
  where: 'docker buildx',
  what: 'a step would run a program of another platform, and the builder cannot emulate it',
  fix: 'docker run --privileged --rm tonistiigi/binfmt --install all, or a builder with nodes of that platform',
};

const noBuilder: Problem = {
  code: 'builder-missing',
  where: 'docker buildx',
  what: 'there is no builder of that name',
  fix: 'docker buildx ls lists them; --builder names one',
};

const noPlatform: Problem = {
  code: 'platform-missing',
  where: 'docker buildx',
  what: 'a base image is not there for a platform that was asked for',
  fix: 'correct platforms in ci.yaml or --platforms; docker buildx imagetools inspect <image> lists those of an image',
};

const own: readonly (readonly [RegExp, Problem])[] = [
  [
    /(exporter is not supported|multi-platform build is not supported|currently not implemented) for the docker driver/i,
    unfit,
  ],
  [/exec format error/i, emulation],
  [/no match for platform in manifest/i, noPlatform],
  [/no builder "[^"]*" found/i, noBuilder],
];

/** The sentence that buildx ends with: what steps wrote must not be taken for it. */
const verdictOf = (stderr: string): string =>
  stderr
    .split('\n')
    .filter((line) => /^(ERROR|error|docker|unknown|Cannot)\b/i.test(line))
    .slice(-3)
    .join('\n');

/** Lines of the step that failed: BuildKit repeats them between two rules of six dashes; longer ones are around source. */
function stepLog(stderr: string): string {
  const parts = stderr.split(/^-{6}$/m);
  const log = parts.length >= 3 ? parts.slice(-2).join('') : stderr;
  return log.trim().split('\n').slice(-30).join('\n');
}

/** What a failed build means. */
export function buildProblem(command: Command, { exitCode, stderr }: Outcome): Problem {
  const verdict = verdictOf(stderr) || stderr.slice(-2000);
  const ofBuilder = own.find(([pattern]) => pattern.test(verdict));
  if (ofBuilder) return ofBuilder[1];
  const isStep = verdict.includes('did not complete successfully');
  const known = diagnose(isStep ? (/no space left on device/i.exec(stderr)?.[0] ?? '') : verdict);
  if (known) return { ...known, what: `${known.what}\n${maskSecrets(verdict.trim())}` };
  return {
    code: 'build-failed',
    where: formatCommand(command),
    what: maskSecrets(`exit code ${exitCode}\n${stepLog(stderr)}`, command.secrets),
    fix: 'correct what the step says; the command above repeats the build',
  };
}

/** The same build may succeed a moment later. */
export const mayPass = (error: unknown): boolean =>
  error instanceof ProblemError && error.problems.every(isPassing);
