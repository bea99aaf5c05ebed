/** What a converter gives where it has nothing to say about a value: there is no converter for it. */
export const NONE: unique symbol = Symbol('no converter')
