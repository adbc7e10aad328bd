import { render } from '@testing-library/react';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { createApiClient } from '../../src/http/api-client';
import { createNotesApi } from '../../src/notes/notes-api';
import { PartsContext } from '../../src/parts';
import { routes } from '../../src/routes';
import { configuration } from './configuration';
import type { NotesServer } from './notes-server';

/** The application at an address, against a server in memory. */
export function renderAt(path: string, { fetch }: NotesServer) {
  const call = createApiClient(configuration, { fetch, wait: () => Promise.resolve(), random: () => 0 });
  const parts = { configuration, notes: createNotesApi(call), pollEveryMs: 1 };
  return render(
    <PartsContext value={parts}>
      <RouterProvider router={createMemoryRouter(routes, { initialEntries: [path] })} />
    </PartsContext>,
  );
}
