import type { Resources, ServiceInput } from '@org/ci-core';
import { because, flow, type YamlObject } from '../../yaml/value';
import { configurationOf, secretSetsOf } from '../backing';
import { configurationName } from './names';

/** Pod fields of Pod Security "restricted", and beyond it. */
export function podSecurity(input: ServiceInput): YamlObject {
  const { uid, gid } = input.stack.runtime(input.service).user;
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: uid,
      runAsGroup: gid,
      fsGroup: gid,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
      appArmorProfile: { type: 'RuntimeDefault' },
    },
  };
}

const amount = ({ cpu, memory, ephemeralStorage }: Resources['requests'], storage: string): YamlObject => ({
  cpu,
  memory,
  'ephemeral-storage': ephemeralStorage ?? storage,
});

/** Requests and limits of the manifest, or of the stack. */
export const resourcesOf = ({ service, stack }: ServiceInput): Resources =>
  service.resources ?? stack.defaults.resources;

/** What the server and the migration have in common: image, settings, limits, mounts. */
export function containerOf(input: ServiceInput, command: YamlObject): YamlObject {
  const { writable } = input.stack.runtime(input.service);
  const { requests, limits } = resourcesOf(input);
  const mounts = writable.map((path, index) => ({ name: `writable-${index}`, mountPath: path }));
  const secrets = secretSetsOf(input).map(({ name, folder }) => ({
    name,
    mountPath: folder,
    readOnly: true,
  }));
  const configuration = configurationOf(input, undefined);
  const configured = configuration
    ? [{ name: 'configuration', mountPath: configuration.folder, readOnly: true }]
    : [];
  return {
    image: input.service.name,
    imagePullPolicy: 'Always',
    ...command,
    envFrom: [{ configMapRef: { name: input.service.name } }],
    resources: { requests: amount(requests, '64Mi'), limits: amount(limits, '256Mi') },
    securityContext: {
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: flow(['ALL']) },
    },
    volumeMounts: [...mounts, ...secrets, ...configured],
  };
}

/** Volumes that containerOf mounts. */
export function volumesOf(input: ServiceInput): YamlObject[] {
  const writable = input.stack.runtime(input.service).writable.map((_, index) => ({
    name: `writable-${index}`,
    emptyDir: { sizeLimit: '64Mi' },
  }));
  const secrets = secretSetsOf(input).map(({ name }) => ({
    name,
    secret: {
      secretName: `${input.service.name}-${name}`,
      defaultMode: because('Octal 0440: readable by the group above.', 288),
    },
  }));
  const configured = configurationOf(input, undefined)
    ? [{ name: 'configuration', configMap: { name: configurationName(input.service.name) } }]
    : [];
  return [...writable, ...secrets, ...configured];
}
