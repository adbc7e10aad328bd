import { z } from 'zod';
import { Line, RelativePath } from './names';

const maxFiles = 200;

/** Whose a generated file is. */
export interface FileOwner {
  readonly owner: 'service' | 'workspace' | 'standard';
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
}

/** By path from the manifest's folder. */
export type FileOwners = Readonly<Record<string, FileOwner>>;

/**
 * `files:` of a manifest, by path from the manifest's folder. `self` is whose a file is that the standard leaves alone:
 * it is ejected, and says why and until when.
 */
export const fileOwners = (self: 'service' | 'workspace'): z.ZodOptional<z.ZodType<FileOwners>> =>
  z
    .record(
      RelativePath,
      z
        .strictObject({
          owner: z
            .enum([self, 'standard'])
            .describe(`${self}: the file is yours and never written again; standard: it is generated`),
          reason: Line.min(3, 'a reason is something that the next reader can judge')
            .optional()
            .describe(`Why it is yours; needed with owner: ${self}`),
          until: z.iso.date().optional().describe('Last day (UTC) on which that is as it should be'),
        })
        .superRefine(({ owner, reason, until }, context) => {
          if (owner === self && reason === undefined)
            context.addIssue({ code: 'custom', path: ['reason'], message: `owner: ${self} needs a reason` });
          if (owner === 'standard' && until !== undefined)
            context.addIssue({ code: 'custom', path: ['until'], message: `only owner: ${self} has an end` });
        }),
    )
    .refine((files) => Object.keys(files).length <= maxFiles, `at most ${maxFiles} files`)
    .optional()
    .describe('Generated files that are somebody else’s than the standard says, by path');
