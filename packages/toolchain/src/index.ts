export type { Command, Outcome, RunOptions, Runner } from './spawn/command';
export { isAlive } from './spawn/alive';
export { formatCommand, quoteWord } from './spawn/format';
export { maskSecrets } from './spawn/mask';
export { toolFailed } from './spawn/problems';
export { formatLibraries, planCompile, planTool, toolFolder, type PipLocking } from './pip/compile';
export { lockWithPip, pipToolsOf, pythonVersion } from './pip/lock';
export { recordRuns, type Recorder } from './spawn/recorder';
export { runChecked, runCommand } from './spawn/run';
export { askCredentialHelper } from './credential/get';
export {
  dockerExec,
  dockerImageInspect,
  dockerInspect,
  dockerKill,
  dockerLogs,
  dockerPull,
  dockerRemove,
  dockerStart,
  dockerStats,
  dockerStop,
  dockerVersion,
  dockerWait,
} from './docker/container';
export {
  dockerNetworkConnect,
  dockerNetworkCreate,
  dockerNetworkRemove,
  dockerVolumeCreate,
  dockerVolumeRemove,
} from './docker/network';
export {
  parseContainers,
  parseSize,
  parseStats,
  parseVersion,
  publishedPort,
  type Container,
  type ContainerStats,
  type EngineVersion,
} from './docker/output';
export { diagnose, isPassing } from './docker/problems';
export { dockerCreate, dockerRun, type ContainerOptions, type Mount } from './docker/run';
export { buildxBuild, type BuildOptions } from './buildx/build';
export { buildxProvenance, parseProvenance, type RecordedBuild } from './buildx/history';
export { parseMetadata, type BuildMetadata } from './buildx/metadata';
export { formatOutput, type Output } from './buildx/output';
export { scannerOf, scanners } from './scanner/registry';
export type { Environment, Inspection, ScanTarget, Scanner, ScannerDatabase } from './scanner/scanner';
export {
  dockerListLabelled,
  dockerTop,
  parseImageUser,
  parseLabelled,
  parseTop,
  type Labelled,
} from './docker/watch';
export { gitBranch, gitCommitted, gitHead, gitHistory, gitStatus } from './git/commands';
export { askGit } from './git/ask';
export { gitRemoteTag, parseRemoteTag } from './git/remote-tag';
export { isClean, parseBranch, parseCommit, parseHistory } from './git/parse';
export { parseCiRef, type CiRef } from './git/ci-ref';
export { dockerTag } from './docker/tag';
