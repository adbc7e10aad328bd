import type { ReactNode } from 'react';
import { useParts } from '../parts';

/** A page's heading, and the title of its tab. */
export function Page({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { appTitle } = useParts().configuration;
  return (
    <>
      <title>{`${title} · ${appTitle}`}</title>
      <h1>{title}</h1>
      {children}
    </>
  );
}
