import type { Prompter } from "./prompter.ts";

/** What is needed to make a tenant; null where it was not given. */
export interface TenantAnswers {
  readonly idOrName: string | null;
  readonly admin: string | null;
}

/**
 * Asks for what was not given.
 *
 * @param open called only where there is something to ask
 */
export async function askTenant(
  open: () => Promise<Prompter>,
  { idOrName, admin }: TenantAnswers,
): Promise<TenantAnswers> {
  if (idOrName !== null && admin !== null) return { idOrName, admin };
  const prompter = await open();
  const needed = (answer: string) => (answer === "" ? "It is needed." : null);
  return {
    idOrName: idOrName ?? (await prompter.text({ message: "Name or id of the tenant:", check: needed })),
    admin: admin ?? (await prompter.text({ message: "E-mail address of its first member:", check: needed })),
  };
}
