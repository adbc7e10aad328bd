export { artefacts, stacks } from './registry';
