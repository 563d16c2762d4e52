/** How the program replaces itself: what a release says and who signed it, whether and when it is taken, the download, and the way back. */
export * from './trial';
export * from './updater';
