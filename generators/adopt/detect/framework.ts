import type { Problem } from '@org/ci-core';
import { found, strongest, type Found } from '../evidence';
import { sourcesOf, type Project } from '../project';
import type { Dependencies } from './dependencies';

export const frameworks = ['express', 'fastify', 'nest', 'koa', 'hono', 'http'] as const;
export type Framework = (typeof frameworks)[number];

/** Nest runs on express or fastify: where it is there, it is what the program is written in. */
const levels: readonly (readonly (readonly [Framework, string])[])[] = [
  [['nest', '@nestjs/core']],
  [
    ['express', 'express'],
    ['fastify', 'fastify'],
    ['koa', 'koa'],
    ['hono', 'hono'],
  ],
];

const plainServers = (project: Project): Found<Framework>[] =>
  sourcesOf(project).flatMap(({ file, text }) =>
    /\bcreate(Secure)?Server\s*\(/.test(text) ? [found('http' as const, `${file} › createServer()`)] : [],
  );

/** What the program answers requests with. */
export const findFramework = (project: Project, dependencies: Dependencies): readonly Found<Framework>[] =>
  strongest(
    ...levels.map((level) =>
      level.flatMap(([framework, name]) => {
        const evidence = dependencies.get(name);
        return evidence === undefined ? [] : [found(framework, evidence)];
      }),
    ),
    plainServers(project),
  );

const foreignFiles: readonly (readonly [file: RegExp, what: string])[] = [
  [/^(pyproject\.toml|requirements.*\.txt|manage\.py|Pipfile|setup\.py)$/, 'a Python program'],
  [/^go\.mod$/, 'a Go program'],
  [/^Cargo\.toml$/, 'a Rust program'],
  [/^(pom\.xml|build\.gradle(\.kts)?)$/, 'a Java program'],
  [/^Gemfile$/, 'a Ruby program'],
  [/^composer\.json$/, 'a PHP program'],
  [/\.csproj$/, 'a .NET program'],
  [/^next\.config\.[cm]?[jt]s$/, 'a Next.js application'],
  [/^(nuxt|astro|svelte)\.config\.[cm]?[jt]s$/, 'a web application'],
  [/^angular\.json$/, 'an Angular application'],
];

const foreignPackages: Readonly<Record<string, string>> = {
  next: 'a Next.js application',
  nuxt: 'a Nuxt application',
  astro: 'an Astro site',
  '@angular/core': 'an Angular application',
  '@remix-run/react': 'a Remix application',
  '@sveltejs/kit': 'a SvelteKit application',
};

/** What shows that a project is no server on Node.js; a static site is one that Vite builds from an index.html. */
function foreign({ files }: Project, dependencies: Dependencies): Found<string>[] {
  const byFile = files.flatMap((file) =>
    foreignFiles.flatMap(([name, what]) => (name.test(file) ? [found(what, file)] : [])),
  );
  const byPackage = Object.entries(foreignPackages).flatMap(([name, what]) => {
    const evidence = dependencies.get(name);
    return evidence === undefined ? [] : [found(what, evidence)];
  });
  const vite = files.find((file) => /^vite\.config\.[cm]?[jt]s$/.test(file));
  const spa =
    vite !== undefined && files.includes('index.html') ? [found('a site that Vite builds', vite)] : [];
  return [...byFile, ...byPackage, ...spa];
}

/** Why a project cannot be adopted at all. `offered`: stacks that there are, e.g. `node-api, node-service`. */
export function foreignProblems(project: Project, dependencies: Dependencies, offered: string): Problem[] {
  const [first] = foreign(project, dependencies);
  if (first === undefined) return [];
  return [
    {
      code: 'adopt-foreign',
      where: project.directory,
      what: `is ${first.value} (${first.evidence}), and no server on Node.js`,
      fix: `only these kinds of services are there: ${offered}; a stack of its own can come with your standard`,
    },
  ];
}
