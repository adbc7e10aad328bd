/**
 * An apt.conf(5) that keeps everything below `folder`: sources, lists, status, archives. The machine's own apt
 * state is neither read nor written, and no root privilege is needed.
 */
export function formatAptConfig(folder: string, architecture: string): string {
  const settings: readonly (readonly [string, string])[] = [
    ['APT::Architecture', architecture],
    ['APT::Sandbox::User', 'root'],
    ['APT::Install-Recommends', 'false'],
    ['APT::Immediate-Configure', 'false'],
    ['APT::Get::Assume-Yes', 'true'],
    ['Dir::Etc::SourceList', `${folder}/sources.list`],
    ['Dir::Etc::SourceParts', `${folder}/empty`],
    ['Dir::Etc::Preferences', '/dev/null'],
    ['Dir::Etc::PreferencesParts', `${folder}/empty`],
    ['Dir::State::Lists', `${folder}/lists`],
    ['Dir::State::status', `${folder}/status`],
    ['Dir::State::extended_states', `${folder}/extended`],
    ['Dir::Cache', folder],
    ['Dir::Cache::archives', `${folder}/archives`],
    ['Acquire::IndexTargets::deb::DEP-11::DefaultEnabled', 'false'],
    ['Acquire::Languages', 'none'],
    ['Acquire::GzipIndexes', 'false'],
    ['Acquire::Retries', '3'],
    ['Debug::NoLocking', 'true'],
  ];
  return (
    settings.map(([name, value]) => `${name} "${value}";\n`).join('') +
    `#clear APT::Architectures;\nAPT::Architectures { "${architecture}"; };\n`
  );
}
