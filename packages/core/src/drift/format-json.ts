import { z } from 'zod';
import type { DriftFinding } from './finding';
import { countFindings } from './format-text';

/** `dist/ci/drift.json`: what has drifted, for programs. */
export const DriftReport = z.strictObject({
  schema: z.literal(1),
  open: z.int().describe('Findings that ask for something to be done'),
  notes: z.int(),
  services: z.int().describe('Services with open findings'),
  findings: z.array(
    z.strictObject({
      code: z.string(),
      open: z.boolean(),
      service: z.string().describe('Service, or ci for the workspace’s own files'),
      path: z.string().describe('File that it is about, from the workspace’s root'),
      line: z.int().describe('First line in it; 1 where the whole file is meant'),
      lines: z.array(z.strictObject({ start: z.int(), end: z.int() })),
      where: z.string(),
      what: z.string(),
      fix: z.string(),
      diff: z.string().optional().describe('Unified diff from the file to what sync would write'),
    }),
  ),
});
export type DriftReport = z.infer<typeof DriftReport>;

export const driftReport = (findings: readonly DriftFinding[]): DriftReport => ({
  schema: 1,
  ...countFindings(findings),
  findings: findings.map(({ code, isOpen, service, path, shownIn, lines, where, what, fix, diff }) => {
    const own = shownIn === path ? lines : [{ start: 1, end: 1 }];
    const line = own[0]?.start ?? 1;
    return {
      code,
      open: isOpen,
      service,
      path,
      line,
      lines: own.map(({ start, end }) => ({ start, end })),
      where,
      what,
      fix,
      ...(diff !== undefined && { diff }),
    };
  }),
});

export const formatDriftJson = (findings: readonly DriftFinding[]): string =>
  `${JSON.stringify(driftReport(findings), null, 2)}\n`;
