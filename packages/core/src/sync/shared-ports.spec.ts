import { parseService } from '../manifest/parse';
import { unwrap } from '../problem/result';
import { expect, it } from 'vitest';
import { sharedPorts } from './shared-ports';

const at = (name: string, port: number) => ({
  directory: `apps/${name}`,
  service: unwrap(parseService(`name: ${name}\nstack: node-api\nport: ${port}\n`, 'service.yaml')),
});

it('names a service whose port another one has, and both of them', () => {
  const problems = sharedPorts([at('carts', 3000), at('items', 3001), at('users', 3000)]);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ code: 'port-shared', where: 'apps/users/service.yaml › port' });
  expect(problems[0]?.what).toContain('only one of carts and users');
});
