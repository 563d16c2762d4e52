import { type WebContents, app, session } from 'electron';

/** What a page may never do, whatever it asks: leave, open windows, embed pages, or get a permission it has no use for. */
export function installGuards(trustedOrigin: string): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, trustedOrigin));

  // The camera is the one thing a window may ask for: codes can be read with it. Never the microphone.
  const mayUseCamera = (permission: string, origin: string) =>
    permission === 'media' && sameOrigin(origin, trustedOrigin);
  session.defaultSession.setPermissionRequestHandler((contents, permission, done, details) => {
    const videoOnly = 'mediaTypes' in details && (details.mediaTypes ?? []).every((type) => type === 'video');
    done(mayUseCamera(permission, details.requestingUrl ?? contents.getURL()) && videoOnly);
  });
  session.defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin, { mediaType }) =>
      mayUseCamera(permission, origin) && mediaType !== 'audio',
  );
  session.defaultSession.setDevicePermissionHandler(() => false);
}

function guardContents(contents: WebContents, trustedOrigin: string): void {
  const stay = (event: { preventDefault(): void }, url: string) => {
    if (!sameOrigin(url, trustedOrigin)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Compares scheme and host: `URL.origin` is "null" for schemes the runtime's parser does not know. */
export function sameOrigin(url: string, trustedOrigin: string): boolean {
  if (!URL.canParse(url)) return false;
  const [one, other] = [new URL(url), new URL(trustedOrigin)];
  return one.protocol === other.protocol && one.host === other.host;
}
