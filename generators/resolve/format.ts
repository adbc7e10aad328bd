import { resolveCommand, type Pending } from '@org/ci-core';

const why: Record<Pending['kind'], string> = {
  changed: 'you changed it, and so did the standard',
  'deleted-by-you': 'you removed it, the standard changed it',
  'deleted-by-standard': 'you changed it, the standard removes it',
  order: 'you changed the order, and so did the standard',
  file: 'both changed the file, and it cannot be understood by its structure',
  proposed: 'the file is older than the standard, which would change this',
};

const marked = (text: string | null, mark: string): string =>
  text === null ? '' : text.replace(/\n$/, '').replaceAll(/^/gm, `      ${mark} `) + '\n';

const shown = (service: string, { path, at, kind, mine, theirs }: Pending): string =>
  [
    `  ${at === '' ? 'the whole file' : at}: ${why[kind]}`,
    `${marked(mine, '-')}${marked(theirs, '+')}`.replace(/\n$/, ''),
    `    ${resolveCommand(service, path)}${at === '' ? '' : ` --at='${at}'`}`,
  ].join('\n');

/** What waits, by file: what the file holds (-) and what the standard wants (+). */
export function formatPending(service: string, pending: readonly Pending[]): string {
  if (pending.length === 0) return `${service}: nothing waits for a decision.`;
  const paths = [...new Set(pending.map(({ path }) => path))];
  return paths
    .map((path) => {
      const own = pending.filter((one) => one.path === path);
      return [path, ...own.map((one) => shown(service, one))].join('\n');
    })
    .join('\n\n');
}
