import type { Environment } from '../manifest/workspace';
import { compareCommits } from './publications';
import { short, upstreamOf, type EnvironmentState, type PromotionFacts, type Reason } from './facts';

/** What is in the work tree and not in git counts for nothing; whoever sees it there should know why. */
const pending = ({ inGit, workTree }: EnvironmentState, digest: string): string =>
  inGit && workTree === digest ? '; what the work tree has is not committed' : '';

const unsure = ({ inGit }: EnvironmentState): string =>
  inGit ? '' : ' (the work tree says so: git does not answer)';

/** The environment before has this very digest, as git has it. Production takes nobody else's word for it. */
export function judgeOrder(facts: PromotionFacts, { production }: Environment): Reason {
  const { environments, to, digest, upstream: state } = facts;
  const upstream = upstreamOf(environments, to);
  const reason = (ok: boolean, what: string): Reason => ({ gate: 'order', ok, what });
  if (!upstream || !state) return reason(true, `${to} is the first environment`);
  if (production && !state.inGit)
    return reason(false, `git says what ${upstream.name}, which comes before, has; it does not answer`);
  if (state.digest === digest) return reason(true, `${upstream.name} has this digest${unsure(state)}`);
  const has =
    state.digest === undefined
      ? `nothing was promoted to ${upstream.name} yet, which comes before`
      : `${upstream.name}, which comes before, has ${short(state.digest)}`;
  return reason(false, `${has}${pending(state, digest)}${unsure(state)}`);
}

const shortCommit = (commit: string): string => commit.slice(0, 12);

/** Whether something is known; production is not promoted to on a guess. */
function judgeUnknown(which: 'git' | 'digest', { production }: Environment): [boolean, string] {
  const what = {
    git: 'git does not say which commit came first',
    digest: 'no commit of the history that is checked out was published as this digest',
  }[which];
  return [!production, production ? what : `not known: ${what}`];
}

function judgeAge(facts: PromotionFacts, current: string, environment: Environment): [boolean, string] {
  const { publications, digest, to } = facts;
  if (!publications) return judgeUnknown('git', environment);
  const order = compareCommits(publications, digest, current);
  if (order.kind === 'unknown')
    return order.which === 'digest'
      ? judgeUnknown('digest', environment)
      : [true, `no commit of this history was published as ${short(current)}, which ${to} has`];
  const [mine, theirs] = [shortCommit(order.commit), shortCommit(order.current)];
  return order.kind === 'forward'
    ? [true, `${mine} came after ${theirs}, which ${to} has`]
    : [false, `${mine} is older than ${theirs}, which ${to} has`];
}

/** An environment goes forward only: a run that was overtaken takes nothing back. */
export function judgeCommit(facts: PromotionFacts, environment: Environment): Reason {
  const { current, digest, to, allowOlder } = facts;
  if (current.digest === undefined) return { gate: 'commit', ok: true, what: `${to} has nothing yet` };
  if (current.digest === digest) return { gate: 'commit', ok: true, what: `${to} has this digest` };
  const [ok, what] = judgeAge(facts, current.digest, environment);
  return ok || !allowOlder
    ? { gate: 'commit', ok, what }
    : { gate: 'commit', ok: true, what: `${what}: asked for` };
}
