/** The one way to a SQLite file: the runtime's own engine where there is one, else an addon with the same interface. */
export * from './column';
export * from './database';
export * from './engine';
export * from './file-lock';
export * from './sqlite-error';
