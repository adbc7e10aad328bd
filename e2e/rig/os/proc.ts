import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** A running program as /proc shows it. See proc(5). */
export interface Running {
  readonly pid: number;
  /** Who started it, or 1 where that one has ended. */
  readonly parent: number;
  readonly name: string;
  readonly commandLine: string;
}

/** Every program that this user can see; empty where there is no /proc. */
export function runningPrograms(): Running[] {
  return entries('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((pid) => ({
      pid: Number(pid),
      parent: parentIn(read(`/proc/${pid}/stat`)),
      name: read(`/proc/${pid}/comm`).trim(),
      commandLine: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '),
    }));
}

/** What a program has started, and what these have: parents before children. */
export function descendants(pid: number, programs: readonly Running[] = runningPrograms()): Running[] {
  return programs
    .filter(({ parent }) => parent === pid)
    .flatMap((child) => [child, ...descendants(child.pid, programs)]);
}

/** The name, in brackets, may hold anything; after it come the state and the parent. */
const parentIn = (stat: string): number => Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);

/** Whether a program shares our network: interfaces, routes, firewall tables. */
export function sharesNetwork(pid: number): boolean {
  return link(`/proc/${pid}/ns/net`) === link('/proc/self/ns/net');
}

/** Mount points below a folder, innermost first. */
export function mountsBelow(folder: string): string[] {
  return read('/proc/mounts')
    .split('\n')
    .map((line) => (line.split(' ')[1] ?? '').replaceAll('\\040', ' '))
    .filter((point) => point.startsWith(`${folder}/`))
    .sort()
    .reverse();
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function link(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}
