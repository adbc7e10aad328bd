import type { Argv, Service } from '@org/ci-core';

/** Where nginx answers probes, unless the manifest says otherwise. */
export const health = { live: '/health/live', ready: '/health/ready' } as const;

export const healthOf = ({ health: own }: Service): { readonly live: string; readonly ready: string } =>
  own ?? health;

/** Asks through bash, the only client of HTTP that the base has for certain. */
export const healthcheckOf = (service: Service): Argv => [
  '/bin/bash',
  '-c',
  [
    `exec 3<>/dev/tcp/127.0.0.1/${service.port}`,
    `printf 'GET ${healthOf(service).ready} HTTP/1.0\\r\\n\\r\\n' >&3`,
    'read -r -t 3 _ status _ <&3',
    '[ "$status" = 200 ]',
  ].join(' && '),
];
