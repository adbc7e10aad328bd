import { type Problem } from '@org/ci-core';
/** The problems of what must fail; fails when it does not. */
export declare function problemsOf(work: Promise<unknown>): Promise<readonly Problem[]>;
export declare const codesOf: (work: Promise<unknown>) => Promise<string[]>;
