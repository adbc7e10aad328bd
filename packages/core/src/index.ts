export { ProblemError, formatProblems, type Problem } from './problem/problem';
export { failed, ok, unwrap, type Result } from './problem/result';
export { nearest, suggest } from './problem/nearest';
export { asksForDryRun, dryRunVariable } from './dry-run/dry-run';
export { problemsFromZod } from './problem/from-zod';
export { HostName, Line, Name, PackageName, Port, RelativePath, UrlPath } from './manifest/names';
export { VersionRange } from './manifest/version-range';
export { ManifestOverride, Override, type SourcedOverride } from './override/override';
export { ejectedFiles, type Ejection } from './ownership/ejection';
export { giveBack, ownFile } from './ownership/own';
export { ejectionFindings, type EjectionFinding, type EjectionInput } from './ownership/findings';
export { applyOverrides, type Overridden, type OverrideScope } from './override/apply';
export { applyStandardOverrides } from './override/layers';
export { isAmbiguous } from './yaml/quoting';
export { Resources, memoryBytes } from './manifest/resources';
export { Service } from './manifest/service';
export { Application, TargetName } from './manifest/application';
export { Environment, Platform, RegistryHost, RegistryPath, Waiver, Workspace } from './manifest/workspace';
export { unknownEnvironments } from './manifest/environments';
export { isKubernetesObject, parseService, parseStandardFile, parseWorkspace } from './manifest/parse';
export { isManifest, nameTaken } from './manifest/place';
export { isCovered, isNamed } from './naming/glob';
export { projectFiles, projectNames, workspacesOf, type ReadText } from './naming/projects';
export { Digest } from './pins/names';
export { PinLock, pinImage } from './pins/pin-lock';
export { parsePins, pinsPath } from './pins/parse';
export { compareVersions } from './pins/compare-versions';
export { effectivePins, pinKey } from './pins/effective-pins';
export { withNewerPins } from './pins/newer-pins';
export { oldPins, type PinAge } from './pins/old-pins';
export type { Ownership, RenderedFile } from './synthesis/rendered-file';
export type { SeedInput, StackInput } from './stack/input';
export type { PlacedService, ServiceInput, WorkspaceInput } from './synthesis/input';
export {
  renderService,
  renderWorkspace,
  synthService,
  synthWorkspace,
  type Rendered,
  type WithArtefacts,
} from './synthesis/synth';
export type { FileOwner, FileOwners } from './manifest/file-owners';
export {
  applicationSecrets,
  backingHostPort,
  databaseName,
  publishedRole,
  settingsOf,
} from './backing/settings';
export { processesOf, secretSetsOf, type SecretSet } from './backing/secrets';
export { passwordOf, type Backing, type MemoryFolder } from './backing/backing';
export { backingPurpose, backings, backingsOf, roles, type Role } from './backing/registry';
export { backingIds, type BackingId } from './manifest/backing-choice';
export {
  type ConfigurationContract,
  type ConfigurationKey,
  type ConfigurationValue,
  type ConfigurationValues,
} from './manifest/configuration';
export { configurationProblems, configurationValues } from './configuration/values';
export { acceptsOf, manifestProblems } from './stack/manifest-problems';
export {
  isInContext,
  libraryContext,
  neverInContext,
  patchesFolder,
  rootContext,
  serviceContext,
  type ContextRule,
} from './context/context-rule';
export {
  defineStack,
  type Accepts,
  type Argv,
  type BackingNames,
  type Development,
  type Process,
  type Runtime,
  type Secret,
  type Stack,
  type StackTarget,
} from './stack/stack';
export {
  defineArtefact,
  type Artefact,
  type ServiceArtefact,
  type WorkspaceArtefact,
} from './artefact/artefact';
export type { CommitPin, Gates, Pins, StandardData } from './standard/data';
export { Forbidden, Rules, StandardFile } from './standard/standard-file';
export type { CodePart, Extension } from './standard/extension';
export { emptyStandard, extendStandard, planExtension } from './standard/plan-extension';
export { forbiddenOptions } from './standard/forbidden';
export { defineStandard, stackOf, unknownStack, type Standard } from './standard/standard';
export { Finding, severities, type Severity } from './gate/finding';
export { ScanPolicy, activeWaivers } from './gate/policy';
export { ageHours, isDatabaseStale } from './gate/database-age';
export { judgeScan, type ScanReason, type ScanVerdict, type WaivedFinding } from './gate/scan-verdict';
export { ImageReceipt } from './receipt/image';
export { SmokeReceipt } from './receipt/smoke';
export { SizeReceipt } from './receipt/size';
export { ScanReceipt } from './receipt/scan';
export { PublishReceipt, type Attachment } from './receipt/publish';
export { TagName, Version, namedTag, versionTag, type Tag } from './tags/tag';
export { computeTags, computeVersionTags, type SourceFacts, type TagPolicy } from './tags/compute';
export { planTags, type TagMove, type TagPlan } from './tags/moves';
export { promotionVerdict, type PromotionVerdict } from './promotion/verdict';
export {
  upstreamOf,
  type EnvironmentState,
  type PromotionFacts,
  type PromotionGate,
  type Reason,
} from './promotion/facts';
export { compareCommits, publishedCommits, type Publication } from './promotion/publications';
export { readOverlayImage, setOverlayDigest, type OverlayImage } from './promotion/overlay';
export { formatReceipt, policyPath, receiptFolder, receiptPath, type ReceiptKind } from './receipt/path';
export { formatAddress, parseAddress, type Address, type Segment } from './address/address';
export { documentKeys, itemIndex, itemKeys, withoutRef } from './address/item-key';
export { Conflict, type ConflictKind } from './merge/conflict';
export { kindOf, type FileKind } from './merge/kind';
export { mergeFile, proposals, type MergedFile } from './merge/merge-file';
export { isTorn } from './merge/reunite';
export { isSettled } from './merge/settled';
export { take } from './merge/take';
export { formatFinding, isOpen, resolveCommand, type Finding as FileFinding } from './reconcile/finding';
export {
  asidePath,
  Lock,
  basePath,
  formatLock,
  isRecord,
  lockPath,
  lockedServices,
  parseLock,
  restoreCommand,
  type LockedFile,
  type Pending,
} from './reconcile/lock';
export { type FileOutcome, type FileWrite } from './reconcile/outcome';
export type { ReconcileInput } from './reconcile/input';
export { reconcile, type ReconcilePlan } from './reconcile/reconcile';
export { parseJsonText } from './problem/json';
export type { FoundService, SyncInput } from './sync/input';
export { partsOf, planSync, type SyncPlan } from './sync/plan';
export { rebuildLock } from './sync/rebuild-lock';
export type { LockPlan } from './sync/lock-plan';
export { workspacePart, type Part } from './sync/part';
export { upgradeCommand } from './sync/behind';
export { nameDifferences } from './sync/name-differences';
export { notesOf } from './sync/notes';
export { missingPackages } from './stack/missing-packages';
export { missingKeys } from './configuration/missing';
export { addOrigins } from './manifest/add-origins';
export { callsFromBrowser, hostFor, originFor } from './stack/callers';
export { forbiddenToday, isHeld } from './sync/held';
export { isDocument } from './sync/unreadable';
export {
  formatJournal,
  isDue,
  isJournalPath,
  journalPaths,
  journalText,
  parseJournal,
  wholeOf,
  type JournalEntry,
} from './journal/journal';
export type { DriftFinding, Lines } from './drift/finding';
export { differenceOf, type Difference } from './drift/difference';
export { driftFindings, withLine, type DriftInput, type PlannedPart } from './drift/report';
export { countFindings, formatDriftText, type Paint } from './drift/format-text';
export { DriftReport, driftReport, formatDriftJson } from './drift/format-json';
export { synthDriftSarif } from './drift/format-sarif';
export { overdue } from './drift/overdue';
export { chosen, resolvePending, type Resolution, type Resolved } from './reconcile/resolve';
export { applicable } from './upgrade/applicable';
export { reversed } from './upgrade/reversed';
export { migrateManifest, type Migrated } from './upgrade/migrate-manifest';
export type { ManifestChange, Move, ServiceMigration } from './upgrade/migration';
export { releasesBetween, type Release } from './upgrade/changelog';
export {
  countUpgrades,
  formatUpgradeCounts,
  formatUpgradeJson,
  type ServiceUpgrade,
  type UpgradeReport,
  type UpgradeStatus,
} from './upgrade/report';
export { formatUpgradeMarkdown } from './upgrade/markdown';
export { normalizedName } from './python/names';
export { isMember, parsePyproject, requirementsOf, type Pyproject } from './python/pyproject';
export { intersectPython } from './python/requires-python';
export { narrowUvRoot, toolSettings, withoutUserinfo } from './python/root';
export { parseUvLock, uvLockFile, type UvLock, type UvPackage } from './python/uv-lock';
export { narrowUvHeader, pruneUvLock } from './python/uv-prune';
export { everything, finderOf, reachUv, shipped, type Follow } from './python/uv-reach';
export { lockedCheck, pipLock, planPipInputs, type PipInputs, type PythonProject } from './python/pip';
export {
  ecosystemOf,
  ecosystemTag,
  installerOf,
  manifestFile,
  type Ecosystem,
  type Installer,
  type PackageManagers,
} from './stack/ecosystem';
