import { z } from 'zod';

/** Versions of a standard that are accepted: `1.4.0`, `~1.4.0` or `^1.4.0` (https://docs.npmjs.com/cli/v11/using-npm/semver). */
export const VersionRange = z
  .string()
  .max(50)
  .regex(/^[\^~]?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'a version or a ^/~ range');
