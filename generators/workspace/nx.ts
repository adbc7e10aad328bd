/**
 * What generators use of @nx/devkit when they run, from where @nx/devkit has it: `nx g` has loaded most of these modules
 * by itself, while all of @nx/devkit brings Nx's task runner and more, and takes as long as it takes to generate a service.
 */
export { globAsync } from 'nx/src/generators/utils/glob';
export { readNxJson, updateNxJson } from 'nx/src/generators/utils/nx-json';
export { parseJson } from 'nx/src/utils/json';
export { logger } from 'nx/src/utils/logger';
