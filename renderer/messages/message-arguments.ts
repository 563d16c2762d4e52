type TrimmedName<Argument extends string> = Argument extends `${infer Name},${string}` ? Name : Argument;

/** Text of a plural branch (`one {# record}`) holds a space or a #, the name of an argument never does. */
type NameOnly<Name extends string> = Name extends `${string} ${string}` | `${string}#${string}`
  ? never
  : Name;

/** The names of the arguments that an ICU message asks for. */
export type ArgumentName<Message extends string> = Message extends `${string}{${infer Argument}}${infer Rest}`
  ? NameOnly<TrimmedName<Argument>> | ArgumentName<Rest>
  : never;

/** What must be passed with a message: nothing, or one object with each argument it asks for. */
export type MessageArguments<Message extends string> = [ArgumentName<Message>] extends [never]
  ? []
  : [values: Record<ArgumentName<Message>, string | number>];
