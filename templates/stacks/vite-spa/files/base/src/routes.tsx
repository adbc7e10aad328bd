import type { RouteObject } from 'react-router';
import { FailurePage } from './pages/failure-page';
import { HomePage } from './pages/home-page';
import { Layout } from './pages/layout';
import { NotFoundPage } from './pages/not-found-page';
import { NotePage } from './pages/note-page';

/** Every address of the application. The server answers all of them with index.html. */
export const routes: RouteObject[] = [
  {
    element: <Layout />,
    errorElement: <FailurePage />,
    children: [
      { path: '/', element: <HomePage /> },
      { path: '/notes/:id', element: <NotePage /> },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];
