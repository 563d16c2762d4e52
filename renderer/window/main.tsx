import './no-markup';
import './strict-schemas';
import '../design';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Window } from './window';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');
createRoot(root).render(
  <StrictMode>
    <Window />
  </StrictMode>,
);
