/** What a test shows by running it, where no text does. */
export interface Proof {
  readonly id: string;
  readonly title: string;
  readonly tests: readonly {
    /** Stacks for which it is shown. */
    readonly stacks: readonly string[];
    readonly file: string;
    /** As it stands in the file. */
    readonly test: string;
  }[];
}

const node = ['node-api', 'vite-spa', 'node-service'];
const all = [...node, 'django-api'];
const runs = [
  {
    stacks: ['vite-spa', 'django-api'],
    file: 'e2e/scenarios/mixed/pipeline.ts',
    test: 'publishes both, once they have run as production runs them',
  },
  {
    stacks: ['node-service'],
    file: 'e2e/scenarios/adopt.e2e.ts',
    test: 'builds all, by their own builds and by the one’s own Dockerfile, and all answer',
  },
];

export const proofs: readonly Proof[] = [
  {
    id: 'D12',
    title: 'the lock file holds what the service needs, and no more',
    tests: [
      {
        stacks: node,
        file: 'executors/context/node/npm-lock.spec.ts',
        test: 'keeps what the workspace and its libraries need, each at its place, in order',
      },
      {
        stacks: ['django-api'],
        file: 'executors/context/python/uv.itg.spec.ts',
        test: 'has the closure in its lock file, as it was',
      },
    ],
  },
  {
    id: 'D18',
    title: 'runs on a read-only root, with `/tmp` in memory',
    tests: [
      {
        stacks: ['node-api'],
        file: 'e2e/scenarios/compose.e2e.ts',
        test: 'runs a process without root, without capabilities, that can write nowhere but /tmp',
      },
      ...runs,
    ],
  },
  {
    id: 'D23',
    title: 'ends well when it is told to',
    tests: [
      {
        stacks: ['node-api'],
        file: 'e2e/scenarios/pipeline/gate.ts',
        test: 'leave receipts of the image’s digest',
      },
      ...runs,
    ],
  },
  {
    id: 'D28',
    title: 'no time of the build in the image',
    tests: [
      {
        stacks: all,
        file: 'executors/image/plan.spec.ts',
        test: 'asks for an image that depends on nothing but its files',
      },
    ],
  },
  {
    id: 'D30',
    title: 'provenance and a list of contents',
    tests: [
      {
        stacks: all,
        file: 'executors/image/image.itg.spec.ts',
        test: 'attaches provenance to the digest once',
      },
      {
        stacks: all,
        file: 'executors/publish/publish.itg.spec.ts',
        test: 'gives the digest its tags, attaches the receipts and writes what it read back',
      },
    ],
  },
  {
    id: 'D36',
    title: 'a budget of its size',
    tests: [
      {
        stacks: all,
        file: 'executors/size/size.itg.spec.ts',
        test: 'fails over the budget, names the largest parts, leaves no receipt',
      },
    ],
  },
  {
    id: 'D38',
    title: 'two builds, one digest',
    tests: [
      {
        stacks: ['node-api'],
        file: 'e2e/scenarios/pipeline/image.ts',
        test: 'has the same digest from two builds without any cache in two folders',
      },
      {
        stacks: ['vite-spa', 'django-api'],
        file: 'e2e/scenarios/images.e2e.ts',
        test: 'have the same digest from two builds without any cache in two folders',
      },
      {
        stacks: ['node-service'],
        file: 'e2e/scenarios/adopt-pnpm.e2e.ts',
        test: 'comes out the same when it is built anew',
      },
    ],
  },
  { id: 'C30', title: 'tools have a profile', tests: [] },
  {
    id: 'C34',
    title: '`docker compose config` has nothing to say',
    tests: [
      {
        stacks: ['node-api', 'vite-spa', 'django-api'],
        file: 'e2e/scenarios/judges.e2e.ts',
        test: '%s has nothing to say right after generation',
      },
    ],
  },
];
