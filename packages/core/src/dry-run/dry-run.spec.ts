import { describe, expect, it } from 'vitest';
import { asksForDryRun } from './dry-run';

describe('a command line', () => {
  it.each([
    ['run shop:publish --dryRun', true],
    ['run shop:publish --dry-run', true],
    ['affected -t publish --dryRun=true', true],
    ['run shop:publish --dryRun=false', false],
    ['run shop:publish --dryRun false', false],
    ['run shop:publish --dry-run false --tag=x', false],
    ['run shop:publish --dryRun true', true],
    ['run-many --dryRun -t publish', true],
    ['run shop:publish --no-dryRun', false],
    ['run shop:publish --no-dryRun true', false],
    ['run shop:publish --dryRun --no-dry-run', false],
    ['run shop:publish --dryrun', true],
    ['run shop:publish --dry-rnu', true],
    ['run shop:publish --dry_run=yes', true],
    ['run shop:publish --dry', false],
    ['run shop:publish --directory=x --debug', false],
    ['run shop:publish', false],
    ['run shop:publish --tag=--dryRun', false],
  ])('%s: dry run %s', (words, expected) => {
    expect(asksForDryRun(words.split(' '))).toBe(expected);
  });
});
