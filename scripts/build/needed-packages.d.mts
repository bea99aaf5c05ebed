/** Of the packages of a lockfile those with the given names, and what they need. */
export function neededPackages<T>(packages: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T>
