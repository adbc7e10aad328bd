import type { ConfigurationProblem } from '../config/configuration';

/** For whoever runs this application: every key that is missing or wrong, at once. */
export const ConfigurationErrorPage = ({
  problems,
}: {
  readonly problems: readonly ConfigurationProblem[];
}) => (
  <main role="alert">
    <title>Configuration error</title>
    <h1>This application is not configured</h1>
    <p>
      <code>/config.json</code> is not what it needs. Correct the file and reload this page.
    </p>
    <ul>
      {problems.map(({ key, problem, description }) => (
        <li key={`${key} ${problem}`}>
          <code>{key}</code> {problem}
          {description !== undefined && <small> ({description})</small>}
        </li>
      ))}
    </ul>
  </main>
);
