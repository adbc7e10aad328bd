import { allSteps, imageOf, installations, lineage, rooted, stageNamed } from '../dockerfile';
import { allOf, production } from './words';
import type { Files } from '../files';
import type { Held, Rule } from '../rule';

const pinned = (reference: string): boolean => /@sha256:[0-9a-f]{64}$/.test(reference);
const installed = /\b(?:npm (?:ci|install(?! --global))|pnpm (?:\S+ )*install|uv sync)\b[^&|;]*/g;
/** Whatever would run the scripts of packages, for tools too. */
const scripted = /\b(?:npm (?:ci|install)|pnpm (?:\S+ )*install|uv sync)\b[^&|;]*/g;
/** Whatever asks an index or a registry, for tools too. */
const fetches = /\b(npm (ci|install)|pnpm (\S+ )*install|uv sync|pip install)\b/;
const commands = (text: string): string[] => [...text.matchAll(installed)].map(([found]) => found);

/** How it is built. */
export const buildRules: readonly Rule[] = [
  {
    id: 'D1',
    title: 'no syntax image, or one with its digest',
    holds: ({ dockerfile }: Files): Held => {
      const syntax = /^#\s*syntax\s*=\s*(\S+)/im.exec(dockerfile.text)?.[1];
      return syntax === undefined || pinned(syntax);
    },
  },
  {
    id: 'D2',
    title: 'every base by tag and digest',
    holds: ({ dockerfile }) => allOf(rooted(dockerfile), ({ from }) => pinned(imageOf(dockerfile, from))),
  },
  {
    id: 'D3',
    title: 'installation and build in stages that the shipped one does not contain',
    holds: ({ dockerfile }) =>
      stageNamed(dockerfile, 'deps') !== undefined &&
      lineage(dockerfile, 'runtime').every(({ name }) => name !== 'deps') &&
      lineage(dockerfile, 'runtime').some(({ steps }) =>
        steps.some(({ text }) => text.includes('--from=')),
      ) &&
      installations(lineage(dockerfile, 'runtime').flatMap(({ steps }) => steps)).length === 0,
  },
  {
    id: 'D4',
    title: 'a stage of its own that migrates the database',
    holds: ({ dockerfile, service }) =>
      service.database === 'none' ? 'not applicable' : stageNamed(dockerfile, 'migrate') !== undefined,
  },
  {
    id: 'D5',
    title: 'bases are arguments with defaults',
    holds: ({ dockerfile }) =>
      allOf(rooted(dockerfile), ({ from }) => /^\$\{\w+\}$/.test(from) && imageOf(dockerfile, from) !== ''),
  },
  {
    id: 'D6',
    title: 'caches of installations have a name and one user at a time',
    holds: ({ dockerfile }: Files): Held => {
      const mounts = allSteps(dockerfile, 'RUN').flatMap(
        ({ text }) => text.match(/--mount=type=cache\S*/g) ?? [],
      );
      return allOf(mounts, (mount) => /[,]id=\w/.test(mount) && mount.includes(',sharing=locked'));
    },
  },
  {
    id: 'D7',
    title: 'manifests are mounted where packages are installed',
    holds: ({ dockerfile }) =>
      allOf(installations(stageNamed(dockerfile, 'deps')?.steps ?? []), ({ text }) =>
        /--mount=type=bind,\S*source=\/manifests/.test(text),
      ),
  },
  {
    id: 'D8',
    title: 'logins and certificates are build secrets',
    holds: ({ dockerfile }) =>
      allOf(
        allSteps(dockerfile, 'RUN').filter(({ text }) => fetches.test(text)),
        ({ text }) => /type=secret,id=(npmrc|netrc)\b/.test(text) && /type=secret,id=ca\b/.test(text),
      ),
  },
  {
    id: 'D9',
    title: 'no secret in ARG or ENV',
    holds: ({ dockerfile }) =>
      allSteps(dockerfile, 'ARG', 'ENV').every(
        ({ text }) => !/(^|\s)\w*(TOKEN|PASSW|SECRET|CREDENTIAL|API_?KEY|_AUTH)\w*(?<!_FILE)=/i.test(text),
      ),
  },
  {
    id: 'D10',
    title: 'installs what is locked, or nothing',
    holds: ({ dockerfile }) =>
      allOf(
        allSteps(dockerfile, 'RUN').flatMap(({ text }) => commands(text)),
        (command) => /npm ci\b/.test(command) || /--(frozen-lockfile|locked)\b/.test(command),
      ),
  },
  {
    id: 'D11',
    title: 'ships packages of production only',
    holds: ({ dockerfile }) => production(dockerfile),
  },
  {
    id: 'D13',
    title: 'no package runs a script when it is installed',
    holds: ({ dockerfile }) =>
      allOf(
        allSteps(dockerfile, 'RUN').flatMap(({ text }) => text.match(scripted) ?? []),
        (command) => /--(ignore-scripts|no-build)\b/.test(command),
      ),
  },
  {
    id: 'D29',
    title: 'builds on the builder’s own platform',
    holds: ({ dockerfile }) =>
      allOf(
        rooted(dockerfile).filter(({ from }) => from.includes('BUILD')),
        ({ flags }) => flags.includes('--platform=$BUILDPLATFORM'),
      ),
  },
  {
    id: 'D31',
    title: 'the context is a list of what may enter',
    holds: ({ ignored }) => ignored[0] === '**' && (ignored[1] ?? '').startsWith('!'),
  },
  {
    id: 'D32',
    title: 'sources come after the installation',
    holds: ({ dockerfile }) =>
      lineage(dockerfile, 'deps').every(({ steps }) =>
        steps.every(({ keyword, text }) => keyword !== 'COPY' || !/(^|\s)\.\s+\S+$/.test(text)),
      ) && lineage(dockerfile, 'deps').length > 0,
  },
  {
    id: 'D33',
    title: 'upgrades no system package, and leaves no package lists',
    holds: ({ dockerfile }) =>
      allSteps(dockerfile, 'RUN').every(
        ({ text }) =>
          !/apt(-get)? .*upgrade/.test(text) &&
          (!/apt(-get)? .*install/.test(text) || text.includes('rm -rf /var/lib/apt/lists')),
      ),
  },
  {
    id: 'D39',
    title: 'no finding of a linter is switched off',
    holds: ({ dockerfile }) => !/#\s*(hadolint|check\s*=\s*skip|checkov|trivy|nosem)/i.test(dockerfile.text),
  },
];
