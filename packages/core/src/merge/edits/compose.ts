import type { Artefact } from './edit';

const postgres = 'postgres:17-trixie@sha256:0000000000000000000000000000000000000000000000000000000000000003';
const newer = 'postgres:18-trixie@sha256:1000000000000000000000000000000000000000000000000000000000000003';

/** The next standard bumps the database, adds limits, variables, mounts and a network. */
export const compose: Artefact = {
  path: 'compose.yaml',
  standard: [
    [`  postgres:\n    image: ${postgres}\n`, `  postgres:\n    image: ${newer}\n    init: true\n`],
    ['    mem_limit: 768m\n', '    mem_limit: 1g\n'],
    [
      '      POSTGRES_USER: node_api_postgres\n',
      '      POSTGRES_USER: node_api_postgres\n      POSTGRES_INITDB_ARGS: --data-checksums\n',
    ],
    ['      - database:/var/lib/postgresql/data\n', '      - database:/var/lib/postgresql\n'],
    [
      "      LOG_LEVEL: info\n      DATABASE_HOST: postgres\n      DATABASE_PORT: '5432'\n      DATABASE_NAME: node_api_postgres\n      DATABASE_USER: node_api_postgres\n      DATABASE_PASSWORD_FILE: /run/secrets/database/password\n      PORT: '3001'\n",
      "      LOG_LEVEL: info\n      LOG_FORMAT: json\n      DATABASE_HOST: postgres\n      DATABASE_PORT: '5432'\n      DATABASE_NAME: node_api_postgres\n      DATABASE_USER: node_api_postgres\n      DATABASE_PASSWORD_FILE: /run/secrets/database/password\n      PORT: '3001'\n      OTEL_SDK_DISABLED: 'true'\n",
    ],
    ['    networks: [backend, edge]\n', '    networks: [backend, edge, telemetry]\n'],
    ['      interval: 10s\n', '      interval: 15s\n'],
    ['  edge: {}\n', '  edge: {}\n  telemetry: {}\n'],
    [
      '      start_period: 60s\n      start_interval: 1s\n    restart: unless-stopped\n    stop_grace_period: 30s\n',
      '      start_period: 90s\n      start_interval: 1s\n    restart: unless-stopped\n    stop_grace_period: 40s\n',
    ],
  ],
  edits: [
    {
      name: 'a cache beside the database',
      change: [
        [
          '  migrate:\n    build:',
          '  valkey:\n    image: valkey/valkey:8\n    networks: [backend]\n  migrate:\n    build:',
        ],
        [
          '      migrate:\n        condition: service_completed_successfully\n',
          '      migrate:\n        condition: service_completed_successfully\n      valkey:\n        condition: service_started\n',
        ],
      ],
    },
    {
      name: 'a variable of the application',
      change: [["      PORT: '3001'\n", "      PORT: '3001'\n      VALKEY_URL: redis://valkey:6379\n"]],
    },
    {
      name: 'another log level',
      change: [
        [
          "      LOG_LEVEL: info\n      DATABASE_HOST: postgres\n      DATABASE_PORT: '5432'\n      DATABASE_NAME: node_api_postgres\n      DATABASE_USER: node_api_postgres\n      DATABASE_PASSWORD_FILE: /run/secrets/database/password\n      PORT",
          "      LOG_LEVEL: debug\n      DATABASE_HOST: postgres\n      DATABASE_PORT: '5432'\n      DATABASE_NAME: node_api_postgres\n      DATABASE_USER: node_api_postgres\n      DATABASE_PASSWORD_FILE: /run/secrets/database/password\n      PORT",
        ],
      ],
    },
    {
      name: 'a volume',
      change: [
        [
          '      - database:/var/lib/postgresql/data\n',
          '      - database:/var/lib/postgresql/data\n      - ./seed:/docker-entrypoint-initdb.d:ro\n',
        ],
      ],
    },
    {
      name: 'a port of the database',
      change: [['    shm_size: 128m\n', '    shm_size: 128m\n    ports:\n      - 127.0.0.1:5432:5432\n']],
    },
    {
      name: 'a network',
      change: [
        ['    networks: [backend, edge]\n', '    networks: [backend, edge, vpn]\n'],
        ['  edge: {}\n', '  edge: {}\n  vpn: {}\n'],
      ],
    },
    {
      name: 'more memory',
      change: [['    mem_limit: 768m\n', '    mem_limit: 2g\n']],
      conflicts: ['services.postgres.mem_limit'],
    },
    {
      name: 'a comment at the image',
      change: [
        [
          `  postgres:\n    image: ${postgres}\n`,
          `  postgres:\n    # As in production.\n    image: ${postgres}\n`,
        ],
      ],
    },
    {
      name: 'another image',
      change: [
        [
          `  postgres:\n    image: ${postgres}\n`,
          '  postgres:\n    image: timescale/timescaledb:2.20-pg17\n',
        ],
      ],
      conflicts: ['services.postgres.image'],
    },
    {
      name: 'the variables as a list',
      change: [
        [
          '    environment:\n      POSTGRES_DB: node_api_postgres\n      POSTGRES_USER: node_api_postgres\n      POSTGRES_PASSWORD_FILE: /run/secrets/database/password\n',
          '    environment:\n      - POSTGRES_DB=node_api_postgres\n      - POSTGRES_USER=node_api_postgres\n      - POSTGRES_PASSWORD_FILE=/run/secrets/database/password\n',
        ],
      ],
    },
    {
      name: 'networks one a line',
      change: [['    networks: [backend, edge]\n', '    networks:\n      - backend\n      - edge\n']],
    },
    { name: 'more patience at the start', change: [['      retries: 30\n', '      retries: 60\n']] },
  ],
};
