/** Portraits as pictures that the window can show, whatever the document has them in. */
export * from './use-picture';
