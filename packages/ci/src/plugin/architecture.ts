/** Environment variable that says before every run which architecture this machine has, in Node's words. */
export const architectureVariable = 'ORG_CI_ARCHITECTURE';
