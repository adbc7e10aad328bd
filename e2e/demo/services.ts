import { UsageError } from '../usage-error.js';

/** One line of a service's source, changed. */
export interface Edit {
  /** Below the service's folder. */
  readonly file: string;
  readonly change: (text: string) => string;
}

export interface DemoService {
  readonly name: string;
  readonly stack: string;
  /** Options of the generator besides the stack. */
  readonly options: readonly string[];
  readonly edit: Edit;
  /** What service.yaml must be told where it depends on nothing: nobody else knows it. */
  readonly told?: string;
}

/** In the order in which they are generated: whoever depends on another comes later. */
const known: readonly DemoService[] = [
  {
    name: 'payments',
    stack: 'node-api',
    options: ['--database=postgres'],
    edit: { file: 'src/main.ts', change: (text) => `${text}console.info('edited');\n` },
  },
  {
    name: 'orders',
    stack: 'django-api',
    options: ['--with=worker,beat', '--cache=redis'],
    edit: { file: 'app/__init__.py', change: (text) => `${text}EDITED = True\n` },
  },
  {
    name: 'shop',
    stack: 'vite-spa',
    options: ['--dependsOn=orders'],
    told: 'environments: { staging: { configuration: { apiUrl: https://api.example.com } } }',
    edit: {
      file: 'src/pages/home-page.tsx',
      change: (text) => text.replace('title="Notes"', 'title="All notes"'),
    },
  },
];

/** Stacks that the demo can show. */
export const demoStacks: readonly string[] = known.map(({ stack }) => stack);

/** The stacks of a comma list, each once, in the order of the demo; all without a list. Throws a UsageError. */
export function parseStacks(list: string | undefined): readonly string[] {
  if (list === undefined) return demoStacks;
  const wanted = list.split(',').map((part) => part.trim());
  const unknown = wanted.filter((stack) => !demoStacks.includes(stack));
  if (unknown.length > 0) {
    const what = unknown.map((stack) => (stack === '' ? 'an empty name' : stack)).join(', ');
    throw new UsageError(`--stacks knows ${demoStacks.join(', ')}; not ${what}`);
  }
  return demoStacks.filter((stack) => wanted.includes(stack));
}

const dependency = '--dependsOn=';

/** The services of these stacks. A dependency on one that is not made is left out; `named` is the first one's name. */
export function planServices(stacks: readonly string[], named?: string): readonly DemoService[] {
  const made = known.filter(({ stack }) => stacks.includes(stack));
  const names = made.map(({ name }) => name);
  if (named !== undefined && names.slice(1).includes(named))
    throw new UsageError(`--service ${named}: another service of the demo has this name`);
  const renamed = (name: string): string => (name === names[0] ? (named ?? name) : name);
  return made.map((service) => ({
    ...service,
    name: renamed(service.name),
    options: service.options.flatMap((option) => {
      if (!option.startsWith(dependency)) return [option];
      const target = option.slice(dependency.length);
      return names.includes(target) ? [`${dependency}${renamed(target)}`] : [];
    }),
  }));
}
