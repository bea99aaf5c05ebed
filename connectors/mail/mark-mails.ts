import type { MailAction } from './mailbox.ts'

/** A mail, by its number, and what is to become of it. */
export interface Mark {
  readonly id: string
  readonly action: MailAction
}

/**
 * Marks mails, those with the same action by the same commands. Gives for each of them why it could not be marked, or nothing; where a
 * command fails, so do all mails in it.
 */
export async function markMails(
  marks: readonly Mark[],
  run: (ids: readonly string[], action: MailAction) => Promise<void>,
): Promise<readonly unknown[]> {
  const failures = new Map<string, unknown>()
  for (const { ids, action } of byAction(marks))
    await run(ids, action).catch(error => {
      for (const id of ids) failures.set(id, error)
    })
  return marks.map(({ id }) => failures.get(id))
}

function byAction(marks: readonly Mark[]) {
  const groups = new Map<string, { readonly ids: string[]; readonly action: MailAction }>()
  for (const { id, action } of marks) {
    const key = JSON.stringify([action.delete, action.copyTo, action.moveTo])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { ids: [id], action })
    else group.ids.push(id)
  }
  return groups.values()
}
