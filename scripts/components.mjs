// npm run components: the page of every component in each state, theme and direction, for a browser, with hot reload.
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';
import { checkout } from './setup/checkout.mjs';

const server = await createServer({
  configFile: false,
  root: path.join(checkout, 'renderer'),
  ...(process.env.VESTIBULE_VITE_CACHE && { cacheDir: process.env.VESTIBULE_VITE_CACHE }),
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    open: process.argv.includes('--open') ? '/components-page/index.html' : false,
  },
});
await server.listen();
const { port } = server.config.server;
console.log(`Components: http://127.0.0.1:${port}/components-page/index.html (Ctrl C ends it)`);
