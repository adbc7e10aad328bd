type Environment = Readonly<Record<string, string | undefined>>;

/** What the CI system says it builds. CI checks out commits, not branches, so that git cannot tell. */
export interface CiRef {
  readonly branch?: string;
  readonly pullRequest?: number;
}

interface System {
  readonly present: string;
  /** Variables with the number of a pull request, the first that has one counts. */
  readonly pullRequest: readonly string[];
  readonly branch: readonly string[];
}

const systems: readonly System[] = [
  { present: 'GITLAB_CI', pullRequest: ['CI_MERGE_REQUEST_IID'], branch: ['CI_COMMIT_BRANCH'] },
  {
    present: 'TF_BUILD',
    pullRequest: ['SYSTEM_PULLREQUEST_PULLREQUESTNUMBER'],
    branch: ['BUILD_SOURCEBRANCH'],
  },
  { present: 'BITBUCKET_BUILD_NUMBER', pullRequest: ['BITBUCKET_PR_ID'], branch: ['BITBUCKET_BRANCH'] },
  { present: 'CIRCLECI', pullRequest: ['CIRCLE_PR_NUMBER'], branch: ['CIRCLE_BRANCH'] },
  { present: 'BUILDKITE', pullRequest: ['BUILDKITE_PULL_REQUEST'], branch: ['BUILDKITE_BRANCH'] },
  { present: 'JENKINS_URL', pullRequest: ['CHANGE_ID'], branch: ['BRANCH_NAME', 'GIT_BRANCH'] },
];

const first = (environment: Environment, names: readonly string[]): string | undefined =>
  names.map((name) => environment[name]).find((value) => value !== undefined && value !== '');

function refOf(number: string | undefined, branch: string | undefined): CiRef {
  if (number !== undefined && /^\d{1,9}$/.test(number)) return { pullRequest: Number(number) };
  return branch === undefined ? {} : { branch };
}

/** GitHub names the kind of the ref: a tag's name is no branch, and a fork's branch may be called main. */
function gitHubRef(environment: Environment): CiRef {
  const number = /^refs\/pull\/(\d{1,9})\//.exec(environment.GITHUB_REF ?? '')?.[1];
  const branch = environment.GITHUB_REF_TYPE === 'branch' ? environment.GITHUB_REF_NAME : undefined;
  return refOf(number, branch);
}

/**
 * Branch or pull request of this CI run, of the environment's values; undefined outside the CI systems that are known,
 * where git knows. A pull request is known by its number alone: its branch's name is its author's.
 */
export function parseCiRef(environment: Environment): CiRef | undefined {
  if (environment.GITHUB_ACTIONS === 'true') return gitHubRef(environment);
  const system = systems.find(({ present }) => Boolean(environment[present]));
  if (!system) return undefined;
  const branch = first(environment, system.branch)?.replace(/^(refs\/heads|origin)\//, '');
  return refOf(first(environment, system.pullRequest), branch?.startsWith('refs/') ? undefined : branch);
}
