export { artefacts, stacks } from './registry';
export { contractProblems } from './contract/contract';
export { examplePins, exampleWorkspace, type ExampleOptions } from './contract/example';
export { packageFolder } from './text/package-folder';
export { renderText, type TemplateData } from './text/text-template';
export { renderTree, type TextFile } from './text/text-tree';
export { formatYaml, formatYamlStream, type YamlFile } from './yaml/format';
export {
  because,
  commented,
  flow,
  noted,
  spaced,
  type Noted,
  type YamlObject,
  type YamlValue,
} from './yaml/value';
