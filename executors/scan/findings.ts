import { severities, type Finding } from '@org/ci-core';

/** Code-unit order: the same on every machine, unlike a locale's. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Worst first, then by package and advisory: the same findings are always the same bytes. */
export const sortFindings = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      compare(a.package, b.package) ||
      compare(a.id, b.id) ||
      compare(a.version, b.version) ||
      compare(a.source, b.source),
  );
