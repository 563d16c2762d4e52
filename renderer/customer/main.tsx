import '../window/no-markup';
import '../window/strict-schemas';
import '../design';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { CustomerWindow } from './customer-window';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');
createRoot(root).render(
  <StrictMode>
    <CustomerWindow />
  </StrictMode>,
);
