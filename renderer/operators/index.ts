/** Who works here: sign-in, lock, a supervisor's approval, and the page on which operators are managed. */
export * from './approval';
export * from './gate';
export * from './operator-name';
export * from './operators-page';
export * from './works-as';
export * from './works-here';
export * from './use-serves';
