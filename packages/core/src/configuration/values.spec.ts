import { expect, it } from 'vitest';
import { Service } from '../manifest/service';
import { configurationProblems } from './values';

it.each([
  ['integer', 'give an integer'],
  ['boolean', 'give a boolean'],
  ['url', 'give a url'],
])('says what a value of type %s would be', (type, fix) => {
  const service = Service.parse({
    name: 'shop',
    stack: 'spa',
    port: 4000,
    configuration: { key: { type, development: 'text' } },
  });
  expect(configurationProblems(service, 'service.yaml')).toMatchObject([{ fix }]);
});
