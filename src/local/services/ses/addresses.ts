/** `Acme <ops@acme.example>` gives `ops@acme.example`. */
export function bareAddress(address: string): string {
  return (/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address).trim();
}

export function isAddress(address: string): boolean {
  return /^[^\s@<>]+@[^\s@<>]+$/.test(bareAddress(address));
}

/** Identities that may stand for a sender: the address, its domain, and the domains above it. */
export function identitiesFor(address: string): string[] {
  const bare = bareAddress(address);
  const labels = bare.slice(bare.indexOf("@") + 1).split(".");
  return [bare, ...labels.map((_, index) => labels.slice(index).join("."))];
}
