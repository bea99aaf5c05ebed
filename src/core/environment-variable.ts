export type Environment = Readonly<Record<string, string | undefined>>

/**
 * A variable of the environment by its name as it is, in capitals, or with underscores for dots and dashes; `undefined` where there is none. What
 * every object inherits (`toString`) is no variable.
 */
export function environmentVariable(env: Environment, name: string): string | undefined {
  const capitals = name.toUpperCase()
  return own(env, name) ?? own(env, capitals) ?? own(env, capitals.replaceAll(/[.-]/g, '_'))
}

function own(env: Environment, name: string): string | undefined {
  return Object.hasOwn(env, name) ? env[name] : undefined
}
