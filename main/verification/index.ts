/** From a presentation to a verdict: the purposes and the rules that every format is judged by. */
export * from './judge';
export * from './judgement';
export * from './purposes';
export * from './skew';
