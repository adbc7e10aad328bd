import { createRoot } from 'react-dom/client';
import { createApplication } from './application';
import './styles.css';

const element = document.getElementById('root');
if (!element) throw new Error('index.html has no element with the id root.');
createRoot(element).render(await createApplication());
