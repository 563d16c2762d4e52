/** The reference authority: answers the operations of openapi.yaml over HTTP, with a database of its own. */
export { type Authority, type AuthorityOptions, openAuthority } from './authority';
