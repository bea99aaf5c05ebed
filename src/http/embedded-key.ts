/** The key under which a runtime that has no server of its own shares what takes its requests. */
export const EMBEDDED_SERVER = 'http-server'
