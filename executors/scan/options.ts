import { z } from 'zod';

/** Options of the scan executor: what it is judged by is the policy's (ci.yaml, the standard). */
export const ScanOptions = z.object({}).describe('Scans the image and its lock file for vulnerabilities');
export type ScanOptions = z.infer<typeof ScanOptions>;
