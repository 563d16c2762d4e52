/** The Day page: pictures of what happened in a day and how the machine is. */
export * from './day-page';
