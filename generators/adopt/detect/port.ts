import { Port } from '@org/ci-core';
import { found, strongest, type Found } from '../evidence';
import { readOwn, sourcesOf, type Project } from '../project';
import { composeOf } from './compose';
import { ownDockerfile } from './dockerfile';

/** The default of `process.env.PORT`, however it is written. */
const defaults = [
  /\bPORT['"`]?\s*\]?\s*\)?\s*(?:\?\?|\|\|)\s*['"`]?(\d{2,5})\b/g,
  /\bPORT['"`]?\s*\]?\s*\?\s*[^:;?]{1,80}:\s*['"`]?(\d{2,5})\b/g,
  /\bPORT\s*=\s*['"`]?(\d{2,5})\b/g,
];

/** A port that nobody can change. */
const fixed = /\.listen\(\s*(?:\{\s*port\s*:\s*)?(\d{2,5})\b/g;

const short = (text: string): string => text.replace(/\s+/g, ' ').trim();

function inSources(project: Project, patterns: readonly RegExp[]): Found<number>[] {
  return sourcesOf(project).flatMap(({ file, text }) =>
    patterns.flatMap((pattern) =>
      [...text.matchAll(pattern)].map(([match, port]) => found(Number(port), `${file} › ${short(match)}`)),
    ),
  );
}

const examples = ['.env.example', '.env.sample', '.env.template', '.env.dist'];

const inExamples = (project: Project): Found<number>[] =>
  examples.flatMap((file) => {
    const [match, port] =
      /^\s*(?:export\s+)?PORT\s*=\s*["']?(\d{2,5})/m.exec(readOwn(project, file) ?? '') ?? [];
    return match === undefined ? [] : [found(Number(port), `${file} › ${short(match)}`)];
  });

const exposed = (project: Project): Found<number>[] =>
  [...(ownDockerfile(project)?.matchAll(/^\s*EXPOSE\s+(\d+)/gim) ?? [])].map(([match, port]) =>
    found(Number(port), `Dockerfile › ${short(match)}`),
  );

/** A process without privileges listens from 1024 on only. */
const isUsable = ({ value }: Found<number>): boolean => Port.safeParse(value).success;

/** Ports that it listens on: what its containers say comes before what the program falls back to. */
export function findPort(project: Project): readonly Found<number>[] {
  const composed = composeOf(project).ports;
  const levels = [
    [...exposed(project), ...composed],
    inSources(project, [fixed]),
    inSources(project, defaults),
    inExamples(project),
  ];
  return strongest(...levels.map((level) => level.filter(isUsable)));
}
