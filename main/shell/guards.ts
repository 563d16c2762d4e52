import { type WebContents, app, session } from 'electron';

/** Nobody listens there. */
const NOWHERE = '127.0.0.1:9';

/**
 * What a page may never do, whatever it asks: leave, open windows, embed pages, save files, reach a network, or get a
 * permission it has no use for.
 */
export function installGuards(trustedOrigin: string): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, trustedOrigin));
  session.defaultSession.on('will-download', (event) => event.preventDefault());
  // Our pages come from no network. Calls between browsers pass the policy of a page by: they are led nowhere.
  if (trustedOrigin.startsWith('app:'))
    void session.defaultSession.setProxy({ proxyRules: NOWHERE, proxyBypassRules: '<-loopback>' });

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
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Compares scheme and host: `URL.origin` is "null" for schemes the runtime's parser does not know. */
export function sameOrigin(url: string, trustedOrigin: string): boolean {
  if (!URL.canParse(url)) return false;
  const [one, other] = [new URL(url), new URL(trustedOrigin)];
  return one.protocol === other.protocol && one.host === other.host;
}
