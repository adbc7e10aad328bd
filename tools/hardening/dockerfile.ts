import { scanDockerfile } from '../../packages/core/src/merge/dockerfile/scan';

export interface Step {
  readonly keyword: string;
  /** What stands after the keyword, on one line, without comments between continued lines. */
  readonly text: string;
}

export interface Stage {
  readonly name: string;
  /** As it is written: a stage, an image or `${ARG}`. */
  readonly from: string;
  readonly flags: string;
  readonly steps: readonly Step[];
}

export interface Dockerfile {
  readonly text: string;
  /** ARGs before the first FROM, with their defaults. */
  readonly defaults: ReadonlyMap<string, string>;
  readonly stages: readonly Stage[];
}

const oneLine = (text: string): string =>
  text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .trim();

function stageOf(text: string): Stage {
  const [, flags = '', from = '', name = ''] = /^((?:--\S+ )*)(\S+)(?: as (\S+))?$/i.exec(text) ?? [];
  return { name, from, flags, steps: [] };
}

/** Stages and their instructions. Throws where the text is no Dockerfile. */
export function parseDockerfile(text: string): Dockerfile {
  const instructions = scanDockerfile(text);
  if (!instructions) throw new Error('no Dockerfile');
  const defaults = new Map<string, string>();
  const stages: (Stage & { steps: Step[] })[] = [];
  for (const { keyword, keywordEnd, textEnd } of instructions) {
    const step = { keyword, text: oneLine(text.slice(keywordEnd, textEnd)) };
    const stage = stages.at(-1);
    if (keyword === 'FROM') stages.push({ ...stageOf(step.text), steps: [] });
    else if (stage) stage.steps.push(step);
    else if (keyword === 'ARG')
      defaults.set(step.text.split('=')[0] ?? '', step.text.replace(/^[^=]*=?/, ''));
  }
  return { text, defaults, stages };
}

export const stageNamed = ({ stages }: Dockerfile, name: string): Stage | undefined =>
  stages.find((stage) => stage.name === name);

/** The stage and those that it is built from, the first first. */
export function lineage(file: Dockerfile, name: string): Stage[] {
  const stage = stageNamed(file, name);
  return stage ? [...lineage(file, stage.from), stage] : [];
}

/** Every instruction that makes the image of a stage. */
export const stepsOf = (file: Dockerfile, name: string, ...keywords: string[]): Step[] =>
  lineage(file, name)
    .flatMap(({ steps }) => steps)
    .filter(({ keyword }) => keywords.length === 0 || keywords.includes(keyword));

export const allSteps = ({ stages }: Dockerfile, ...keywords: string[]): Step[] =>
  stages.flatMap(({ steps }) => steps).filter(({ keyword }) => keywords.includes(keyword));

/** The image of a registry that `from` means. */
export const imageOf = ({ defaults }: Dockerfile, from: string): string =>
  from.replace(/^\$\{(\w+)\}$/, (_, name: string) => defaults.get(name) ?? '');

/** Stages that begin with an image of a registry. */
export const rooted = (file: Dockerfile): Stage[] =>
  file.stages.filter(({ from }) => stageNamed(file, from) === undefined);

/** The image of a registry that a stage stands on. */
export const baseOf = (file: Dockerfile, name: string): string =>
  imageOf(file, lineage(file, name)[0]?.from ?? '');

/** Stages that reach production. */
export const shipped = (file: Dockerfile): string[] =>
  ['runtime', 'migrate'].filter((name) => name === 'runtime' || stageNamed(file, name) !== undefined);

const installation = /\b(npm (ci|install(?! --global))|pnpm (\S+ )*install|uv sync)\b/;

/** The commands that install what an application depends on. */
export const installations = (steps: readonly Step[]): Step[] =>
  steps.filter(({ keyword, text }) => keyword === 'RUN' && installation.test(text));
