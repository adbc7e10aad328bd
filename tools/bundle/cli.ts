import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packages } from '../house/sources';
import { bundlePackage } from './bundle';

const root = join(__dirname, '../..');

async function main(): Promise<void> {
  for (const folder of Object.values(packages)) {
    const files = await bundlePackage(join(root, folder));
    const bytes = files.reduce((sum, file) => sum + readFileSync(file).length, 0);
    process.stdout.write(`${folder}: ${files.length} files, ${Math.round(bytes / 1000)} kB\n`);
  }
}

void main();
