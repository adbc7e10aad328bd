import { createHash } from 'node:crypto';
import type { ProjectGraphExternalNode } from '@nx/devkit';
import type { Service, Stack, Standard } from '@org/ci-core';

/** Its name in the graph, and what Nx hashes. */
export type RulesNode = readonly [string, ProjectGraphExternalNode];

/** Hexadecimal digits of a name that nobody reads. */
const digits = 16;

const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, digits);

/** What smoke, size and scan read of a standard, but for what its stacks say of one service alone. */
function rulesOf({ gates, pins: { images, digests }, stacks }: Standard): unknown {
  return { gates, images, digests, stacks: stacks.map(({ id, defaults }) => ({ id, defaults })) };
}

/** Name of a standard's rules among the packages of the graph, without Nx's prefix. */
export const rulesName = ({ name }: Standard): string => `${name}#rules`;

/**
 * The rules of an installed standard as a package of the graph: the one thing that Nx hashes for a task, by a name among
 * its inputs, that is neither a file nor in the configuration of a project, which is hashed into all of its targets. Its
 * version is what the rules say: a version of the standard that says the same runs nothing again.
 */
export function rulesNode(standard: Standard): RulesNode {
  const packageName = rulesName(standard);
  const version = digestOf(rulesOf(standard));
  return [`npm:${packageName}`, { type: 'npm', name: `npm:${packageName}`, data: { packageName, version } }];
}

/** What a stack says of how a service runs: another word for it, that changes where what is said does. */
export const runtimeDigest = (service: Service, stack: Stack): string => digestOf(stack.runtime(service));
