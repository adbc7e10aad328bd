import { failed, ok, type Result } from '@org/ci-core';
import { z } from 'zod';
import type { Command } from '../spawn/command';

const docker = (...args: string[]): Command => ({ tool: 'docker', args });

/** Process and numeric user ids in a container: parseTop reads it. Needs nothing in the image. */
export const dockerTop = (container: string): Command => docker('top', container, '-eo', 'pid,uid');

/** Numeric user ids, one per process. */
export const parseTop = (text: string): number[] =>
  text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, uid] = /^\s*\d+\s+(\d+)\s*$/.exec(line) ?? [];
      return uid === undefined ? [] : [Number(uid)];
    });

/** Containers, running or not, or networks with a label: one line each, its id and the value of `label`. */
export const dockerListLabelled = (kind: 'container' | 'network', filter: string, label: string): Command =>
  docker(
    kind,
    'ls',
    ...(kind === 'container' ? ['--all'] : []),
    '--no-trunc',
    '--filter',
    `label=${filter}`,
    '--format',
    `{{.ID}} {{.Label ${JSON.stringify(label)}}}`,
  );

export interface Labelled {
  readonly id: string;
  readonly value: string;
}

/** Standard output of dockerListLabelled. */
export const parseLabelled = (text: string): Labelled[] =>
  text.split('\n').flatMap((line) => {
    const [, id, value] = /^([0-9a-f]{12,64}) (.*)$/.exec(line) ?? [];
    return id === undefined ? [] : [{ id, value: value ?? '' }];
  });

const ImageDetails = z.array(z.object({ Config: z.object({ User: z.string().default('') }) })).min(1);

/** Standard output of dockerImageInspect → the user that the image runs as; empty where it says none. */
export function parseImageUser(text: string): Result<string> {
  try {
    return ok(ImageDetails.parse(JSON.parse(text))[0]?.Config.User ?? '');
  } catch {
    const what = `it answered ${JSON.stringify(text.slice(0, 80))}`;
    return failed({
      code: 'tool-output',
      where: 'docker image inspect',
      what,
      fix: 'use a current Docker CLI',
    });
  }
}
