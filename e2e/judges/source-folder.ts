import { fileURLToPath } from 'node:url';

/** Absolute path of this folder, without a slash at its end. */
export const sourceFolder = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');
