import { rm } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { writeFolder } from '../frame/testing/workspace';
import { readMachine } from './machine';

let root: string;
afterEach(() => rm(root, { recursive: true }));

const chosenIn = async (files: Record<string, string>, env: Record<string, string> = {}) => {
  root = await writeFolder({ 'config.json': '{}', ...files });
  const { chosen } = await readMachine({ DOCKER_CONFIG: root, ...env });
  return chosen;
};

describe('readMachine', () => {
  it('knows the builder that docker buildx use has chosen', async () => {
    const current = '{"Key":"unix:///var/run/docker.sock","Name":"arm","Global":false}';
    expect(await chosenIn({ 'buildx/current': current, 'buildx/defaults/a1': 'other' })).toEqual([
      'arm',
      '',
      'other',
    ]);
  });

  it('looks where BUILDX_CONFIG says', async () => {
    const elsewhere = await writeFolder({ current: '{"Name":"arm"}' });
    expect(await chosenIn({}, { BUILDX_CONFIG: elsewhere })).toEqual(['arm', '']);
    await rm(elsewhere, { recursive: true });
  });

  it('knows the engine that docker context use has chosen', async () => {
    expect(await chosenIn({ 'config.json': '{"currentContext":"far"}' })).toEqual(['', 'far']);
  });

  it('is the same before the first build and after it: buildx then writes that nothing is chosen', async () => {
    const before = await chosenIn({});
    await rm(root, { recursive: true });
    expect(await chosenIn({ 'buildx/current': '{"Key":"x","Name":"","Global":false}' })).toEqual(before);
  });
});
