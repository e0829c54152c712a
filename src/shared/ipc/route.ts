// What one request looks like to the compiler and at run time.
import type { z } from 'zod';

export interface Route<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  input: I;
  output: O;
}

/** Declares a request; exists so that literal schema types survive inference. */
export function route<I extends z.ZodType, O extends z.ZodType>(spec: Route<I, O>): Route<I, O> {
  return spec;
}
