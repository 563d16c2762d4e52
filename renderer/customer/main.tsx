import '../window/no-markup';
import '../window/strict-schemas';
import '../design';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { CustomerWindow } from './customer-window';
import { SelfServiceWindow } from './self-service/self-service-window';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');
createRoot(root).render(
  <StrictMode>
    {window.location.hash === '#/self-service' ? <SelfServiceWindow /> : <CustomerWindow />}
  </StrictMode>,
);
