import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './styles/base.css';
import './styles/shell.css';
import './styles/list.css';
import './styles/segments.css';
import './styles/objects.css';
import './styles/record.css';
import './styles/mail.css';
import './styles/control.css';
import './styles/play.css';
import './styles/app-page.css';
import './styles/card.css';
import './styles/card-fields.css';
import './styles/card-data.css';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app');
createRoot(root).render(<App />);
