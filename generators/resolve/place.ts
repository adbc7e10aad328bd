import { nearest, type Lock, type LockPlan, type Problem } from '@org/ci-core';
import { formatPending } from './format';
import type { ResolveOptions } from './options';

/** A file as the lock names it: from the root. It may be given from the service's folder. */
export function fileOf(
  file: string | undefined,
  { files, pending }: Lock,
  directory: string | undefined,
): string | undefined {
  if (file === undefined || directory === undefined || pending.some(({ path }) => path === file)) return file;
  const below = `${directory}/${file}`;
  return below in files || pending.some(({ path }) => path === below) ? below : file;
}

/** The option that was probably meant. */
function meant({ file, at }: ResolveOptions, { pending }: Lock): string {
  const files = pending.map(({ path }) => path);
  if (file !== undefined && !files.includes(file)) {
    const other = nearest(file, files);
    return other === undefined ? '' : `did you mean --file=${other}? `;
  }
  const places = pending.filter(({ path }) => file === undefined || path === file).map((one) => one.at);
  const other = at === undefined ? undefined : nearest(at, places);
  return other === undefined ? '' : `did you mean --at='${other}'? `;
}

/** A file or place that does not wait; what does is listed. */
export const nothingWaits = (options: ResolveOptions, lock: Lock): Problem => ({
  code: 'resolve-nothing',
  where: [options.name, options.file, options.at].filter((one) => one !== undefined).join(' › '),
  what: 'does not wait for a decision',
  fix:
    lock.pending.length === 0
      ? 'nothing to do'
      : `${meant(options, lock)}these do:\n${formatPending(options.name, lock.pending)}`,
});

/** What is said of one service, or of the workspace: by its lock, or by where its own files start. */
export function ofPart(
  said: readonly Problem[],
  plans: readonly LockPlan[],
  { lock, start }: { readonly lock: string; readonly start: string },
): Problem[] {
  const findings = new Map(
    plans.flatMap((plan) => plan.findings.map((one): [Problem, string] => [one, plan.path])),
  );
  return said.filter((one) => (findings.get(one) ?? (one.where.startsWith(start) ? lock : '')) === lock);
}
