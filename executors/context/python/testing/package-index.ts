import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runChecked, runCommand } from '@org/ci-toolchain';
import { writeFolder } from '../../../frame/testing/workspace';

/** A package of a test: `name`, `version`, and what it requires, as Requires-Dist says it. */
export interface TestPackage {
  readonly name: string;
  readonly version: string;
  readonly requires?: readonly string[];
}

const wheelName = ({ name, version }: TestPackage): string => `${name}-${version}-py3-none-any.whl`;

/** Packs a wheel (packaging.python.org/specifications/binary-distribution-format) with one empty module. */
async function packWheel(folder: string, one: TestPackage): Promise<void> {
  const { name, version, requires = [] } = one;
  const info = `${name}-${version}.dist-info`;
  const lines = requires.map((requirement) => `Requires-Dist: ${requirement}\n`).join('');
  const extras = requires.flatMap((text) => /extra == "([^"]+)"/.exec(text)?.[1] ?? []);
  const provides = [...new Set(extras)].map((extra) => `Provides-Extra: ${extra}\n`).join('');
  const draft = await writeFolder({
    [`${name}/__init__.py`]: '',
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n${provides}${lines}`,
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    [`${info}/RECORD`]: `${name}/__init__.py,,\n${info}/METADATA,,\n${info}/WHEEL,,\n${info}/RECORD,,\n`,
  });
  const args = ['-m', 'zipfile', '-c', path.join(folder, wheelName(one)), name, info];
  await runChecked(runCommand, { tool: 'python3', args, cwd: draft });
  await rm(draft, { recursive: true });
}

export interface PackageIndex {
  readonly url: string;
  close(): Promise<void>;
}

/** An index of these packages on this machine, as one page with links (uv's format `flat`). */
export async function servePackages(packages: readonly TestPackage[]): Promise<PackageIndex> {
  const folder = await mkdtemp(path.join(tmpdir(), 'org-ci-wheels-'));
  await Promise.all(packages.map((one) => packWheel(folder, one)));
  const files = new Map<string, Buffer>();
  for (const one of packages) files.set(wheelName(one), await readFile(path.join(folder, wheelName(one))));
  await rm(folder, { recursive: true });
  const links = [...files].map(([name, bytes]) => {
    const digest = createHash('sha256').update(bytes).digest('hex');
    return `<a href="/${name}#sha256=${digest}">${name}</a>`;
  });
  const server = createServer(({ url = '' }, response) => {
    const found = files.get(url.slice(1));
    if (found) response.end(found);
    else response.setHeader('content-type', 'text/html').end(`<html><body>${links.join('')}</body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}
