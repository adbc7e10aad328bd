// Messages point into docs/: the pages are packed with what says so.
import { cpSync, rmSync } from 'node:fs';

const source = new URL('../../docs/', import.meta.url);
const target = new URL('docs/', import.meta.url);
rmSync(target, { recursive: true, force: true });
cpSync(source, target, { recursive: true });
