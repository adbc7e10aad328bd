/** For errors of the page's own code: the address still works after a reload. */
export const FailurePage = () => (
  <main role="alert">
    <title>Error</title>
    <h1>Something went wrong</h1>
    <p>
      This page has an error of its own. <a href="/">Start again</a>
    </p>
  </main>
);
