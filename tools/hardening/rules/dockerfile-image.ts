import { allSteps, baseOf, shipped, stepsOf, type Dockerfile, type Step } from '../dockerfile';
import type { Files } from '../files';
import type { Held, Rule } from '../rule';
import { allOf } from './words';

/** What each shipped image is made of. */
const images = (file: Dockerfile, ...keywords: string[]): Step[][] =>
  shipped(file).map((stage) => stepsOf(file, stage, ...keywords));
const last = (file: Dockerfile, keyword: string): (string | undefined)[] =>
  images(file, keyword).map((steps) => steps.at(-1)?.text);
const isDistroless = (file: Dockerfile): boolean =>
  shipped(file).every((stage) => /\bdistroless\//.test(baseOf(file, stage)));
const removes = (file: Dockerfile, what: RegExp): boolean =>
  images(file, 'RUN').every((steps) => steps.some(({ text }) => what.test(text)));
const started = (file: Dockerfile): Step[] => images(file, 'ENTRYPOINT', 'CMD').flat();

/** What is shipped. */
export const imageRules: readonly Rule[] = [
  {
    id: 'D14',
    title: 'copies are layers of their own (`--link`)',
    holds: ({ dockerfile }) =>
      allOf(images(dockerfile, 'COPY').flat(), ({ text }) => /(^|\s)--link\s/.test(text)),
  },
  {
    id: 'D15',
    title: 'files belong to root, and nobody may write them',
    holds: ({ dockerfile }) =>
      allOf(
        images(dockerfile, 'COPY').flat(),
        ({ text }) => !text.includes('--chown=') && /--chmod=a=rX?\s/.test(text),
      ),
  },
  {
    id: 'D16',
    title: 'the user is a number',
    holds: ({ dockerfile }) => allOf(last(dockerfile, 'USER'), (user) => /^\d+(:\d+)?$/.test(user ?? '')),
  },
  {
    id: 'D17',
    title: 'the number is 10000 or more',
    holds: ({ dockerfile }) =>
      allOf(last(dockerfile, 'USER'), (user) => Number.parseInt(user ?? '0', 10) >= 10_000),
  },
  { id: 'D19', title: 'no shell', holds: ({ dockerfile }) => isDistroless(dockerfile) },
  {
    id: 'D20',
    title: 'no package manager',
    holds: ({ dockerfile }) => isDistroless(dockerfile) || removes(dockerfile, /rm -rf [^&]*\/apt/),
  },
  {
    id: 'D21',
    title: 'commands are lists of arguments',
    holds: ({ dockerfile }) =>
      allOf(allSteps(dockerfile, 'ENTRYPOINT', 'CMD'), ({ text }) => /^\[.*\]$/.test(text)) &&
      started(dockerfile).length > 0,
  },
  {
    id: 'D22',
    title: 'starts the program itself, no package manager',
    holds: ({ dockerfile }) =>
      allOf(started(dockerfile), ({ text }) => !/"(\S*\/)?(npm|npx|pnpm|yarn|uv|uvx|pip)"/.test(text)),
  },
  {
    id: 'D24',
    title: 'asks for its health without curl or wget',
    holds: ({ dockerfile }: Files): Held => {
      const check = stepsOf(dockerfile, 'runtime', 'HEALTHCHECK').at(-1)?.text ?? '';
      return check.includes(' CMD [') && !/curl|wget/.test(check);
    },
  },
  {
    id: 'D25',
    title: 'listens on a port that needs no rights',
    holds: ({ dockerfile }) =>
      allOf(stepsOf(dockerfile, 'runtime', 'EXPOSE'), ({ text }) => Number(text) >= 1024),
  },
  {
    id: 'D26',
    title: 'working folders are absolute',
    holds: ({ dockerfile }) =>
      allOf(allSteps(dockerfile, 'WORKDIR'), ({ text }) => text.startsWith('/')) &&
      stepsOf(dockerfile, 'runtime', 'WORKDIR').length > 0,
  },
  {
    id: 'D27',
    title: 'labels of source, licences and base, and none that each commit changes',
    holds: ({ dockerfile }) =>
      allOf(images(dockerfile, 'LABEL'), (steps) => {
        const labels = steps.map(({ text }) => text).join(' ');
        const wanted = ['title', 'description', 'source', 'licenses', 'base.name', 'base.digest'];
        return (
          wanted.every((label) => labels.includes(`org.opencontainers.image.${label}="`)) &&
          !/image\.(revision|created)/.test(labels)
        );
      }),
  },
  {
    id: 'D34',
    title: 'Node.js runs for production',
    holds: ({ dockerfile }) =>
      /\bnode"/.test(started(dockerfile)[0]?.text ?? '')
        ? allOf(last(dockerfile, 'ENV'), (environment) => /\bNODE_ENV=production\b/.test(environment ?? ''))
        : 'not applicable',
  },
  {
    id: 'D35',
    title: 'Python is compiled, whatever the time, and unbuffered',
    holds: ({ dockerfile, stack }) =>
      stack.ecosystem === 'python'
        ? allOf(last(dockerfile, 'ENV'), (environment) => /\bPYTHONUNBUFFERED=1\b/.test(environment ?? '')) &&
          ['packages', 'libraries', 'build', 'runtime'].every((stage) =>
            (dockerfile.stages.find(({ name }) => name === stage)?.from === 'application'
              ? stepsOf(dockerfile, stage, 'RUN')
              : (dockerfile.stages.find(({ name }) => name === stage)?.steps ?? [])
            ).some(
              ({ text }) =>
                text.includes('compileall') &&
                !/compileall (?!-q --invalidation-mode unchecked-hash )/.test(text),
            ),
          )
        : 'not applicable',
  },
  {
    id: 'D37',
    title: 'no program that gives its caller another user’s rights',
    holds: ({ dockerfile }) =>
      isDistroless(dockerfile) || removes(dockerfile, /find \/ -xdev -type f -perm \/6000 -exec chmod a-s/),
  },
];
