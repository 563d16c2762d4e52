/** What every space of a counter shares: what the window shows, the readers that live in it, ready, verdict, banners, the training tray. */
export * from './banners';
export * from './counter';
export * from './counter-context';
export * from './delivery-mark';
export * from './delivery-route';
export * from './picture-dialogue';
export * from './ready';
export * from './training-tray';
export * from './use-drop-and-paste';
export * from './use-keyboard-scanner';
export * from './use-presenter';
export * from './use-rested';
export * from './use-tones';
export * from './verdict';
export * from './verdict-words';
export * from './void-dialogue';
export * from './waiting-notice';
