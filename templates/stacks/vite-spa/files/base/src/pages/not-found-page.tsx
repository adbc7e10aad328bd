import { Link } from 'react-router';
import { Page } from './page';

/** For every address that means nothing here. */
export const NotFoundPage = () => (
  <Page title="Not found">
    <p>
      There is nothing at this address. <Link to="/">To the notes</Link>
    </p>
  </Page>
);
