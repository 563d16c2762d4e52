/** What keeps a guest from being reported: which one, which field, and what to do, in words. Never what the field holds. */
export interface Problem {
  /** Position in what was given, from 0. */
  readonly guest: number;
  readonly field: string;
  readonly message: string;
}
