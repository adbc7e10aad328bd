import { backingsOf, type Backing, type ServiceInput } from '@org/ci-core';
import { because, flow, type YamlObject, type YamlValue } from '../../yaml/value';
import { commonLabels, selectorOf, unroutedHost } from './names';

/** Namespaces of the platform; edit them where your cluster calls them otherwise. */
const gatewayNamespace = 'gateway';
const monitoringNamespace = 'monitoring';

const policy = (name: string, spec: YamlObject): YamlObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name },
  spec,
});

const inNamespace = (name: string): YamlObject => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

const tcp = (port: YamlValue): YamlObject => ({ protocol: 'TCP', port });

const denyAll = policy('default-deny', { podSelector: {}, policyTypes: flow(['Ingress', 'Egress']) });

const dns = policy('allow-dns', {
  podSelector: {},
  policyTypes: flow(['Egress']),
  egress: [
    {
      to: [{ ...inNamespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
      ports: [{ protocol: 'UDP', port: 53 }, tcp(53)],
    },
  ],
});

const server = ({ service }: ServiceInput): YamlObject =>
  policy('allow-callers', {
    podSelector: { matchLabels: selectorOf(service.name) },
    policyTypes: flow(['Ingress']),
    ingress: [
      {
        from: because('The gateway and the metrics collector; list further callers here.', [
          inNamespace(gatewayNamespace),
          inNamespace(monitoringNamespace),
        ]),
        ports: [tcp('http')],
      },
    ],
  });

const outside = (what: string): string => `A ${what} outside the cluster takes an ipBlock here.`;

/** The way to one backing service, for all pods of the service. */
const backing = ({ service }: ServiceInput, { id, port }: Backing): YamlObject => {
  const isDatabase = id === service.database;
  return policy(`allow-${isDatabase ? 'database' : id}`, {
    podSelector: { matchLabels: { 'app.kubernetes.io/name': service.name } },
    policyTypes: flow(['Egress']),
    egress: [
      {
        to: because(outside(isDatabase ? 'database' : id), [
          { podSelector: { matchLabels: { 'app.kubernetes.io/name': id } } },
        ]),
        ports: [tcp(port)],
      },
    ],
  });
};

/** Nothing in, nothing out; then what the service is known to need. */
export const networkPolicies = (input: ServiceInput): YamlObject[] => [
  denyAll,
  dns,
  server(input),
  ...backingsOf(input.service).map((one) => backing(input, one)),
];

/** The service's address in the cluster. */
export const service = ({ service: { name } }: ServiceInput): YamlObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, labels: selectorOf(name) },
  spec: {
    type: 'ClusterIP',
    selector: selectorOf(name),
    ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' }],
  },
});

/** The way in from the gateway. */
export const route = ({ service: { name } }: ServiceInput): YamlObject => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name, labels: commonLabels(name) },
  spec: {
    parentRefs: [
      { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: gatewayNamespace },
    ],
    hostnames: because('Each overlay names its own; this one can never resolve.', [unroutedHost(name)]),
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        backendRefs: [{ group: '', kind: 'Service', name, port: 80, weight: 1 }],
      },
    ],
  },
});
