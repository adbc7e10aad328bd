import { expect, it } from 'vitest';
import type { Service } from '../manifest/service';
import type { StandardData } from '../standard/data';
import { forbiddenToday } from './held';

const service = { name: 'orders', stack: 'api', database: 'none' } as unknown as Service;
const standard = {
  name: '@acme/std',
  version: '2.0.0',
  forbid: [{ option: 'database', is: 'none', reason: 'keep records' }],
} as unknown as StandardData;
const lock = (name: string, version: string): string =>
  JSON.stringify({ schema: 1, standard: { name, version }, files: {}, pending: [] });
const codes = (text: string | undefined): string[] =>
  forbiddenToday(service, standard, 'a/service.yaml', () => text).map(({ code }) => code);

it('demands nothing new of a service that stays on another version', () => {
  expect(codes(lock('@acme/std', '1.0.0'))).toEqual([]);
});

it.each([
  ['no lock', undefined],
  ['a damaged one', '{'],
  ['that of the same version', lock('@acme/std', '2.0.0')],
  ['that of another standard', lock('@acme/other', '1.0.0')],
])('forbids with %s', (_, text) => {
  expect(codes(text)).toEqual(['option-forbidden']);
});

it('asks for no lock where nothing is forbidden', () => {
  const ask = (): string => {
    throw new Error('asked');
  };
  expect(forbiddenToday({ ...service, database: 'postgres' }, standard, 'a', ask)).toEqual([]);
});
