import { z } from 'zod';

/** Windows reserves these as file names, and a service's name becomes a folder. */
const reserved = new Set(['con', 'prn', 'aux', 'nul', 'com1', 'lpt1', 'node-modules']);

/** DNS-1123 label (RFC 1123), shortened so that Kubernetes names made from it stay within 63. */
export const Name = z
  .string()
  .max(40, 'a name has at most 40 characters')
  .regex(
    /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
    'a name is lower-case letters, digits and single dashes, and starts with a letter (DNS-1123 label)',
  )
  .refine((name) => !reserved.has(name), 'this name is reserved');

/** Relative POSIX path that stays below where it starts: no `..`, no absolute path, no backslash, no control character. */
export const RelativePath = z
  .string()
  .min(1)
  .max(200, 'a path has at most 200 characters')
  .regex(/^[A-Za-z0-9@._/-]+$/, 'a path is letters, digits and @ . _ - / only')
  .refine(
    (path) =>
      !path.startsWith('/') && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..'),
    {
      message: 'a path is relative, has no empty, "." or ".." part and stays in the workspace',
    },
  );

/** npm package name (validate-npm-package-name's rules for new packages). */
export const PackageName = z
  .string()
  .max(214)
  .regex(/^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/, 'not a valid npm package name');

/** Host name of an ingress (RFC 1123 subdomain). */
export const HostName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/, 'not a host name');

/** Absolute URL path of an endpoint. */
export const UrlPath = z
  .string()
  .max(200)
  .regex(/^\/[A-Za-z0-9._~/-]*$/, 'a URL path starts with / and has no query');

/** One line of visible text: goes into labels and comments. */
export const Line = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, 'one line without control characters')
  .refine((text) => !text.includes('${'), 'no ${…}: it would be expanded by other tools');

const ports = 'a port is a whole number from 1024 to 65535';

/** TCP port of a service: below 1024 a process without privileges may not listen. */
export const Port = z.int(ports).min(1024, ports).max(65_535, ports);
