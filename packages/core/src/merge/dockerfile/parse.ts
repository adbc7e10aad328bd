import { uniqueNames } from '../tree/names';
import { branchSays, sayOf, type Branch, type Entry, type Value } from '../tree/tree';
import { asStream, introEnd } from '../tree/whole';
import { readArguments } from './arguments';
import { scanDockerfile, type Instruction } from './scan';

const named = (value: Value, name: string): string | undefined => {
  const entry = value.kind === 'leaf' ? undefined : value.entries.find((one) => one.name === name);
  return entry?.value.kind === 'leaf' ? entry.value.string : undefined;
};

const lastItem = /"((?:[^"\\]|\\.)*)"\s*\]\s*$/;

/** Where COPY and ADD write: their last word, in brackets or without. */
const destinationOf = (value: Value): string | undefined =>
  value.kind === 'leaf' ? lastItem.exec(value.string ?? '')?.[1] : named(value, 'destination');

const firstName = (value: Value): string => (value.kind === 'leaf' ? '' : (value.entries[0]?.name ?? ''));

/** What an instruction is recognised by in its stage: what it sets, or where it writes, or being the only one. */
function identitiesOf(keyword: string, value: Value): string[] {
  switch (keyword) {
    case 'ARG':
    case 'ENV':
    case 'LABEL':
      return [`set ${keyword} ${firstName(value)}`, `only ${keyword}`];
    case 'COPY':
    case 'ADD': {
      const destination = destinationOf(value) ?? '';
      return [
        `from ${keyword} ${named(value, '--from') ?? ''} ${destination}`,
        `to ${keyword} ${destination}`,
      ];
    }
    default:
      return [`only ${keyword}`];
  }
}

function calledOf(keyword: string, value: Value): string {
  if (keyword === 'ARG' || keyword === 'ENV' || keyword === 'LABEL') return `${keyword} ${firstName(value)}`;
  const destination = keyword === 'COPY' || keyword === 'ADD' ? destinationOf(value) : undefined;
  return destination === undefined ? keyword : `${keyword} ${destination}`;
}

function readInstruction(text: string, instruction: Instruction, start: number): Entry {
  const value = readArguments(text, instruction);
  const { keyword, keywordEnd, end } = instruction;
  return {
    ...{ text, name: calledOf(keyword, value), key: undefined, keyword, props: keyword, value },
    identities: identitiesOf(keyword, value),
    ...{ start, leadEnd: instruction.start, contentStart: instruction.start, keyEnd: keywordEnd, end },
    ...{ noteStart: -1, noteEnd: -1 },
  };
}

const listOf = (
  text: string,
  entries: readonly Entry[],
  start: number,
  bounds: { introEnd: number; end: number },
): Branch => {
  const names = uniqueNames(entries.map(({ name }) => name));
  return {
    ...{
      kind: 'list',
      text,
      says: branchSays('list', entries.map(sayOf)),
      start,
      end: bounds.end,
      layout: 'lines',
    },
    ...{
      joiner: '',
      indent: 0,
      isCompact: false,
      introEnd: bounds.introEnd,
      tailStart: entries.at(-1)?.end ?? bounds.introEnd,
    },
    ...{ entries: entries.map((entry, index) => ({ ...entry, name: names[index] ?? '' })), isSet: false },
  };
};

/** What a stage is called, and recognised by: its name, or else its base image. */
function stageNames(from: Entry | undefined): Pick<Entry, 'name' | 'identities'> {
  if (from?.keyword !== 'FROM') return { name: 'global', identities: ['global '] };
  const name = named(from.value, 'as')?.replace(/^as\s+/i, '');
  const image = (named(from.value, 'image') ?? '').replace(/(?<=[^/:])(:[^/@]*)?(@.*)?$/, '');
  const own = name === undefined ? [] : [`stage ${name}`];
  return { name: name ?? image, identities: [...own, `image ${image}`] };
}

/** A stage: from its FROM (or, before the first one, from the first ARG) on. */
function readStage(text: string, all: readonly Instruction[], start: number): Entry {
  const begin = all[0]?.start ?? start;
  let at = begin;
  const entries = all.map((instruction) => {
    const entry = readInstruction(text, instruction, at);
    at = instruction.end;
    return entry;
  });
  return {
    ...{ text, ...stageNames(entries[0]), key: undefined, props: '', keyword: 'FROM' },
    value: listOf(text, entries, begin, { introEnd: begin, end: at }),
    ...{ start, leadEnd: begin, contentStart: begin, keyEnd: begin, end: at, noteStart: -1, noteEnd: -1 },
  };
}

/** Parser directives count only in the first lines, so that nothing may come before them. */
const directivesEnd = (text: string): number =>
  /^(?:#\s*(?:syntax|escape|check)\s*=.*\n)*/i.exec(text)?.[0].length ?? 0;

/** A Dockerfile as a list of stages, each a list of instructions; undefined: it is none. */
export function parseDockerfile(text: string): Branch | undefined {
  const instructions = scanDockerfile(text);
  const first = instructions?.[0];
  if (!instructions || !first) return undefined;
  const stages: Instruction[][] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM' || stages.length === 0) stages.push([]);
    stages.at(-1)?.push(instruction);
  }
  const intro = Math.max(introEnd(text, 0, first.start), directivesEnd(text));
  let at = intro;
  const entries = stages.map((stage) => {
    const entry = readStage(text, stage, at);
    at = entry.end;
    return entry;
  });
  return asStream(text, listOf(text, entries, 0, { introEnd: intro, end: text.length }));
}
