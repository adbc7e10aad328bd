import type { Artefact } from './edit';

/** The next standard hardens the pod, asks for more, and probes more gently. */
export const kubernetes: Artefact = {
  path: 'deployment.yaml',
  standard: [
    [
      '      automountServiceAccountToken: false\n',
      '      automountServiceAccountToken: false\n      hostUsers: false\n',
    ],
    ['        runAsUser: 65532\n', '        runAsUser: 65534\n'],
    [
      '              cpu: 100m\n              memory: 128Mi\n',
      '              cpu: 150m\n              memory: 128Mi\n',
    ],
    [
      "              cpu: '1'\n              memory: 256Mi\n",
      "              cpu: '1'\n              memory: 384Mi\n",
    ],
    [
      '            - name: writable-0\n              mountPath: /tmp\n',
      '            - name: writable-0\n              mountPath: /tmp\n            - name: certificates\n              mountPath: /etc/ssl/acme\n              readOnly: true\n',
    ],
    [
      '        - name: writable-0\n          emptyDir:\n            sizeLimit: 64Mi\n',
      '        - name: writable-0\n          emptyDir:\n            sizeLimit: 64Mi\n        - name: certificates\n          configMap:\n            name: certificates\n',
    ],
    ['            failureThreshold: 30\n', '            failureThreshold: 60\n'],
    ['            periodSeconds: 5\n', '            periodSeconds: 10\n'],
    ['      terminationGracePeriodSeconds: 20\n', '      terminationGracePeriodSeconds: 30\n'],
    [
      '        app.kubernetes.io/component: server\n    spec:\n',
      '        app.kubernetes.io/component: server\n        app.kubernetes.io/part-of: shop\n    spec:\n',
    ],
    [
      '            - name: http\n              containerPort: 3001\n              protocol: TCP\n',
      '            - name: http\n              containerPort: 3001\n              protocol: TCP\n            - name: metrics\n              containerPort: 9464\n',
    ],
  ],
  edits: [
    {
      name: 'a sidecar',
      change: [
        [
          '      volumes:\n        - name: writable-0\n',
          '        - name: proxy\n          image: envoyproxy/envoy:v1.36.0\n      volumes:\n        - name: writable-0\n',
        ],
      ],
    },
    {
      name: 'a volume and its mount',
      change: [
        [
          '            - name: writable-0\n              mountPath: /tmp\n',
          '            - name: writable-0\n              mountPath: /tmp\n            - name: cache\n              mountPath: /cache\n',
        ],
        [
          '        - name: writable-0\n          emptyDir:\n            sizeLimit: 64Mi\n',
          '        - name: writable-0\n          emptyDir:\n            sizeLimit: 64Mi\n        - name: cache\n          emptyDir: {}\n',
        ],
      ],
    },
    {
      name: 'more memory',
      change: [
        [
          "              cpu: '1'\n              memory: 256Mi\n",
          "              cpu: '1'\n              memory: 512Mi\n",
        ],
      ],
      conflicts: ['spec.template.spec.containers[node-api-postgres].resources.limits.memory'],
    },
    { name: 'more processor', change: [["              cpu: '1'\n", "              cpu: '2'\n"]] },
    {
      name: 'a variable',
      change: [
        [
          '          envFrom:\n',
          '          env:\n            - name: REGION\n              value: eu\n          envFrom:\n',
        ],
      ],
    },
    {
      name: 'a longer timeout of a probe',
      change: [
        [
          '            periodSeconds: 5\n            timeoutSeconds: 3\n',
          '            periodSeconds: 5\n            timeoutSeconds: 10\n',
        ],
      ],
    },
    {
      name: 'a comment above a probe',
      change: [
        ['          startupProbe:\n', '          # Warms its caches first.\n          startupProbe:\n'],
      ],
    },
    {
      name: 'a label of the team',
      change: [
        [
          '        app.kubernetes.io/component: server\n    spec:\n',
          '        app.kubernetes.io/component: server\n        team: checkout\n    spec:\n',
        ],
      ],
    },
    {
      name: 'an annotation of the pod',
      change: [
        [
          '  template:\n    metadata:\n      labels:\n',
          "  template:\n    metadata:\n      annotations:\n        prometheus.io/scrape: 'true'\n      labels:\n",
        ],
      ],
    },
    {
      name: 'another port',
      change: [
        [
          '              protocol: TCP\n',
          '              protocol: TCP\n            - name: debug\n              containerPort: 9229\n',
        ],
      ],
    },
    {
      name: 'nodes with fast disks',
      change: [
        [
          '      terminationGracePeriodSeconds: 20\n',
          '      nodeSelector:\n        disk: fast\n      terminationGracePeriodSeconds: 20\n',
        ],
      ],
    },
    {
      name: 'a longer start',
      change: [['            failureThreshold: 30\n', '            failureThreshold: 120\n']],
      conflicts: ['spec.template.spec.containers[node-api-postgres].startupProbe.failureThreshold'],
    },
  ],
};
