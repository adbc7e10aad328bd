import {
  Arg,
  Copy,
  DockerfileParser,
  From,
  Keyword,
  Run,
  type Dockerfile,
  type Flag,
  type Instruction,
} from 'dockerfile-ast';

const pinned = /@sha256:[0-9a-f]{64}$/;

/** Stages so far, by name in lower case, as names are compared; empty where one has none. */
type Stages = readonly string[];

/** Default of each argument that FROM may use: those before the first one. Undefined where it is no plain value. */
function globalArguments(dockerfile: Dockerfile): ReadonlyMap<string, string | undefined> {
  const instructions = dockerfile.getInstructions();
  const first = instructions.findIndex((each) => each instanceof From);
  const args = instructions.slice(0, first).filter((each) => each instanceof Arg);
  const values = new Map<string, string | undefined>();
  for (const property of args.flatMap((arg) => arg.getProperties()))
    values.set(property.getName(), values.has(property.getName()) ? undefined : (property.getValue() ?? ''));
  return values;
}

/** `$X` or `${X}` and nothing else: the default of the argument. */
function expand(image: string, dockerfile: Dockerfile): string {
  const name = /^\$\{?(\w+)\}?$/.exec(image)?.[1];
  return name === undefined ? image : (globalArguments(dockerfile).get(name) ?? '');
}

/** Where a COPY takes files from, or one mount of a RUN. */
function sourcesOf(flag: Flag): (string | null)[] {
  if (flag.getName().toLowerCase() === 'from') return [flag.getValue()];
  return flag
    .getOptions()
    .filter((option) => /from/i.test(option.getName()))
    .map((option) => option.getValue());
}

const isEarlier = (name: string, stages: Stages): boolean =>
  name !== '' && stages.includes(name.toLowerCase());

function isBaseFixed(from: From, stages: Stages, dockerfile: Dockerfile): boolean {
  const image = from.getImage() ?? '';
  return image === 'scratch' || isEarlier(image, stages) || pinned.test(expand(image, dockerfile));
}

/** A number is a stage for COPY alone. A heredoc without an end would hide what comes after it, and is none. */
function areSourcesFixed(instruction: Copy | Run, stages: Stages): boolean {
  const earlier = stages.slice(0, -1);
  const isStage = (source: string): boolean =>
    instruction instanceof Copy && /^\d+$/.test(source)
      ? Number(source) < earlier.length
      : isEarlier(source, earlier);
  const isEnded = instruction.getHeredocs().every((heredoc) => heredoc.getDelimiterRange() !== null);
  const isSourceFixed = (source: string | null): boolean =>
    source !== null && (pinned.test(source) || isStage(source));
  return isEnded && instruction.getFlags().flatMap(sourcesOf).every(isSourceFixed);
}

const isFrontendFixed = (dockerfile: Dockerfile): boolean =>
  dockerfile
    .getDirectives()
    .filter((directive) => directive.getName().toLowerCase() === 'syntax')
    .every((directive) => pinned.test(directive.getValue()));

/** A line that is no instruction may name a frontend in another way (`//syntax=`, JSON, after `#!`). */
const known = new Set<string>(Object.values(Keyword));
/** The one may fetch, the other is run by whoever builds on it. */
const unsure = new Set<string>([Keyword.ADD, Keyword.ONBUILD]);

/** Of an instruction in the last of these stages. */
function isFixed(instruction: Instruction, stages: Stages): boolean {
  const keyword = instruction.getKeyword();
  if (!known.has(keyword) || unsure.has(keyword)) return false;
  return instruction instanceof Copy || instruction instanceof Run
    ? areSourcesFixed(instruction, stages)
    : true;
}

/**
 * Pure: whether all that a Dockerfile takes from outside its context is named by digest, so that building it again would
 * look for nothing newer. What is not plainly so (ADD may fetch, a frontend or an image by its tag) is none.
 * Downloads within a step are the builder's to repeat: its own cache does not repeat them either.
 */
export function isPinned(text: string): boolean {
  const dockerfile = DockerfileParser.parse(text);
  if (text.startsWith('#!') || !isFrontendFixed(dockerfile)) return false;
  const stages: string[] = [];
  for (const instruction of dockerfile.getInstructions()) {
    if (instruction instanceof From) {
      if (!isBaseFixed(instruction, stages, dockerfile)) return false;
      stages.push(instruction.getBuildStage()?.toLowerCase() ?? '');
    } else if (!isFixed(instruction, stages)) return false;
  }
  return stages.length > 0;
}
