import { Line, Name, PackageName, Port, RelativePath, Service } from '@org/ci-core';
import { z } from 'zod';
import { parseServiceName } from './name';

const databases = [
  { value: 'postgres', label: 'PostgreSQL' },
  { value: 'none', label: 'none' },
];

/** Options of `nx g @org/ci:service`. */
export const ServiceOptions = z
  .strictObject({
    name: z
      .string()
      .superRefine((text, context) => {
        const parsed = parseServiceName(text);
        if (parsed.ok) return;
        for (const { what } of parsed.problems) context.addIssue({ code: 'custom', message: what });
      })
      .describe('Name: payments, billing/payments (nested) or @acme/payments (npm scope)')
      .meta({
        $default: { $source: 'argv', index: 0 },
        'x-prompt': 'What is the service called?',
        'x-priority': 'important',
      }),
    stack: Name.describe('Kind of service').meta({
      'x-prompt': { message: 'Which stack?', type: 'list', items: [] },
      'x-priority': 'important',
    }),
    directory: RelativePath.optional()
      .describe('Folder from the workspace’s root; default: the name below apps, e.g. apps/payments')
      .meta({ alias: 'dir', 'x-priority': 'important' }),
    port: Port.optional().describe(
      'Port that it listens on, 1024 to 65535; default: the next free one from 3000',
    ),
    database: Service.shape.database
      .unwrap()
      .optional()
      .describe('Database that the service owns; default: what its stack needs')
      .meta({ 'x-prompt': { message: 'Which database?', type: 'list', items: databases } }),
    cache: Service.shape.cache
      .unwrap()
      .optional()
      .describe('Cache that the service has to itself; default: what its stack needs'),
    broker: Service.shape.broker
      .unwrap()
      .optional()
      .describe('Message broker of its processes; default: redis where there are any'),
    with: z
      .array(Name)
      .max(20)
      .optional()
      .describe('Processes beside the server, from the same image, e.g. worker,beat'),
    dependsOn: z
      .array(Name)
      .max(20)
      .optional()
      .describe('Services that it needs; a front end is configured for the first, e.g. orders'),
    standard: PackageName.optional().describe(
      'Standard that the service follows, where it is not the one of ci.yaml; it must be installed',
    ),
    description: Line.optional().describe('One line for people; becomes an image label'),
    owner: Line.optional().describe('Team that answers for the service'),
    skipInstall: z.boolean().default(false).describe('Do not install packages afterwards'),
  })
  .describe('Adds a service: its manifest, its source and everything that follows from them');
export type ServiceOptions = z.infer<typeof ServiceOptions>;
