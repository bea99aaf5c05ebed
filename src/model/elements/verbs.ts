/** The verbs of a REST service, in no order of their own: the file's counts. */
export const VERBS = ['get', 'post', 'put', 'delete', 'patch', 'head'] as const
