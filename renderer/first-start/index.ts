/** The first start of a machine: training, or enrolment with an authority. */
export * from './first-start';
export * from './use-first-start';
