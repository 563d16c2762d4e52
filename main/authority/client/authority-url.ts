import { VestibuleError } from '../../../shared/domain/error';

/** Where one authority lives: builds the URL of each operation. */
export class AuthorityUrl {
  /** Without a slash at the end. */
  readonly base: string;

  /** VestibuleError insecure-url: anything but https, or http on the loopback interface (PROTOCOL, Authentication). */
  constructor(url: string) {
    const parsed = URL.canParse(url) ? new URL(url) : null;
    if (!parsed || !isSecure(parsed)) {
      throw new VestibuleError(
        'insecure-url',
        'The address of the authority must begin with https:// (http:// only on this machine itself).',
      );
    }
    this.base = `${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}`;
  }

  /** The full URL of an operation such as `/v1/entries`. */
  of(path: string): string {
    return this.base + path;
  }
}

function isSecure({ protocol, hostname, username, password }: URL): boolean {
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** `URL` has normalised the host already: `127.1` is `127.0.0.1` here, `[0::1]` is `[::1]`. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
