// The yardstick of `cold-start` and `rss`: one sandboxed window with a line of text, and nothing else.
import { BrowserWindow, app } from 'electron';

app.enableSandbox();
void app.whenReady().then(open);

function open() {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false });
  window.once('ready-to-show', () => window.show());
  void window.loadURL('data:text/html,<title>bare</title><p data-outcome="idle">ready</p>');
}
