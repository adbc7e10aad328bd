import type { Problem } from '@org/ci-core';

interface Symptom {
  readonly pattern: RegExp;
  readonly problem: Problem;
}

/** What the docker CLI, the engine, BuildKit and containerd say, and what it means for people. First match wins. */
const symptoms: readonly Symptom[] = [
  {
    pattern:
      /cannot connect to the docker daemon|is the docker daemon running|error during connect|dial unix .*(no such file|connection refused)|failed to connect to the docker API/i,
    problem: {
      code: 'engine-down',
      where: 'docker',
      what: 'no container engine answers',
      fix: 'start Docker, or let DOCKER_HOST or the docker context name an engine that runs (docker version tells)',
    },
  },
  {
    pattern: /permission denied while trying to connect to the docker/i,
    problem: {
      code: 'engine-denied',
      where: 'docker',
      what: 'you may not use the container engine',
      fix: 'join the docker group, or use a rootless engine',
    },
  },
  {
    pattern:
      /'buildx' is not a docker command|unknown command: docker buildx|buildx component is missing|unknown flag: --(file|metadata-file)|unknown shorthand flag/i,
    problem: {
      code: 'buildx-missing',
      where: 'docker buildx',
      what: 'the buildx plugin is not installed',
      fix: 'install it (https://github.com/docker/buildx#installing)',
    },
  },
  {
    pattern: /no space left on device|disk quota exceeded/i,
    problem: {
      code: 'disk-full',
      where: 'engine, registry or this machine',
      what: 'no space left on device',
      fix: 'free space (docker buildx prune, docker system df), then run again',
    },
  },
  {
    pattern: /\b401\b|unauthorized|authentication required|authorization failed|no basic auth credentials/i,
    problem: {
      code: 'registry-unauthorized',
      where: 'registry',
      what: 'it does not accept the login',
      fix: 'docker login to it with an account that may push there',
    },
  },
  {
    pattern: /\b403 Forbidden|denied: |insufficient_scope|requested access to the resource is denied/i,
    problem: {
      code: 'registry-forbidden',
      where: 'registry',
      what: 'the login may not do that',
      fix: 'give the account the right to pull and push, and create the repository where the registry wants that',
    },
  },
  {
    pattern: /toomanyrequests|\b429\b|rate limit/i,
    problem: {
      code: 'registry-busy',
      where: 'registry',
      what: 'it limits the rate of requests',
      fix: 'wait, log in, or name a mirror in ci.yaml › mirrors',
    },
  },
  {
    pattern:
      /(failed to (do request|push|authorize|copy|resolve)|unexpected status|dial tcp|proxyconnect).*(connection refused|connection reset|no such host|i\/o timeout|EOF|network is unreachable|TLS handshake|50[0234])|\b50[0234] (Internal|Bad|Service|Gateway)|unexpected EOF/i,
    problem: {
      code: 'registry-down',
      where: 'registry',
      what: 'it does not answer as it should',
      fix: 'see whether it runs and can be reached from the engine, then run again',
    },
  },
];

/** Problems that the same command may not have a moment later. */
const passing: ReadonlySet<string> = new Set(['registry-down', 'registry-busy']);
export const isPassing = ({ code }: Problem): boolean => passing.has(code);

/** The cause behind what a docker command said; undefined where it is the build's or the container's own. */
export function diagnose(text: string): Problem | undefined {
  return symptoms.find(({ pattern }) => pattern.test(text))?.problem;
}
