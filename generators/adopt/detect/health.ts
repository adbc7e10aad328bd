import { UrlPath } from '@org/ci-core';
import { found, strongest, type Found } from '../evidence';
import { sourcesOf, type Project } from '../project';
import { composeOf } from './compose';
import { ownDockerfile } from './dockerfile';

type Paths = readonly Found<string>[];

const words = {
  live: /(^|[/_-])(live|livez|liveness|alive)$/,
  ready: /(^|[/_-])(ready|readyz|readiness)$/,
  general: /(^|[/_-])(health|healthz|healthcheck|health-check|_health)$/,
  poor: /(^|[/_-])(ping|status|heartbeat)$/,
};

const isKnown = (path: string): boolean => Object.values(words).some((word) => word.test(path));

/** Routes that are written as they are asked for: `app.get('/healthz', …)`. */
const literal = /['"`](\/[A-Za-z0-9._~/-]*)['"`]/g;

/** Nest: `@Controller('health')` with `@Get('ready')`. */
function nestRoutes(text: string): string[] {
  const controller = /@Controller\(\s*(?:\{\s*path:\s*)?['"`]\/?([\w/-]*)['"`]/.exec(text)?.[1];
  if (controller === undefined) return [];
  return [...text.matchAll(/@Get\(\s*(?:['"`]\/?([\w/-]*)['"`])?\s*\)/g)].map(([, path = '']) =>
    `/${controller}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
  );
}

const inSources = (project: Project): Paths =>
  sourcesOf(project).flatMap(({ file, text }) =>
    [...[...text.matchAll(literal)].map(([, path = '']) => path), ...nestRoutes(text)]
      .filter((path) => isKnown(path) && UrlPath.safeParse(path).success)
      .map((path) => found(path, `${file} › ${path}`)),
  );

const asked = /(?:localhost|127\.0\.0\.1|\[::1\])(?::[^/\s"'\\]*)?(\/[A-Za-z0-9._~/-]*)/;

/** What health checks of its containers ask. */
function inChecks(project: Project): Paths {
  const docker = /^\s*HEALTHCHECK\s.*$/im.exec(ownDockerfile(project) ?? '')?.[0] ?? '';
  return [found(docker, 'Dockerfile › HEALTHCHECK'), ...composeOf(project).checks].flatMap(
    ({ value, evidence }) => {
      const path = asked.exec(value)?.[1];
      return path === undefined ? [] : [found(path, evidence)];
    },
  );
}

/** Of `/health` and `/health/db` the shorter one is meant. */
const roots = (paths: Paths): Paths =>
  paths.filter(({ value }) => !paths.some((other) => value.startsWith(`${other.value}/`)));

export interface Health {
  readonly live: Paths;
  readonly ready: Paths;
}

/** Endpoints that say how the program is: one for both where it has no two. */
export function findHealth(project: Project): Health {
  const all = inSources(project);
  const of = (word: RegExp): Paths => roots(all.filter(({ value }) => word.test(value)));
  const common = strongest(inChecks(project), of(words.general));
  return {
    live: strongest(of(words.live), common, of(words.ready), of(words.poor)),
    ready: strongest(of(words.ready), common, of(words.live), of(words.poor)),
  };
}
