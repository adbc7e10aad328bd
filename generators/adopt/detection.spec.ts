import { describe, expect, it } from 'vitest';
import { detect, type Detection } from './detection';
import { AdoptOptions } from './options';
import type { Project } from './project';
import { layouts, server, type Layout } from './testing/layouts';
import { refused } from './testing/refused';

const directory = 'apps/api';
const around = { freePort: 3007, offered: 'node-api, node-service' };

function projectOf({ files }: Layout): Project {
  const entries = Object.entries(files).map(([name, content]): [string, string] => [
    name.startsWith('/') ? name.slice(1) : `${directory}/${name}`,
    typeof content === 'string' ? content : JSON.stringify(content),
  ]);
  const texts = new Map(entries);
  const own = Object.keys(files).filter((name) => !name.startsWith('/'));
  return { directory, files: own.sort(), read: (path) => texts.get(path) };
}

const optionsOf = ({ options = {} }: Layout) => AdoptOptions.parse({ directory, ...options });

const valuesOf = (detection: Detection): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.entries(detection).map(([key, one]) => [key, (one as { value: unknown } | undefined)?.value]),
  ),
  build: detection.build?.value.target,
  tool: detection.build?.value.tool,
});

describe.each(Object.entries({ ...layouts, ...refused }))('%s', (_name, layout) => {
  const detected = detect(projectOf(layout), optionsOf(layout), around);

  if (layout.found)
    it('is understood, each with where it was found', () => {
      if (!detected.ok) throw new Error(JSON.stringify(detected.problems, null, 2));
      expect(valuesOf(detected.value)).toMatchObject(layout.found ?? {});
      for (const one of Object.values(detected.value) as ({ evidence: string } | undefined)[])
        if (one) expect(one.evidence).not.toBe('');
    });

  if (layout.problems)
    it('says all that it is asked for at once, each with its option', () => {
      const problems = detected.ok ? [] : detected.problems;
      const said = problems.map(({ code, fix }) => `${code}: ${/^say it: --(\w+)=/.exec(fix)?.[1] ?? (fix.includes('--build=') ? 'build' : '')}`); // prettier-ignore
      expect(said).toEqual(layout.problems);
    });
});

it('names the places in its evidence', () => {
  const layout = layouts['express, TypeScript, tsc in a script'];
  const detected = layout && detect(projectOf(layout), optionsOf(layout), around);
  if (!detected?.ok) throw new Error('it is understood');
  const { framework, port, live, output, main, database } = detected.value;
  expect([framework, port, live, output, main, database].map((one) => one?.evidence)).toEqual([
    'package.json › dependencies.express',
    'src/main.ts › PORT ?? 3333',
    'src/main.ts › /healthz',
    'apps/api/tsconfig.app.json › compilerOptions.outDir',
    'package.json › scripts.start',
    'package.json › dependencies.pg',
  ]);
});

it('says which stacks there are to whoever has another kind of program', () => {
  const layout = refused['a Python program'];
  const detected = layout && detect(projectOf(layout), optionsOf(layout), around);
  expect(detected?.ok === false && detected.problems[0]?.fix).toContain('node-api, node-service');
});

it('takes the shorter of two paths of which one is a part of the other', () => {
  const files = { 'package.json': { name: 'api', dependencies: { express: '*' } }, 'app.js': "get('/health/db/health'); get('/health'); listen(3000);" }; // prettier-ignore
  const detected = detect(projectOf({ files }), optionsOf({ files }), around);
  expect(detected.ok && detected.value.live.value).toBe('/health');
});

it('asks for paths of the project’s own folder, and says when no build would settle it', () => {
  const files = {
    'package.json': { name: 'api', scripts: { build: './make.sh' }, dependencies: { express: '*' } },
    'server.js': server('express', '3000'),
  };
  const fixes = (more: object): string[] => {
    const detected = detect(projectOf({ files: { ...files, ...more } }), optionsOf({ files }), around);
    return detected.ok ? [] : detected.problems.map(({ fix }) => fix);
  };
  expect(fixes({})).toEqual([
    expect.stringMatching(/^say it: --main=apps\/api\/server\.js; or --build= .*: apps\/api\/server\.js$/),
    expect.stringMatching(/^say it: --output=dist\/apps\/api; or --build= /),
  ]);
  expect(fixes({ 'index.js': '' }).join()).not.toContain('--build=');
});
