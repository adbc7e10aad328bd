import { expect, it } from 'vitest';
import { cacheFolder, defaultStateFolder } from './os/folders.js';
import { recipeKey } from './os/cache.js';
import { formatExports, searchPath } from './rig.js';

it('prints exports that a shell reads back unchanged', () => {
  const env = { DOCKER_HOST: "unix:///it's here/docker.sock", PATH: '/left/out' };
  expect(formatExports({ env, programs: '/programs' })).toBe(
    `export DOCKER_HOST='unix:///it'\\''s here/docker.sock'\nexport PATH='/programs/usr/bin':"$PATH"\n`,
  );
  expect(formatExports({ env: { PATH: '/x' } })).toBe('');
});

it('puts the unpacked client first', () => {
  expect(searchPath('/programs', '/bin')).toBe('/programs/usr/bin:/bin');
  expect(searchPath(undefined, '/bin')).toBe('/bin');
});

it('keeps cache and state where the user’s desktop says', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/c' })).toBe('/c/org-ci');
  expect(defaultStateFolder({ XDG_STATE_HOME: '/s' })).toBe('/s/org-ci/rig');
  expect(cacheFolder({})).toMatch(/\/\.cache\/org-ci$/);
});

it('gives another recipe another key', () => {
  expect(recipeKey({ packages: ['a'], revision: 1 })).toBe(recipeKey({ packages: ['a'], revision: 1 }));
  expect(recipeKey({ packages: ['a'], revision: 1 })).not.toBe(recipeKey({ packages: ['a'], revision: 2 }));
});
