/** Hands each record over to the site's own system on this machine: by a loopback API, into a folder, or not at all. */
export * from './handoff';
