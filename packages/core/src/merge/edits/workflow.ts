import type { Artefact } from './edit';

const checkout = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
const node = 'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0';

/** The next standard moves pins, adds a step and a permission, and times out earlier. */
export const workflow: Artefact = {
  path: 'ci.yml',
  standard: [
    [
      `${checkout}\n        with:\n          persist-credentials: false\n          fetch-depth: 0`,
      'actions/checkout@4d3c42e5aac5ba805825da76410c181273ba90b1 # v7.1.0\n        with:\n          persist-credentials: false\n          fetch-depth: 0\n          show-progress: false',
    ],
    [
      `        uses: ${node}\n        with:\n          node-version: '24'`,
      "        uses: actions/setup-node@920762786026740c76f36085b0efc47a31fe5020 # v7.2.0\n        with:\n          node-version: '26'",
    ],
    ['          npm ci\n      - id: shas', '          npm ci --ignore-scripts\n      - id: shas'],
    ['    timeout-minutes: 30\n', '    timeout-minutes: 20\n'],
    [
      '      - id: sync\n',
      '      - id: licences\n        name: Licences\n        run: npx licences\n      - id: sync\n',
    ],
    [
      'npx nx affected -t lint typecheck test build',
      'npx nx affected -t lint typecheck test build --parallel=4',
    ],
    [
      '      contents: read # check out\n      actions: read',
      '      contents: read # check out\n      checks: write # annotate\n      actions: read',
    ],
    [
      '    name: Image of ${{ matrix.service }}\n    needs:\n      - verify\n',
      '    name: Image of ${{ matrix.service }}\n    needs:\n      - verify\n      - hygiene\n',
    ],
    ['      max-parallel: 8', '      max-parallel: 16'],
    ['          version: v0.74.0\n', '          version: v0.75.0\n'],
    [
      'pre-commit==4.7.0 run --all-files --show-diff-on-failure',
      'pre-commit==4.8.0 run --all-files --show-diff-on-failure',
    ],
    ['          retention-days: 14\n', '          retention-days: 7\n'],
    ["  NX_NO_CLOUD: 'true'\n", "  NX_NO_CLOUD: 'true'\n  FORCE_COLOR: '1'\n"],
  ],
  edits: [
    {
      name: 'a step before the checks',
      change: [
        [
          '      - id: sync\n',
          '      - name: Start the database\n        run: docker compose up --wait postgres\n      - id: sync\n',
        ],
      ],
    },
    {
      name: 'a step at the end of a job',
      change: [
        [
          '          echo "services=${services}" >> "${GITHUB_OUTPUT}"\n',
          '          echo "services=${services}" >> "${GITHUB_OUTPUT}"\n      - name: Tell\n        run: echo done\n',
        ],
      ],
    },
    {
      name: 'an environment variable of the workflow',
      change: [["  NX_NO_CLOUD: 'true'\n", "  NX_NO_CLOUD: 'true'\n  TZ: Europe/Zurich\n"]],
    },
    {
      name: 'a comment at the timeout',
      change: [['    timeout-minutes: 30\n', '    timeout-minutes: 30 # the database starts slowly\n']],
    },
    {
      name: 'another timeout',
      change: [['    timeout-minutes: 30\n', '    timeout-minutes: 45\n']],
      conflicts: ['jobs.verify.timeout-minutes'],
    },
    {
      name: 'a newer checkout, moved by a bot',
      change: [[checkout, 'actions/checkout@5d3c42e5aac5ba805825da76410c181273ba90b1 # v8.0.0']],
    },
    { name: 'a shallow checkout', change: [['          fetch-depth: 0\n', '          fetch-depth: 50\n']] },
    {
      name: 'a cache path for Node',
      change: [
        [
          '          cache: npm\n',
          "          cache: npm\n          cache-dependency-path: '**/package-lock.json'\n",
        ],
      ],
    },
    {
      name: 'an older Node',
      change: [["          node-version: '24'\n", "          node-version: '22'\n"]],
      conflicts: ['jobs.verify.steps[node].with.node-version'],
    },
    {
      name: 'a line in the script of the installation',
      change: [['          npm ci\n', '          npm ci\n          npm run prepare\n']],
    },
    {
      name: 'another target',
      change: [
        ['npx nx affected -t lint typecheck test build', 'npx nx affected -t lint typecheck test build e2e'],
      ],
      conflicts: ['jobs.verify.steps[check].run'],
    },
    {
      name: 'a permission',
      change: [
        [
          '      contents: read # check out\n',
          '      contents: read # check out\n      id-token: write # log in to the cloud\n',
        ],
      ],
    },
    {
      name: 'another need',
      change: [
        ['    needs:\n      - verify\n    if', '    needs:\n      - verify\n      - contract\n    if'],
      ],
    },
    {
      name: 'branches on one line',
      change: [['    branches:\n      - main\n', '    branches: [main, release]\n']],
    },
    { name: 'other quotes', change: [["          node-version: '24'\n", '          node-version: "24"\n']] },
    {
      name: 'a renamed step',
      change: [['        name: Lint, types, tests, builds of what is affected', '        name: All checks']],
    },
    {
      name: 'a whole job',
      change: [
        [
          '  ci:\n    name: CI\n',
          '  contract:\n    name: Contract tests\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npx pact verify\n\n  ci:\n    name: CI\n',
        ],
        [
          '      - hygiene\n    if: ${{ always() }}',
          '      - hygiene\n      - contract\n    if: ${{ always() }}',
        ],
      ],
    },
  ],
};
