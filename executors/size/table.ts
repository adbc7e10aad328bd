import type { Problem, SizeReceipt } from '@org/ci-core';

const shown = 12;
const barWidth = 24;

export const formatBytes = (bytes: number): string =>
  bytes >= 100_000 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e3).toFixed(1)} kB`;

const bar = (bytes: number, most: number): string =>
  '█'.repeat(most === 0 ? 0 : Math.round((bytes / most) * barWidth)).padEnd(barWidth);

/** What people read of a measurement: the budget, our layers, what takes the space. */
export function formatSize(receipt: SizeReceipt): string[] {
  const { overBaseBytes, budgetBytes, totalBytes, layers, packages } = receipt;
  const own = layers.filter(({ base }) => !base);
  const base = totalBytes - overBaseBytes;
  const most = packages[0]?.bytes ?? 0;
  return [
    `${formatBytes(overBaseBytes)} over the base of ${formatBytes(budgetBytes)} allowed; ${formatBytes(totalBytes)} in all (compressed)`,
    ...own.map(({ bytes, createdBy }) => `  ${formatBytes(bytes).padStart(9)}  ${createdBy.slice(0, 80)}`),
    base === 0
      ? '  the base image is not known: every layer counts'
      : `  ${formatBytes(base).padStart(9)}  base image`,
    'our layers unpacked, by package or folder:',
    ...packages
      .slice(0, shown)
      .map(({ name, bytes }) => `  ${formatBytes(bytes).padStart(9)}  ${bar(bytes, most)}  ${name}`),
  ];
}

/** Code: size-budget. */
export function overBudget({ service, overBaseBytes, budgetBytes, packages, layers }: SizeReceipt): Problem {
  const largest = layers.filter(({ base }) => !base).sort((a, b) => b.bytes - a.bytes)[0];
  const parts = packages.slice(0, 3).map(({ name, bytes }) => `${name} ${formatBytes(bytes)}`);
  return {
    code: 'size-budget',
    where: `${service} › size`,
    what: `${formatBytes(overBaseBytes)} over the base image, ${formatBytes(budgetBytes)} are allowed; largest layer: ${largest?.createdBy ?? 'none'}; largest parts: ${parts.join(', ')}`,
    fix: 'leave out what production does not need, or raise size.budgetMb in service.yaml with a reason',
  };
}
