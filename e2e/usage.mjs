// What --help prints: plain text, so that it is there before anything is installed.
export const usage = {
  demo: `npm run demo -- [options]     the main job, end to end, in a new workspace

  --stacks LIST    of node-api, django-api, vite-spa (default: all three, one service each);
                   --stacks=node-api is the short one
  --service NAME   name of the first service (default payments)
  --keep DIR       leave the workspace in DIR, and the engine and registries running;
                   DIR/env.sh is for the shell in which you go on
  --down           stop the engine and registries that --keep left, and remove their data`,
  test: `npm test -- [options]     every test, in one summary; a missing engine fails it

  --only PART,PART   of typecheck, lint, format, unit (these four need no engine), itg, e2e`,
  bench: `npm run bench -- [options]     how we compare, as ratios measured in the same run

  --only ROW,ROW   these rows only; a wrong one lists those there are
  --rounds N       measured rounds per row (default 5)
  --write FILE     also write the table, in Markdown, to FILE`,
};

const text = { type: 'string' };

/** The options of each command, as parseArgs of node:util takes them. */
export const known = {
  demo: { stacks: text, service: text, keep: text, down: { type: 'boolean' } },
  test: { only: text },
  bench: { only: text, rounds: text, write: text },
};

/** What the demo can show: a test holds this and the demo together. */
export const stacks = ['node-api', 'django-api', 'vite-spa'];
