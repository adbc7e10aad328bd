/** Judges of e2e/judges that find the same by themselves, with what they call it. */
export const judges: Readonly<Record<string, string>> = {
  D2: 'contract of stacks (images come from the pins)',
  D9: 'BuildKit SecretsUsedInArgOrEnv',
  D21: 'BuildKit JSONArgsRecommended, hadolint DL3025',
  D24: 'hadolint DL3057 (where there is none)',
  D26: 'BuildKit WorkdirRelativePath, hadolint DL3000',
  D33: 'hadolint DL3008, DL3009',
  C1: '`docker compose config`',
  C3: 'contract of stacks (images come from the pins)',
};
