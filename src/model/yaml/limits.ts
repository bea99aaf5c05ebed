/** Files larger than this are refused: a route file is written by people. The same number as in Camel's parser. */
export const MAX_CHARACTERS = 3 * 1024 * 1024
/** Deeper nesting of lists and maps is refused while the text is taken apart, before anything recurses over it. */
export const MAX_NESTING = 256
/** Aliases (`*x`) of lists and maps that a file may hold; the same number as in Camel. */
export const MAX_ALIASES = 50
/** Nodes that all aliases together may stand for: aliases of aliases multiply. */
export const MAX_ALIAS_NODES = 100_000
/** Syntax errors that are reported for one file: what follows the first ones is mostly their consequence. */
export const MAX_SYNTAX_ERRORS = 10
