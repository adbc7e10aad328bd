import { ProblemError } from '@org/ci-core';
import { adaptBatch, adaptSingle } from '../frame/adapt';
import type { Start } from '../frame/prepare';
import { InvalidOptions } from './options';

/** Needs nothing of the workspace: what is wrong may be that it cannot be read. */
const start: Start = ({ options }) =>
  Promise.reject(new ProblemError(InvalidOptions.parse(options).problems));

export const schema = InvalidOptions;
export const implementation = adaptSingle(start);
export const batchImplementation = adaptBatch(start);
