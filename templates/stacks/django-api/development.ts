import type { Development, StackInput } from '@org/ci-core';

/** Celery restarts at every edit, as the server does by itself. */
const following = (name: string): readonly string[] => [
  '/opt/venv/bin/watchfiles',
  '--filter',
  'python',
  `python -m app.celery ${name}`,
  'app',
];

/** A new dependency needs a new image; a migration is applied by the container that does nothing else. */
export const development = ({ service, directory }: StackInput): Development => ({
  target: 'dev',
  watch: [
    { action: 'sync', path: './app', target: `/workspace/${directory}/app` },
    { action: 'rebuild', path: './pyproject.toml' },
  ],
  writable: ['/tmp'],
  environment: { DJANGO_DEBUG: 'true' },
  ...(service.broker !== 'none' && {
    processes: { worker: following('worker'), beat: following('beat') },
  }),
});
