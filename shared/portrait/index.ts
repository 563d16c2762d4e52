/** Portraits of documents in a format that windows cannot show, made into pixels. Pure: the decoder is handed in. */
export * from './jpeg2000';
