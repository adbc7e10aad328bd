import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatReceipt, SizeReceipt, type ImageReceipt } from '@org/ci-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { workspaceYaml, writeFolder } from '../frame/testing/workspace';
import { tinyStandard } from '../smoke/testing/application';
import { pushImage, receiptOfTag } from '../smoke/testing/image';
import { contextOf, runExecutor } from '../frame/testing/run';
import { implementation } from './executor';

const host = process.env.ORG_CI_REGISTRY ?? '';
const base = { name: 'gcr.io/distroless/nodejs24-debian13', tag: 'nonroot' };
const name = `e-size-${process.pid}`;
let root: string;
let image: ImageReceipt;

const dockerfile = (digest: string): string => `FROM ${base.name}:${base.tag}
COPY app /app
LABEL org.opencontainers.image.base.name="${base.name}:${base.tag}" org.opencontainers.image.base.digest="${digest}"
`;
/** Text that hardly compresses, the same every time. */
const noise = (length: number): string =>
  Array.from({ length: Math.ceil(length / 43) }, (_, at) =>
    createHash('sha256').update(String(at)).digest('base64url'),
  )
    .join('')
    .slice(0, length);
const run = (options: object = {}) => runExecutor(implementation, options, contextOf(root, name));
const receiptFile = (): string => path.join(root, `dist/ci/${name}/size.json`);

beforeAll(async () => {
  if (host === '')
    throw new Error('ORG_CI_REGISTRY names no registry (host:port): the real engine and registry are needed');
  const { digest } = await receiptOfTag(host, base.name, base.tag, name);
  image = await pushImage(host, name, {
    Dockerfile: dockerfile(digest),
    'app/node_modules/@acme/large/index.js': noise(40_000),
    'app/node_modules/small/index.js': 'x',
    'app/dist/main.mjs': noise(10_000),
  });
  root = await writeFolder({
    ...tinyStandard,
    'package.json': '{}',
    'ci.yaml': workspaceYaml(host, `mirrors:\n  gcr.io: ${host}/gcr.io\n`),
    [`apps/${name}/service.yaml`]: `name: ${name}\nstack: tiny\nport: 8080\n`,
    [`dist/ci/${name}/image.json`]: formatReceipt(image),
  });
});
afterAll(() => rm(root, { recursive: true, force: true }));

it('measures what is over the base, and leaves the same bytes again', async () => {
  const { success, output } = await run();
  expect(output).toMatch(/ {2}40\.0 kB {2}█{24} {2}npm @acme\/large\n {4}10\.0 kB {2}█{6} +\/app\/dist/);
  expect(success).toBe(true);
  const text = await readFile(receiptFile(), 'utf8');
  const receipt = SizeReceipt.parse(JSON.parse(text));
  expect(receipt.layers.map((layer) => layer.base)).toEqual([true, false]);
  expect(receipt.layers[1]?.createdBy).toContain('COPY app /app');
  expect(receipt.totalBytes - receipt.overBaseBytes).toBe(receipt.layers[0]?.bytes);
  expect(receipt.packages.map((part) => part.name)).toEqual(['npm @acme/large', '/app/dist', 'npm small']);
  await run();
  expect(await readFile(receiptFile(), 'utf8')).toBe(text);
});

it('fails over the budget, names the largest parts, leaves no receipt', async () => {
  const { success, output } = await run({ budgetMb: 0.001 });
  expect(output).toMatch(
    /1\.0 kB are allowed; largest layer: COPY app \/app.*npm @acme\/large 40\.0 kB.*\[size-budget]/,
  );
  expect(success).toBe(false);
  expect(existsSync(receiptFile())).toBe(false);
});

it('counts every layer where the base is not the one of the label', async () => {
  const other = await pushImage(host, `${name}-other`, {
    Dockerfile: dockerfile(image.digest).replace(
      `name="${base.name}:${base.tag}"`,
      `name="${host}/${name}:test"`,
    ),
    'app/x': 'x',
  });
  await writeFile(path.join(root, `dist/ci/${name}/image.json`), formatReceipt({ ...other, service: name }));
  const { success, output } = await run();
  expect(output).toContain('the base image is not known: every layer counts');
  expect(success).toBe(false);
});
