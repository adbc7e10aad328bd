export { standard } from './standard';
export { loadStandard, tryStandard, type StandardReference } from './load';
export { loadStandards, standardFor, type Standards } from './standards';
export { engineOf } from './engine';
export { ownModules } from './fresh';
export { readExtension, type ExtensionCode } from './read-extension';

// What a standard of one's own is written with: its only dependency is this package.
export {
  defineArtefact,
  defineStack,
  extendStandard,
  forbiddenOptions,
  pinImage,
  ProblemError,
  type Artefact,
  type Extension,
  type RenderedFile,
  type ServiceArtefact,
  type ServiceInput,
  type Stack,
  type StackInput,
  type Standard,
  type StandardData,
  type WorkspaceArtefact,
  type WorkspaceInput,
} from '@org/ci-core';
export { commented, formatYaml, formatYamlStream, renderText, renderTree } from '@org/ci-templates';
