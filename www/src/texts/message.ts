/** A message, or its two forms by `count`. Names in braces are replaced by values. */
export type Message = string | { readonly one: string; readonly other: string };
