import { createHash } from 'node:crypto';

/** sha256 of a text in UTF-8, 64 hexadecimal digits: what locks record. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
