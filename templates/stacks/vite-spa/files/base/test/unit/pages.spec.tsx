import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { NotesServer } from '../support/notes-server';
import { renderAt } from '../support/render-at';

let server: NotesServer;
beforeEach(() => {
  server = new NotesServer();
});

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

describe('the home page', () => {
  it('says that there are no notes', async () => {
    renderAt('/', server);
    expect(await screen.findByText('There are no notes yet.')).toBeVisible();
    expect(document.title).toBe('Notes · Shop');
  });

  it('shows the notes page by page', async () => {
    for (const text of ['one', 'two', 'three']) server.add(text);
    renderAt('/', server);
    expect(await screen.findByRole('link', { name: 'two' })).toHaveAttribute('href', '/notes/n2');
    expect(screen.queryByText('three')).toBeNull();
    await press('Show more');
    expect(await screen.findByText('three')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('creates a note and shows it', async () => {
    renderAt('/', server);
    await userEvent.type(screen.getByLabelText('New note'), 'hello');
    await press('Add');
    expect(await screen.findByRole('link', { name: 'hello' })).toBeVisible();
    expect(screen.getByLabelText('New note')).toHaveValue('');
    expect(server.calls).toContain('POST /v1/notes');
  });

  it('keeps what was typed when the API refuses it, and says why', async () => {
    renderAt('/', server);
    await screen.findByText('There are no notes yet.');
    server.refuse(400, 'The text is too rude.');
    await userEvent.type(screen.getByLabelText('New note'), 'rude');
    await press('Add');
    expect(await screen.findByRole('alert')).toHaveTextContent('The text is too rude.');
    expect(screen.getByLabelText('New note')).toHaveValue('rude');
  });

  it('can be asked again when the API was away', async () => {
    server.add('one');
    server.next.push(new TypeError('fetch failed'));
    renderAt('/', server);
    expect(await screen.findByRole('alert')).toHaveTextContent('The server cannot be reached.');
    await press('Try again');
    expect(await screen.findByText('one')).toBeVisible();
  });
});

describe('the page of a note', () => {
  it('is reached directly', async () => {
    server.add('one two');
    renderAt('/notes/n1', server);
    expect(await screen.findByText('one two')).toBeVisible();
    expect(document.title).toBe('Note · Shop');
  });

  it('says so where there is no such note', async () => {
    renderAt('/notes/unknown', server);
    expect(await screen.findByRole('heading', { name: 'Not found' })).toBeVisible();
  });

  it('says so where the API has an error', async () => {
    server.refuse(500, 'The database is away.');
    renderAt('/notes/n1', server);
    expect(await screen.findByRole('alert')).toHaveTextContent('The database is away.');
  });
});

describe('the number of words', () => {
  it('appears as soon as it is counted', async () => {
    server.counts = true;
    const note = server.add('one two');
    renderAt('/', server);
    expect(await screen.findByText('counting words…')).toBeVisible();
    note.wordCount = 2;
    expect(await screen.findByText('2 words')).toBeVisible();
  });

  it('is not spoken of where the API does not count', async () => {
    server.add('one');
    renderAt('/', server);
    await screen.findByText('one');
    expect(screen.queryByText(/word/)).toBeNull();
  });
});

it('knows what it does not know', async () => {
  renderAt('/nowhere', server);
  expect(await screen.findByRole('heading', { name: 'Not found' })).toBeVisible();
  await userEvent.click(screen.getByRole('link', { name: 'To the notes' }));
  await waitFor(() => {
    expect(document.title).toBe('Notes · Shop');
  });
});
