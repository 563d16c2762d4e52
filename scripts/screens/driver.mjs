/** Takes a picture of every screen, in each language and size, as a clerk meets them. Writes into VESTIBULE_OUT/screens. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { components } from './components.mjs';
import { tours } from './every-screen.mjs';

const out = path.join(process.env.VESTIBULE_OUT ?? path.resolve('out'), 'screens');
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const languages = (process.env.VESTIBULE_SCREENS_LANGUAGES ?? 'en').split(',');
await mkdir(out, { recursive: true });

await components((page, name) => take(page, name, { fullPage: true }));
for (const size of sizes) {
  for (const language of languages) {
    const picture = (page, name) => take(page, `${name}-${language}-${size.width}`);
    for (const tour of Object.values(tours)) await tour(size, language, picture);
  }
}

async function take(page, name, options = {}) {
  await page.waitForTimeout(250);
  await page.screenshot({ path: path.join(out, `${name}.png`), animations: 'disabled', ...options });
}
