import { Link, Outlet } from 'react-router';
import { useParts } from '../parts';

/** What all pages have around them. */
export function Layout() {
  const { appTitle } = useParts().configuration;
  return (
    <>
      <header>
        <Link to="/">{appTitle}</Link>
      </header>
      <main>
        <Outlet />
      </main>
    </>
  );
}
