"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.codesOf = void 0;
exports.problemsOf = problemsOf;
const ci_core_1 = require("@org/ci-core");
/** The problems of what must fail; fails when it does not. */
async function problemsOf(work) {
    const outcome = await work.then(() => undefined, (error) => error);
    if (outcome === undefined)
        throw new Error('expected a failure, but it worked');
    if (!(outcome instanceof ci_core_1.ProblemError))
        throw outcome;
    return outcome.problems;
}
const codesOf = async (work) => (await problemsOf(work)).map(({ code }) => code);
exports.codesOf = codesOf;
