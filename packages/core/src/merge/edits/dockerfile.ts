import type { Artefact } from './edit';

/** The next standard bumps both images, installs more strictly, and hardens the last stages. */
export const dockerfile: Artefact = {
  path: 'Dockerfile',
  standard: [
    [
      'ARG BUILD_IMAGE=node:24-trixie-slim@sha256:0000000000000000000000000000000000000000000000000000000000000009',
      'ARG BUILD_IMAGE=node:26-trixie-slim@sha256:1000000000000000000000000000000000000000000000000000000000000009',
    ],
    ['ENV CI=true CHECKPOINT_DISABLE=1', 'ENV CI=true CHECKPOINT_DISABLE=1 NO_UPDATE_NOTIFIER=1'],
    ['--ignore-scripts --no-audit --no-fund', '--ignore-scripts --no-audit --no-fund --no-progress'],
    [
      'ENV NODE_ENV=development HOST=0.0.0.0 PORT=3001\nUSER 65532:65532',
      'ENV NODE_ENV=development HOST=0.0.0.0 PORT=3001 NODE_OPTIONS=--enable-source-maps\nUSER 65532:65532\nSTOPSIGNAL SIGTERM',
    ],
    [
      'RUN --network=none node build.mjs --no-sourcemap && mkdir /out',
      'RUN --network=none node build.mjs --no-sourcemap --minify && mkdir /out',
    ],
    [
      '      org.opencontainers.image.description="Payments" \\\n',
      '      org.opencontainers.image.description="Payments" \\\n      org.opencontainers.image.vendor="Acme" \\\n',
    ],
    [
      'COPY --link --chmod=a=rX --from=build /out/ /app/dist/\n',
      'COPY --link --chmod=a=rX --from=build /out/ /app/dist/\nCOPY --link --chmod=a=rX --from=build /licences/ /app/licences/\n',
    ],
    ['HEALTHCHECK --interval=10s --timeout=5s', 'HEALTHCHECK --interval=15s --timeout=5s'],
    ['USER 0:0\nWORKDIR /app\nUSER 65532:65532\n', 'USER 0:0\nWORKDIR /app\nUSER 65534:65534\n'],
  ],
  edits: [
    {
      name: 'packages of the system',
      change: [
        [
          'HEALTHCHECK NONE\n',
          'RUN apt-get update \\\n    && apt-get install -y --no-install-recommends libvips \\\n    && rm -rf /var/lib/apt/lists/*\nHEALTHCHECK NONE\n',
        ],
      ],
    },
    {
      name: 'an environment variable beside',
      change: [
        ['ENV CI=true CHECKPOINT_DISABLE=1', 'ENV CI=true CHECKPOINT_DISABLE=1 PRISMA_HIDE_UPDATE_MESSAGE=1'],
      ],
    },
    {
      name: 'another base image',
      change: [
        [
          'ARG BUILD_IMAGE=node:24-trixie-slim@sha256:0000000000000000000000000000000000000000000000000000000000000009',
          'ARG BUILD_IMAGE=registry.acme.example/node:24-hardened',
        ],
      ],
      conflicts: ['[global][ARG BUILD_IMAGE].BUILD_IMAGE'],
    },
    {
      name: 'a newer base image, moved by a bot',
      change: [
        [
          'node:24-trixie-slim@sha256:0000000000000000000000000000000000000000000000000000000000000009',
          'node:28-trixie-slim@sha256:2000000000000000000000000000000000000000000000000000000000000009',
        ],
      ],
    },
    {
      name: 'a command before the installation',
      change: [['    && npm ci', '    && npm config set fund false \\\n    && npm ci']],
    },
    {
      name: 'another option of the installation',
      change: [
        ['--ignore-scripts --no-audit --no-fund', '--ignore-scripts --no-audit --no-fund --prefer-offline'],
      ],
    },
    {
      name: 'another command of the build',
      change: [['&& mkdir /out &&', '&& node check-size.mjs && mkdir /out &&']],
    },
    {
      name: 'a label',
      change: [
        [
          '      org.opencontainers.image.description="Payments" \\\n',
          '      org.opencontainers.image.description="Payments" \\\n      com.acme.team="checkout" \\\n',
        ],
      ],
    },
    {
      name: 'another file in the image',
      change: [
        [
          'COPY --link --chmod=a=rX --from=build /out/ /app/dist/\n',
          'COPY --link --chmod=a=rX --from=build /out/ /app/dist/\nCOPY --link templates /app/templates/\n',
        ],
      ],
    },
    {
      name: 'a slower health check, by another option',
      change: [['HEALTHCHECK --interval=10s --timeout=5s', 'HEALTHCHECK --interval=10s --timeout=9s']],
    },
    {
      name: 'a comment above the user',
      change: [
        ['USER 0:0\nWORKDIR /app\n', 'USER 0:0\n# Known to the charts of the platform.\nWORKDIR /app\n'],
      ],
    },
    {
      name: 'another port in development',
      change: [
        [
          'ENV NODE_ENV=development HOST=0.0.0.0 PORT=3001\nUSER',
          'ENV NODE_ENV=development HOST=0.0.0.0 PORT=4000\nUSER',
        ],
      ],
    },
    {
      name: 'no development health check',
      change: [
        ['HEALTHCHECK --interval=5s --timeout=5s --start-period=30s CMD ["tsx", "src/healthcheck.ts"]\n', ''],
      ],
    },
  ],
};
