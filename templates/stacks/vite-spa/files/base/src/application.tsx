import { StrictMode, type ReactElement } from 'react';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { loadConfiguration } from './config/load-configuration';
import type { Configuration } from './config/contract';
import { createApiClient } from './http/api-client';
import { createNotesApi } from './notes/notes-api';
import { ConfigurationErrorPage } from './pages/configuration-error-page';
import { PartsContext, type Parts } from './parts';
import { routes } from './routes';

const partsOf = (configuration: Configuration): Parts => ({
  configuration,
  notes: createNotesApi(createApiClient(configuration)),
  pollEveryMs: 1_000,
});

/** Reads the configuration, then knows what to render: the application, or what is wrong with its configuration. */
export async function createApplication(): Promise<ReactElement> {
  const parsed = await loadConfiguration(globalThis.fetch);
  return (
    <StrictMode>
      {parsed.ok ? (
        <PartsContext value={partsOf(parsed.configuration)}>
          <RouterProvider router={createBrowserRouter(routes)} />
        </PartsContext>
      ) : (
        <ConfigurationErrorPage problems={parsed.problems} />
      )}
    </StrictMode>
  );
}
