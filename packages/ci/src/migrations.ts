/** What a standard's migrations.json runs: services move to its version. */
export { upgradeMigration as upgrade } from '@org/ci-generators/upgrade';
