import { z } from 'zod';

/** Text from outside on one line of a terminal, a table or SARIF: no control characters, no direction changes. */
const clean = (longest: number) =>
  z.string().transform((text) =>
    text
      .slice(0, longest * 4)
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
      .trim()
      .slice(0, longest),
  );
const said = (longest: number) => clean(longest).pipe(z.string().min(1));

const Vulnerability = z.object({
  VulnerabilityID: said(100),
  PkgName: said(214),
  InstalledVersion: clean(200).optional(),
  FixedVersion: clean(200).optional(),
  Severity: z.string().optional(),
  Title: clean(300).optional(),
  PrimaryURL: z.string().optional(),
});
export type Vulnerability = z.infer<typeof Vulnerability>;

/** Go writes an empty list as null. */
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

const Part = z.object({
  Target: z.string(),
  Class: z.string().optional(),
  Packages: list(z.unknown()),
  Vulnerabilities: list(Vulnerability),
});

/** What is read of trivy's JSON report, version 2; unknown members are left alone. */
export const Report = z.object({
  SchemaVersion: z.literal(2),
  ArtifactName: z.string(),
  ArtifactType: z.string(),
  Metadata: z
    .object({
      OS: z.object({ Family: clean(60), Name: clean(60), EOSL: z.boolean().optional() }).optional(),
      RepoDigests: list(z.string()),
      ImageConfig: z
        .object({ os: z.string(), architecture: z.string(), variant: z.string().optional() })
        .optional(),
    })
    .optional(),
  Results: list(Part),
});
export type Report = z.infer<typeof Report>;
