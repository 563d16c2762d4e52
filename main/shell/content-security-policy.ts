/** One policy, sent as a header by the app:// protocol and repeated as a <meta> tag in the built page. */
const directives = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'media-src': "'self' blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
};

export const contentSecurityPolicy = Object.entries(directives)
  .map((entry) => entry.join(' '))
  .join('; ');
